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

/**
 * The parameters of a component: plain numbers, each with a default and the range in which the
 * component's forms hold.
 */
final class Parameters {

  private static final Set<String> MEMBERS = Set.of("default", "range", "doc");
  private static final String NAME = "[A-Za-z][A-Za-z0-9_]*";

  /**
   * One parameter.
   *
   * @param initial the value where none is set
   * @param low the smallest value allowed
   * @param high the largest value allowed
   */
  record Parameter(double initial, double low, double high) {}

  private final String component;
  private final SortedMap<String, Parameter> byName;

  private Parameters(String component, SortedMap<String, Parameter> byName) {
    this.component = component;
    this.byName = byName;
  }

  /** Reads the declarations. */
  static Parameters read(String component, Optional<Section> section) {
    SortedMap<String, Parameter> byName = new TreeMap<>();
    section.ifPresent(
        s ->
            s.values()
                .forEach(
                    (name, value) ->
                        byName.put(name, declared(name, value, s.location().member(name)))));
    return new Parameters(component, byName);
  }

  SortedMap<String, Parameter> byName() {
    return byName;
  }

  /** Every parameter's default. */
  SortedMap<String, Double> defaults() {
    SortedMap<String, Double> values = new TreeMap<>();
    byName.forEach((name, parameter) -> values.put(name, parameter.initial()));
    return values;
  }

  /**
   * The defaults with some values replaced.
   *
   * @param where the text that sets them
   */
  SortedMap<String, Double> with(Map<String, Object> set, Location where) {
    SortedMap<String, Double> values = defaults();
    set.forEach(
        (name, value) -> {
          Parameter parameter = byName.get(name);
          if (parameter == null) {
            throw new InputProblem(
                where,
                "component %s has no parameter \"%s\". %s"
                    .formatted(component, name, Nearest.sentence(name, byName.keySet())));
          }
          values.put(name, inRange(name, value, parameter, where));
        });
    return values;
  }

  private double inRange(String name, Object value, Parameter parameter, Location where) {
    if (!(value instanceof Number number)
        || !(number.doubleValue() >= parameter.low() && number.doubleValue() <= parameter.high())) {
      throw new InputProblem(
          where,
          "parameter \"%s\" of component %s is %s; it must be a number from %s to %s."
              .formatted(
                  name, component, quoted(value), text(parameter.low()), text(parameter.high())));
    }
    return number.doubleValue();
  }

  private static Parameter declared(String name, Object value, Location where) {
    if (!name.matches(NAME)) {
      throw new InputProblem(
          where,
          "a parameter is named by a letter followed by letters, digits and _, not \"%s\"."
              .formatted(name));
    }
    if (!(value instanceof Map<?, ?> members)) {
      throw new InputProblem(
          where, "a parameter is an object with default and range, not " + quoted(value) + ".");
    }
    for (Object key : members.keySet()) {
      if (!MEMBERS.contains(key)) {
        throw new InputProblem(
            where, "unknown key " + quoted(key) + ". A parameter has default, range and doc.");
      }
    }
    List<?> range = members.get("range") instanceof List<?> list ? list : List.of();
    if (range.size() != 2
        || !(range.get(0) instanceof Number low)
        || !(range.get(1) instanceof Number high)
        || !(low.doubleValue() <= high.doubleValue())) {
      throw new InputProblem(
          where.member("range"), "a range is two numbers [low, high] with low <= high.");
    }
    if (!(members.get("default") instanceof Number initial)
        || initial.doubleValue() < low.doubleValue()
        || initial.doubleValue() > high.doubleValue()) {
      throw new InputProblem(
          where.member("default"), "the default must be a number inside the range.");
    }
    return new Parameter(initial.doubleValue(), low.doubleValue(), high.doubleValue());
  }

  private static String quoted(Object value) {
    return value instanceof String text ? "\"" + text + "\"" : String.valueOf(value);
  }

  private static String text(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? String.format(Locale.ROOT, "%.0f", number)
        : Double.toString(number);
  }
}
