package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear programme: minimise weights · variables + constant, all variables at least 0.
 *
 * <p>Rows and the objective are written in units of about the size of their numbers, for solvers
 * that compare with fixed tolerances.
 */
final class LinearModel {

  /** weights · variables at most, or equal to, a value. */
  record Row(Map<Integer, Double> weights, boolean equal, double value) {}

  private final Map<List<Object>, Integer> names = new HashMap<>();
  private final List<Boolean> whole = new ArrayList<>();
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Double> objective = new LinkedHashMap<>();
  private double constant;
  private double unit = 1;

  /** A sum of variables under construction. */
  static final class Sum {

    private final Map<Integer, Double> weights = new LinkedHashMap<>();

    Sum add(double weight, int variable) {
      if (weight != 0) {
        weights.merge(variable, weight, Double::sum);
      }
      return this;
    }

    Sum add(double factor, Sum other) {
      other.weights.forEach((variable, weight) -> add(factor * weight, variable));
      return this;
    }
  }

  /** The variable of that name, made where it is new. */
  int variable(boolean integer, Object... name) {
    return names.computeIfAbsent(
        List.of(name),
        n -> {
          whole.add(integer);
          return whole.size() - 1;
        });
  }

  void atMost(Sum sum, double value, double unit) {
    rows.add(new Row(scaled(sum, unit), false, value / unit));
  }

  void equal(Sum sum, double value) {
    rows.add(new Row(sum.weights, true, value));
  }

  /**
   * Sets the objective.
   *
   * @param size about the size of its value
   */
  void minimise(Sum sum, double more, double size) {
    objective.putAll(scaled(sum, size));
    constant = more;
    unit = size;
  }

  private static Map<Integer, Double> scaled(Sum sum, double unit) {
    Map<Integer, Double> scaled = new LinkedHashMap<>();
    sum.weights.forEach((variable, weight) -> scaled.put(variable, weight / unit));
    return scaled;
  }

  int size() {
    return whole.size();
  }

  /** Whether a variable is 0 or 1 in an assignment. */
  boolean whole(int variable) {
    return whole.get(variable);
  }

  List<Row> rows() {
    return rows;
  }

  /** In units of the objective's size. */
  Map<Integer, Double> objective() {
    return objective;
  }

  /** The objective's value from its value in units of its size. */
  double value(double scaled) {
    return scaled * unit + constant;
  }
}
