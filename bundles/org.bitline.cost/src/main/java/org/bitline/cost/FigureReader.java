package org.bitline.cost;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Figure;
import org.bitline.api.unit.QuantityParser;
import org.bitline.cost.ComponentFile.Quantity;

/** Makes figures in SI of the quantities of a component file. */
final class FigureReader {

  private static final Set<String> BASES = Set.of("measured", "published", "assumed");

  private final QuantityParser quantities;

  FigureReader(QuantityParser quantities) {
    this.quantities = quantities;
  }

  /**
   * A quantity for given parameters.
   *
   * @param unit the SI unit wanted
   * @param where the quantity's place in its file
   */
  Figure read(Quantity quantity, String unit, Map<String, Double> parameters, Location where) {
    if (quantity.source().isBlank()) {
      throw new InputProblem(
          where.member("source"), "every number has a source; this one is empty.");
    }
    if (quantity.value().isEmpty() && quantity.form().isEmpty()) {
      return unknown(quantity, where);
    }
    String basis = basis(quantity, where);
    Reading reading = reading(quantity, unit, parameters, where);
    double nominal =
        reading.number(
            quantity.form().or(quantity::value).orElseThrow(),
            where.member(quantity.form().isPresent() ? "form" : "value"));
    double low = end(reading, quantity.low(), nominal, where.member("low"));
    double high = end(reading, quantity.high(), nominal, where.member("high"));
    if (low > nominal || nominal > high) {
      throw new InputProblem(
          where,
          "low <= number <= high must hold, but they are %s, %s and %s %s."
              .formatted(low, nominal, high, unit));
    }
    return new Figure(true, nominal, low, high, quantity.source(), basis);
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

  private static double end(
      Reading reading, Optional<String> text, double nominal, Location where) {
    return text.isPresent() ? reading.number(text.get(), where) : nominal;
  }

  /** How the texts of one quantity become numbers. */
  @FunctionalInterface
  private interface Reading {
    double number(String text, Location where);
  }

  private Reading reading(
      Quantity quantity, String unit, Map<String, Double> parameters, Location where) {
    if (quantity.form().isEmpty()) {
      if (quantity.unit().isPresent()) {
        throw new InputProblem(
            where.member("unit"), "a unit belongs to a form; a value carries its own.");
      }
      return (text, at) -> checked(parsed(text, unit, at), text, at);
    }
    if (quantity.value().isPresent()) {
      throw new InputProblem(where, "a number is a \"value\" or a \"form\", not both.");
    }
    String formUnit =
        quantity
            .unit()
            .orElseThrow(
                () ->
                    new InputProblem(
                        where, "a form needs a \"unit\", e.g. \"" + example(unit) + "\"."));
    double factor = parsed("1 " + formUnit, unit, where.member("unit"));
    return (text, at) -> checked(Formula.evaluate(text, parameters, at) * factor, text, at);
  }

  private double parsed(String text, String unit, Location where) {
    try {
      return quantities.parse(text, unit);
    } catch (IllegalArgumentException e) {
      throw new InputProblem(where, e.getMessage());
    }
  }

  private static double checked(double number, String text, Location where) {
    if (!Double.isFinite(number) || number < 0) {
      throw new InputProblem(
          where,
          "\"%s\" gives %s; areas, powers, energies and times are finite and at least 0."
              .formatted(text, number));
    }
    return number;
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
