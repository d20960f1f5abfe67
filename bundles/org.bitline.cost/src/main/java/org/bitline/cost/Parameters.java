package org.bitline.cost;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.unit.QuantityParser;

/**
 * The parameters of a component, each with a default: numbers with the range in which the
 * component's forms hold, or choices among texts or numbers. A number may have a unit: it is then
 * written as a quantity, and forms see it in that unit.
 */
final class Parameters {

  private static final Set<String> MEMBERS = Set.of("default", "range", "choices", "unit", "doc");
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";

  /**
   * One parameter; a value is a Double or a String.
   *
   * @param initial the value where none is set
   * @param low the smallest number allowed
   * @param high the largest number allowed
   * @param choices the only values allowed; empty where a range is given
   * @param unit unit of numbers in forms; empty for plain numbers
   */
  record Parameter(Object initial, double low, double high, List<Object> choices, String unit) {

    /** The values at which a check looks: the ends of the range, or every choice. */
    List<Object> extremes() {
      return choices.isEmpty() ? List.of(low, high) : choices;
    }

    private String allowed() {
      if (!choices.isEmpty()) {
        return "one of " + String.join(", ", choices.stream().map(Parameters::quoted).toList());
      }
      String what =
          unit.isEmpty() ? "a number" : "a text such as \"" + text(low) + " " + unit + "\"";
      return what + " from " + text(low) + " to " + text(high) + (unit.isEmpty() ? "" : " " + unit);
    }
  }

  private final String component;
  private final SortedMap<String, Parameter> byName;
  private final QuantityParser quantities;

  private Parameters(
      String component, SortedMap<String, Parameter> byName, QuantityParser quantities) {
    this.component = component;
    this.byName = byName;
    this.quantities = quantities;
  }

  /** Reads the declarations. */
  static Parameters read(String component, Optional<Section> section, QuantityParser quantities) {
    SortedMap<String, Parameter> byName = new TreeMap<>();
    section.ifPresent(
        s ->
            s.values()
                .forEach(
                    (name, value) ->
                        byName.put(
                            name, declared(name, value, quantities, s.location().member(name)))));
    return new Parameters(component, byName, quantities);
  }

  SortedMap<String, Parameter> byName() {
    return byName;
  }

  /** Every parameter's default. */
  SortedMap<String, Object> defaults() {
    SortedMap<String, Object> values = new TreeMap<>();
    byName.forEach((name, parameter) -> values.put(name, parameter.initial()));
    return values;
  }

  /**
   * The defaults with some values replaced.
   *
   * @param where the text that sets them
   */
  SortedMap<String, Object> with(Map<String, Object> set, Location where) {
    SortedMap<String, Object> values = defaults();
    set.forEach(
        (name, value) -> {
          Parameter parameter = byName.get(name);
          if (parameter == null) {
            throw new InputProblem(
                where,
                "component %s has no parameter \"%s\". %s"
                    .formatted(component, name, Nearest.sentence(name, byName.keySet())));
          }
          values.put(name, allowed(name, value, parameter, where));
        });
    return values;
  }

  private Object allowed(String name, Object given, Parameter parameter, Location where) {
    Object value = inUnit(given, parameter.unit(), quantities, where);
    boolean fits =
        parameter.choices().isEmpty()
            ? value instanceof Double number
                && number >= parameter.low()
                && number <= parameter.high()
            : parameter.choices().contains(value);
    if (!fits) {
      throw new InputProblem(
          where,
          "parameter \"%s\" of component %s is %s; it must be %s."
              .formatted(name, component, quoted(given), parameter.allowed()));
    }
    return value;
  }

  /** Numbers as Double, and quantities too where the parameter has a unit. */
  private static Object inUnit(
      Object given, String unit, QuantityParser quantities, Location where) {
    if (given instanceof String text && !unit.isEmpty()) {
      try {
        return quantities.parse(text, unit);
      } catch (IllegalArgumentException e) {
        throw new InputProblem(where, e.getMessage());
      }
    }
    return given instanceof Number number ? (Object) number.doubleValue() : given;
  }

  private static Parameter declared(
      String name, Object value, QuantityParser quantities, Location where) {
    checkName(name, where);
    if (!(value instanceof Map<?, ?> members)) {
      throw new InputProblem(
          where, "a parameter is an object with default and range, not " + quoted(value) + ".");
    }
    for (Object key : members.keySet()) {
      if (!MEMBERS.contains(key)) {
        throw new InputProblem(
            where,
            "unknown key "
                + quoted(key)
                + ". A parameter has default, range or choices, unit and doc.");
      }
    }
    String unit = members.get("unit") instanceof String text ? text : "";
    return members.containsKey("choices")
        ? choices(members, unit, where)
        : range(members, unit, quantities, where);
  }

  /** Refuses what cannot be a name in an expression. */
  static void checkName(String name, Location where) {
    if (!name.matches(NAME)) {
      throw new InputProblem(
          where,
          "a parameter is named by a letter followed by letters, digits and _, not \"%s\"."
              .formatted(name));
    }
  }

  private static Parameter choices(Map<?, ?> members, String unit, Location where) {
    List<Object> choices =
        members.get("choices") instanceof List<?> list
            ? list.stream()
                .map(c -> c instanceof Number number ? (Object) number.doubleValue() : (Object) c)
                .toList()
            : List.of();
    boolean numbers = !choices.isEmpty() && choices.stream().allMatch(Double.class::isInstance);
    boolean texts = !choices.isEmpty() && choices.stream().allMatch(String.class::isInstance);
    if (!numbers && !texts || members.containsKey("range")) {
      throw new InputProblem(
          where.member("choices"),
          "choices are a list of texts or a list of numbers, and there is no range beside them.");
    }
    Object given = members.get("default");
    Object initial = given instanceof Number number ? (Object) number.doubleValue() : given;
    if (initial == null || !choices.contains(initial)) {
      throw new InputProblem(where.member("default"), "the default must be one of the choices.");
    }
    return new Parameter(initial, 0, 0, choices, unit);
  }

  private static Parameter range(
      Map<?, ?> members, String unit, QuantityParser quantities, Location where) {
    List<?> range = members.get("range") instanceof List<?> list ? list : List.of();
    Location at = where.member("range");
    if (range.size() != 2
        || !(inUnit(range.get(0), unit, quantities, at) instanceof Double low)
        || !(inUnit(range.get(1), unit, quantities, at) instanceof Double high)
        || !(low <= high)) {
      throw new InputProblem(at, "a range is two numbers [low, high] with low <= high.");
    }
    Location initialAt = where.member("default");
    Object given = members.get("default");
    if (given == null
        || !(inUnit(given, unit, quantities, initialAt) instanceof Double initial)
        || initial < low
        || initial > high) {
      throw new InputProblem(initialAt, "the default must be a number inside the range.");
    }
    return new Parameter(initial, low, high, List.of(), unit);
  }

  private static String quoted(Object value) {
    if (value instanceof Double number) {
      return text(number);
    }
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }

  /** A number for a message: whole numbers without a fraction. */
  static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
