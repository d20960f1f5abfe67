package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.optim.MaxIter;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NoFeasibleSolutionException;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;

/**
 * A lower bound from the linear programme of {@link AssignmentModel}, solved by the simplex of
 * Commons Math. It shares neither columns, nor relaxation, nor search with {@link Solver}, so it is
 * a check from outside: no cost may be below it.
 */
public final class LinearBound {

  private static final int ITERATIONS = 100_000;
  private static final double EPSILON = 1e-8;
  private static final int ULPS = 10;
  private static final double CUT_OFF = 1e-11;

  private LinearBound() {}

  /**
   * The bound, up to the simplex's tolerance of about a relative 10^-6.
   *
   * @return infinite where the programme has no solution: then no assignment keeps the limits;
   *     empty where the simplex does not end
   */
  public static OptionalDouble of(Instance instance, Target target) {
    LinearModel model = AssignmentModel.of(instance, target);
    List<LinearConstraint> constraints = new ArrayList<>();
    for (LinearModel.Row row : model.rows()) {
      constraints.add(
          new LinearConstraint(
              dense(row.weights(), model.size()),
              row.equal() ? Relationship.EQ : Relationship.LEQ,
              row.value()));
    }
    try {
      double value =
          new SimplexSolver(EPSILON, ULPS, CUT_OFF)
              .optimize(
                  new MaxIter(ITERATIONS),
                  new LinearObjectiveFunction(dense(model.objective(), model.size()), 0),
                  new LinearConstraintSet(constraints),
                  GoalType.MINIMIZE,
                  new NonNegativeConstraint(true))
              .getValue();
      return OptionalDouble.of(model.value(value));
    } catch (NoFeasibleSolutionException e) {
      return OptionalDouble.of(Double.POSITIVE_INFINITY);
    } catch (MathIllegalStateException e) {
      return OptionalDouble.empty();
    }
  }

  private static double[] dense(Map<Integer, Double> weights, int size) {
    double[] dense = new double[size];
    weights.forEach((variable, weight) -> dense[variable] = weight);
    return dense;
  }
}
