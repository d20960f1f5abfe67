package org.bitline.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.bitline.cost.ComponentFile.Quantity;

/**
 * A number that is the sum of parts.
 *
 * @param terms in the order of the file
 */
public record Sum(List<Term> terms) {

  private static final List<String> WEAKEST_FIRST = List.of("assumed", "published", "measured");

  /**
   * One term.
   *
   * @param part {@code part}, or {@code part/action}
   * @param count how many of it
   * @param figure of one
   */
  public record Term(String part, double count, Figure figure) {}

  /** Which number of a part is summed. */
  public enum Kind {
    AREA,
    LEAKAGE,
    ENERGY,
    LATENCY
  }

  /** Evaluates the terms of a quantity. A part of which there are none is not looked at. */
  static Sum of(Quantity quantity, Kind kind, Scope scope, FigureReader figures, Location where) {
    if (quantity.value().isPresent()
        || quantity.form().isPresent()
        || quantity.unit().isPresent()
        || quantity.low().isPresent()
        || quantity.high().isPresent()
        || quantity.basis().isPresent()) {
      throw new InputProblem(
          where,
          "a \"sum\" stands alone with its source: value, unit, band and basis come from the"
              + " parts.");
    }
    List<Term> terms = new ArrayList<>();
    for (Map.Entry<String, String> entry : quantity.sum().entrySet()) {
      Location at = where.member("sum").member(entry.getKey());
      double count = figures.formula(entry.getValue(), at).number(scope, at);
      if (count < 0) {
        throw new InputProblem(
            at, "\"%s\" gives %s; a count is at least 0.".formatted(entry.getValue(), count));
      }
      if (count > 0) {
        terms.add(new Term(entry.getKey(), count, figure(entry.getKey(), kind, scope, at)));
      }
    }
    return new Sum(terms);
  }

  private static Figure figure(String key, Kind kind, Scope scope, Location at) {
    boolean action = kind == Kind.ENERGY || kind == Kind.LATENCY;
    int slash = key.indexOf('/');
    if (action != slash > 0) {
      throw new InputProblem(
          at,
          action
              ? "energies and latencies are summed over actions: write part/action."
              : "areas and leakages are summed over parts: write the part's name alone.");
    }
    Component part = scope.part(action ? key.substring(0, slash) : key);
    if (!action) {
      return kind == Kind.AREA ? part.area() : part.leakage();
    }
    Component.Action found = part.actions().get(key.substring(slash + 1));
    if (found == null) {
      throw new InputProblem(
          at,
          "component %s has no action \"%s\". %s"
              .formatted(
                  part.name(),
                  key.substring(slash + 1),
                  Nearest.sentence(key.substring(slash + 1), part.actions().keySet())));
    }
    return kind == Kind.ENERGY ? found.energy() : found.latency();
  }

  /**
   * The sum. It is unknown where a part is, and as sure as the least sure of its parts.
   *
   * @param source the file's own words on it
   */
  Figure figure(String source) {
    double nominal = 0;
    double low = 0;
    double high = 0;
    StringBuilder all = new StringBuilder(source);
    for (Term term : terms) {
      if (!term.figure().known()) {
        return Figure.unknown(
            source + ": nobody knows that of " + term.part() + ": " + term.figure().source());
      }
      nominal += term.count() * term.figure().nominal();
      low += term.count() * term.figure().low();
      high += term.count() * term.figure().high();
      all.append("; ").append(Parameters.text(term.count())).append(" x ").append(term.part());
    }
    String basis =
        terms.stream()
            .map(term -> term.figure().basis())
            .min(Comparator.comparingInt(WEAKEST_FIRST::indexOf))
            .orElse("published");
    return new Figure(true, nominal, low, high, all.toString(), basis);
  }
}
