package org.bitline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.mapping.Goal.Budgets;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.result.Result.Statistic;
import org.bitline.api.workload.Operation.LaneSum;
import org.bitline.engine.execute.Executor;
import org.bitline.engine.execute.Measured;
import org.bitline.engine.execute.MeasuredAccuracy;
import org.bitline.engine.execute.Workers;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;
import org.bitline.engine.plan.Planner;
import org.bitline.engine.plan.Setting;
import org.bitline.engine.price.Estimates;
import org.bitline.numerics.MatrixKernels;

/**
 * Maps a variant and runs it. Where a mapper has used predicted losses and the loss that the run
 * measures breaks the budget, the variant is mapped again within a smaller loss, and run again.
 */
final class VariantRun {

  /** Times a mapping is run before the budget is given up. */
  private static final int ATTEMPTS = 5;

  /** What is left of the predicted loss from one attempt to the next, at most. */
  private static final double TIGHTER = 0.7;

  private final Planner planner;
  private final MatrixKernels kernels;
  private final Executor executor;
  private final Workers workers;
  private final Progress progress;

  VariantRun(
      Planner planner,
      MatrixKernels kernels,
      Executor executor,
      Workers workers,
      Progress progress) {
    this.planner = planner;
    this.kernels = kernels;
    this.executor = executor;
    this.workers = workers;
    this.progress = progress;
  }

  /** A plan with what its mapper knew of accuracy. */
  record Planned(Plan plan, Optional<MeasuredAccuracy> accuracy) {}

  /**
   * A plan that has run.
   *
   * @param facts of the accuracy budget; empty without one
   */
  record Ran(Plan plan, Optional<Measured> measured, Map<String, Object> facts) {}

  Planned plan(Setting setting) {
    double budget = budgets(setting).accuracyLoss().orElse(Double.POSITIVE_INFINITY);
    Optional<MeasuredAccuracy> accuracy =
        setting
            .task()
            .map(task -> new MeasuredAccuracy(setting, budget, kernels, workers, progress));
    return plan(setting, accuracy);
  }

  private Planned plan(Setting setting, Optional<MeasuredAccuracy> accuracy) {
    Plan plan = planner.plan(setting, new Estimates(setting), accuracy.map(a -> a));
    return new Planned(plan, accuracy);
  }

  private static Budgets budgets(Setting setting) {
    return setting.experiment().budgets();
  }

  Ran run(Planned planned) {
    Plan plan = planned.plan();
    if (plan.task().isEmpty()) {
      return new Ran(plan, Optional.empty(), Map.of());
    }
    Optional<Double> budget = budgets(plan.setting()).accuracyLoss();
    if (budget.isEmpty()) {
      return new Ran(plan, Optional.of(executor.run(plan)), Map.of());
    }
    return within(budget.get(), planned);
  }

  private Ran within(double budget, Planned first) {
    Planned planned = first;
    double target = budget;
    List<Object> attempts = new ArrayList<>();
    while (true) {
      MeasuredAccuracy accuracy = planned.accuracy().orElseThrow();
      boolean steered = accuracy.asked();
      Measured measured = executor.run(planned.plan());
      double loss = loss(planned.plan(), measured);
      Map<String, Object> attempt = attempt(planned.plan(), accuracy, target, loss);
      attempts.add(attempt);
      if (loss <= budget || !steered) {
        Map<String, Object> facts = new LinkedHashMap<>(attempt);
        facts.put("budget", budget);
        facts.put("attempts", attempts);
        facts.put("curve", accuracy.measuredPoints());
        return new Ran(planned.plan(), Optional.of(measured), facts);
      }
      if (attempts.size() == ATTEMPTS) {
        throw given(planned.plan(), budget, loss);
      }
      target = target * Math.min(TIGHTER, budget / loss);
      progress.note(
          String.format(
              Locale.ROOT,
              "%s: the mapping loses %.4f where %.4f is allowed; mapping again within %.4f",
              planned.plan().variant(),
              loss,
              budget,
              target));
      planned = plan(planned.plan().setting(), Optional.of(accuracy.within(target)));
    }
  }

  private static InfeasibleProblem given(Plan plan, double budget, double loss) {
    return new InfeasibleProblem(
        String.format(
            Locale.ROOT,
            "the variant \"%s\" cannot keep the budget accuracyLoss %s: %d mappings were run, the"
                + " last loses %.4f; allow more, or give the mapper a device with less noise",
            plan.variant(),
            budget,
            ATTEMPTS,
            loss));
  }

  /** What FP32 scores above the mean over the trials, in the task's first metric. */
  private static double loss(Plan plan, Measured measured) {
    String metric = plan.task().orElseThrow().type().metrics().get(0);
    Statistic statistic = measured.accuracy().get(metric);
    return statistic.reference().orElseThrow() - statistic.mean();
  }

  private static Map<String, Object> attempt(
      Plan plan, MeasuredAccuracy accuracy, double target, double loss) {
    Map<String, Object> attempt = new LinkedHashMap<>();
    double noise = 0;
    for (PlacedOperation placed : plan.operations()) {
      noise += placed.share() * noise(plan, placed, accuracy);
    }
    attempt.put("within", target);
    attempt.put("predictedNoise", noise);
    attempt.put("predictedLoss", accuracy.loss(noise));
    attempt.put("measuredLoss", loss);
    return attempt;
  }

  /** Reductions, gathers and lane sums are exact. */
  private static double noise(Plan plan, PlacedOperation placed, MeasuredAccuracy accuracy) {
    if (placed.operation() instanceof LaneSum) {
      return 0;
    }
    boolean known =
        plan.workload().graph().operations().stream().anyMatch(o -> o.id().equals(placed.origin()));
    return known ? accuracy.noise(placed.origin(), placed.device()) : 0;
  }
}
