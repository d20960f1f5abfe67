package org.bitline.cost;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Figure;
import org.bitline.api.unit.QuantityParser;
import org.bitline.cost.ComponentFile.Quantity;

/** Makes figures in SI of the quantities of a component file. */
final class FigureReader {

  private static final Set<String> BASES = Set.of("measured", "published", "assumed");

  private final QuantityParser quantities;
  private final Map<String, Formula> formulas = new ConcurrentHashMap<>();

  FigureReader(QuantityParser quantities) {
    this.quantities = quantities;
  }

  QuantityParser quantities() {
    return quantities;
  }

  /** An expression, parsed once. */
  Formula formula(String text, Location where) {
    Formula known = formulas.get(text);
    if (known == null) {
      known = Formula.parse(text, where);
      formulas.put(text, known);
    }
    return known;
  }

  /**
   * A quantity that is a value, a form or unknown.
   *
   * @param unit the SI unit wanted
   * @param where the quantity's place in its file
   */
  Figure read(Quantity quantity, String unit, Names names, Location where) {
    checkSource(quantity, where);
    if (quantity.value().isEmpty() && quantity.form().isEmpty()) {
      return unknown(quantity, where);
    }
    String basis = basis(quantity, where);
    try {
      Reading reading = reading(quantity, unit, where);
      Location at = where.member(quantity.form().isPresent() ? "form" : "value");
      double raw = raw(reading, quantity.form().or(quantity::value).orElseThrow(), names, at);
      return band(quantity, unit, names, where, reading, raw, basis);
    } catch (TableMiss e) {
      if (e.isUnknown()) {
        return Figure.unknown(quantity.source() + ": " + e.getMessage());
      }
      throw e;
    }
  }

  private Figure band(
      Quantity quantity,
      String unit,
      Names names,
      Location where,
      Reading reading,
      double raw,
      String basis) {
    // The number as the form gives it: "nominal * 1" is then the number to the bit.
    Names ends = names.and(Row.NOMINAL, raw);
    double nominal = raw * reading.factor();
    double low = end(reading, quantity.low(), ends, nominal, where.member("low"));
    double high = end(reading, quantity.high(), ends, nominal, where.member("high"));
    if (low > nominal || nominal > high) {
      throw new InputProblem(
          where,
          "low <= number <= high must hold, but they are %s, %s and %s %s."
              .formatted(low, nominal, high, unit));
    }
    return new Figure(true, nominal, low, high, quantity.source(), basis);
  }

  static void checkSource(Quantity quantity, Location where) {
    if (quantity.source().isBlank()) {
      throw new InputProblem(
          where.member("source"), "every number has a source; this one is empty.");
    }
  }

  private static Figure unknown(Quantity quantity, Location where) {
    if (quantity.unit().isPresent() || quantity.low().isPresent() || quantity.high().isPresent()) {
      throw new InputProblem(
          where,
          "a number with unit, low or high needs a \"value\" or a \"form\"; one that nobody knows"
              + " has \"value\": null and a source alone.");
    }
    return Figure.unknown(quantity.source());
  }

  private static String basis(Quantity quantity, Location where) {
    String basis = quantity.basis().orElse("");
    if (!BASES.contains(basis)) {
      throw new InputProblem(
          where.member("basis"),
          (basis.isEmpty() ? "a basis is missing" : "\"" + basis + "\" is no basis")
              + "; it must be measured, published or assumed.");
    }
    return basis;
  }

  private double end(
      Reading reading, Optional<String> text, Names names, double nominal, Location where) {
    return text.isPresent() ? raw(reading, text.get(), names, where) * reading.factor() : nominal;
  }

  /**
   * How the texts of one quantity become numbers.
   *
   * @param form whether they are expressions
   * @param unit of a value
   * @param factor from the form's unit to SI
   */
  private record Reading(boolean form, String unit, double factor) {}

  private double raw(Reading reading, String text, Names names, Location where) {
    double number =
        reading.form()
            ? formula(text, where).number(names, where)
            : parsed(text, reading.unit(), where);
    return checked(number, reading.factor(), text, where);
  }

  private Reading reading(Quantity quantity, String unit, Location where) {
    if (quantity.form().isEmpty()) {
      if (quantity.unit().isPresent()) {
        throw new InputProblem(
            where.member("unit"), "a unit belongs to a form; a value carries its own.");
      }
      return new Reading(false, unit, 1);
    }
    if (quantity.value().isPresent()) {
      throw new InputProblem(where, "a number is a \"value\" or a \"form\", not both.");
    }
    return new Reading(true, unit, factor(quantity, unit, where));
  }

  private double factor(Quantity quantity, String unit, Location where) {
    String formUnit =
        quantity
            .unit()
            .orElseThrow(
                () ->
                    new InputProblem(
                        where, "a form needs a \"unit\", e.g. \"" + example(unit) + "\"."));
    return parsed("1 " + formUnit, unit, where.member("unit"));
  }

  private double parsed(String text, String unit, Location where) {
    try {
      return quantities.parse(text, unit);
    } catch (IllegalArgumentException e) {
      throw new InputProblem(where, e.getMessage());
    }
  }

  private static double checked(double raw, double factor, String text, Location where) {
    double number = raw * factor;
    if (!Double.isFinite(number) || number < 0) {
      throw new InputProblem(
          where,
          "\"%s\" gives %s; areas, powers, energies and times are finite and at least 0."
              .formatted(text, number));
    }
    return raw;
  }

  private static String example(String unit) {
    return switch (unit) {
      case "m^2" -> "mm^2";
      case "W" -> "mW";
      case "J" -> "pJ";
      case "s" -> "ns";
      default -> unit;
    };
  }
}
