package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.result.Metric;
import org.bitline.api.result.Result.Statistic;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.Task.Artifact;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.MatrixKernels;

/** Runs the inputs of a plan through its devices, trial by trial. */
public final class Executor {

  private final MatrixKernels kernels;
  private final List<Metric> metrics;
  private final Workers workers;
  private final Progress progress;

  public Executor(MatrixKernels kernels, List<Metric> metrics, Workers workers, Progress progress) {
    this.kernels = kernels;
    this.metrics = metrics;
    this.workers = workers;
    this.progress = progress;
  }

  /** Runs a plan that has a task. */
  public Measured run(Plan plan) {
    return collect(plan, false).measured();
  }

  /** Signal and noise of every operation, each with exact inputs. */
  Map<String, Deviation> isolated(Plan plan) {
    return collect(plan, true).deviations;
  }

  /**
   * Runs a plan that has a task.
   *
   * @param isolated every operation takes exact inputs, so that its deviation is its own
   */
  private Collected collect(Plan plan, boolean isolated) {
    Task.Instance task = plan.task().orElseThrow().instance();
    boolean random =
        plan.operations().stream()
            .map(PlacedOperation::device)
            .distinct()
            .anyMatch(device -> plan.devices().get(device).device().random());
    int trials = random ? plan.experiment().trials() : 1;
    Reference reference = new Reference(plan.original(), kernels);
    List<Batch> batches = Batch.of(task.inputs());
    progress.begin(
        plan.variant(), (long) trials * (task.inputs().size() + plan.operations().size()));
    Collected collected = new Collected(task, trials);
    for (int trial = 0; trial < trials; trial++) {
      RandomStream stream = KeyedStream.of(plan.experiment().seed()).at(trial);
      PlacedResidents residents =
          PlacedResidents.of(plan, stream, workers, progress).calibrated(plan, reference, batches);
      collected.notes(residents.notes(plan));
      TrialRun run = new TrialRun(plan, residents, reference, stream, isolated);
      collected.add(plan.variant(), run.run(batches, workers, progress));
    }
    return collected;
  }

  private final class Collected {

    private final Task.Instance task;
    private final int trials;
    private final SortedMap<String, SummaryStatistics> values = new TreeMap<>();
    private final Map<String, Double> references = new LinkedHashMap<>();
    private final Map<String, ActivityLedger> activity = new LinkedHashMap<>();
    private final Map<String, Deviation> deviations = new LinkedHashMap<>();
    private List<Artifact> artifacts = List.of();
    private List<String> notes = List.of();

    Collected(Task.Instance task, int trials) {
      this.trials = trials;
      this.task = task;
    }

    void add(String variant, TrialRun.BatchResult trial) {
      if (values.isEmpty() && references.isEmpty()) {
        references.putAll(task.score(trial.reference()));
        artifacts = task.artifacts(variant, trial.outputs());
      }
      task.score(trial.outputs()).forEach(this::value);
      metrics.forEach(m -> value(m.id(), m.value(trial.outputs(), trial.reference())));
      trial
          .activity()
          .forEach((id, l) -> activity.computeIfAbsent(id, i -> new ActivityLedger()).merge(l));
      trial
          .deviation()
          .forEach((id, d) -> deviations.computeIfAbsent(id, i -> new Deviation()).merge(d));
    }

    /** Of the first trial. */
    void notes(List<String> ofTrial) {
      notes = notes.isEmpty() ? ofTrial : notes;
    }

    private void value(String metric, double value) {
      values.computeIfAbsent(metric, m -> new SummaryStatistics()).addValue(value);
    }

    Measured measured() {
      SortedMap<String, Statistic> accuracy = new TreeMap<>();
      values.forEach(
          (metric, s) ->
              accuracy.put(
                  metric,
                  new Statistic(
                      s.getMean(),
                      s.getN() > 1 ? s.getStandardDeviation() : 0,
                      trials,
                      Optional.ofNullable(references.get(metric)))));
      Map<String, Double> snr = new LinkedHashMap<>();
      deviations.forEach((id, d) -> d.decibels().ifPresent(db -> snr.put(id, db)));
      return new Measured(
          accuracy, activity, trials, new ArrayList<>(task.inputs()), snr, artifacts, notes);
    }
  }
}
