package org.bitline.mapper.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;

/**
 * Against the mixed integer solver of ojAlgo, where the integer programme is the problem itself.
 */
class IntegerProgrammeTest {

  private static final double LIMIT = 1.15;

  @Test
  void twentyInstancesOfTwentyFourOperationsCostWhatAMixedIntegerSolverFinds() {
    for (long seed = 0; seed < 20; seed++) {
      Instance instance = Grid.onGrid(linear(seed));
      Target target = target(new Solver(instance));
      Solution ours = new Solver(instance).solve(target, 5_000_000, List.of()).best().orElseThrow();
      assertTrue(ours.proven(), "seed " + seed);
      assertEquals(theirs(instance, target), ours.cost(), 1e-5 * ours.cost(), "seed " + seed);
    }
  }

  /** Least energy with a latency and a noise a little above the least. */
  private static Target target(Solver solver) {
    Target target = Target.least(Quantity.ENERGY);
    for (Quantity quantity : List.of(Quantity.LATENCY, Quantity.NOISE)) {
      double least =
          solver
              .solve(target.minimising(quantity), 5_000_000, List.of())
              .best()
              .orElseThrow()
              .cost();
      target = target.within(quantity, LIMIT * least + 0.1);
    }
    return target;
  }

  private static double theirs(Instance instance, Target target) {
    LinearModel model = AssignmentModel.of(instance, target);
    ExpressionsBasedModel programme = new ExpressionsBasedModel();
    List<Variable> variables = new ArrayList<>();
    for (int v = 0; v < model.size(); v++) {
      Variable variable = programme.newVariable("v" + v).lower(0);
      variables.add(model.whole(v) ? variable.upper(1).integer(true) : variable);
    }
    for (int r = 0; r < model.rows().size(); r++) {
      LinearModel.Row row = model.rows().get(r);
      Expression expression = programme.newExpression("r" + r);
      row.weights().forEach((v, weight) -> expression.set(variables.get(v), weight));
      if (row.equal()) {
        expression.level(row.value());
      } else {
        expression.upper(row.value());
      }
    }
    model.objective().forEach((v, weight) -> variables.get(v).weight(weight));
    Optimisation.Result result = programme.minimise();
    assertTrue(result.getState().isOptimal(), result.getState().toString());
    return model.value(result.getValue());
  }

  /** Three layers of eight operations, one after another on one resource, without leakage. */
  private static Instance linear(long seed) {
    Random random = new Random(seed);
    List<Instance.Operation> operations = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      List<Integer> inputs = new ArrayList<>();
      if (i > 0) {
        inputs.add(i - 1);
      }
      if (i > 3 && random.nextInt(3) == 0) {
        inputs.add(i - 3);
      }
      operations.add(operation(i, inputs, random));
    }
    List<Instance.Device> devices = new ArrayList<>();
    for (int d = 0; d < 3; d++) {
      devices.add(
          new Instance.Device(
              "d" + d,
              List.of("arrays"),
              List.of(d == 0 ? 60L : Long.MAX_VALUE),
              used -> new Instance.Holding(0, 0)));
    }
    return new Instance(devices, List.of("time"), operations);
  }

  private static Instance.Operation operation(int i, List<Integer> inputs, Random random) {
    List<Instance.Choice> choices = new ArrayList<>();
    List<Instance.Move> moves = new ArrayList<>();
    for (int d = 0; d < 3; d++) {
      choices.add(
          new Instance.Choice(
              d,
              1 + random.nextInt(40),
              1 + random.nextInt(20),
              List.of(0),
              List.of((long) (1 + random.nextInt(9))),
              d == 0 ? random.nextInt(10) : 0));
      for (int e = 0; e < 3; e++) {
        if (d != e) {
          moves.add(new Instance.Move(d, e, 0, 1 + random.nextInt(8), 1 + random.nextInt(3)));
        }
      }
    }
    return new Instance.Operation("op" + i, i / 8, inputs, OptionalInt.empty(), choices, moves);
  }
}
