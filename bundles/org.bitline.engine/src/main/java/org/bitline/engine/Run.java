package org.bitline.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.mapping.Accuracy;
import org.bitline.api.result.Engine.Outcome;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.result.Engine.Request;
import org.bitline.api.result.Result;
import org.bitline.api.unit.RecordReader;
import org.bitline.api.workload.Task.Artifact;
import org.bitline.engine.VariantRun.Planned;
import org.bitline.engine.execute.Executor;
import org.bitline.engine.execute.Workers;
import org.bitline.engine.output.Claims;
import org.bitline.engine.output.Comparison;
import org.bitline.engine.output.OutputFolder;
import org.bitline.engine.output.OutputFolder.Finished;
import org.bitline.engine.plan.ExperimentReader;
import org.bitline.engine.plan.ExperimentReader.Descriptor;
import org.bitline.engine.plan.Plan;
import org.bitline.engine.plan.Planner;
import org.bitline.engine.plan.Registry;
import org.bitline.engine.plan.Setting;
import org.bitline.engine.price.Costing;
import org.bitline.engine.price.Estimates;
import org.bitline.numerics.MatrixKernels;

/** The command run: plan every variant, run it, cost it, write the reports. */
final class Run {

  private final RecordReader reader;
  private final Registry registry;
  private final Planner planner;
  private final Installation installation;
  private final MatrixKernels kernels;

  Run(
      RecordReader reader,
      Registry registry,
      Planner planner,
      Installation installation,
      MatrixKernels kernels) {
    this.reader = reader;
    this.registry = registry;
    this.planner = planner;
    this.installation = installation;
    this.kernels = kernels;
  }

  Outcome run(Request request, Progress progress) {
    long start = System.nanoTime();
    Descriptor descriptor = new ExperimentReader(reader).read(request);
    check(descriptor, registry);
    try (Workers workers = new Workers(request.threads())) {
      Executor executor = new Executor(kernels, registry.metrics(), workers, progress);
      VariantRun variants = new VariantRun(planner, kernels, executor, workers, progress);
      List<Planned> planned = planned(request, descriptor, variants, progress);
      List<Plan> plans = planned.stream().map(Planned::plan).toList();
      String sha256 = Identity.of(descriptor, plans, installation);
      try (OutputFolder output = open(request, descriptor.common().name(), sha256)) {
        if (output.isComplete()) {
          return new Outcome(output.result(), output.folder(), List.of(), true);
        }
        List<Finished> finished = new ArrayList<>();
        for (Planned one : planned) {
          finished.add(
              output
                  .finished(one.plan().variant())
                  .orElseGet(() -> new Finishing(executor).finish(variants.run(one), output)));
        }
        List<Result.Run> runs = finished.stream().map(Finished::run).toList();
        List<Artifact> artifacts = finished.stream().flatMap(f -> f.artifacts().stream()).toList();
        Result result = result(descriptor, plans.get(0), sha256, runs);
        Result.Circumstances circumstances = circumstances(request, start, plans);
        List<Path> files = output.publish(result, circumstances, registry.writers(), artifacts);
        return new Outcome(result, output.folder(), files, false);
      }
    }
  }

  private static OutputFolder open(Request request, String name, String sha256) {
    Path folder = request.out().orElse(Path.of("results").resolve(name));
    return OutputFolder.open(folder.toAbsolutePath().normalize(), name, sha256, request.force());
  }

  /** All variants mapped, and known to have a price, before the first is run. */
  private List<Planned> planned(
      Request request, Descriptor descriptor, VariantRun variants, Progress progress) {
    progress.begin("reading " + request.experiment(), 1);
    List<Setting> settings = new ArrayList<>();
    descriptor
        .variants()
        .forEach((name, e) -> settings.add(planner.prepare(name, e, descriptor.section())));
    progress.advance(1);
    List<Planned> planned = settings.stream().map(variants::plan).toList();
    planned.forEach(one -> costable(one.plan()));
    return planned;
  }

  /** The mapping of every variant, as a run would use it first. */
  List<Plan> plans(Request request, Progress progress) {
    Descriptor descriptor = new ExperimentReader(reader).read(request);
    try (Workers workers = new Workers(request.threads())) {
      Executor executor = new Executor(kernels, registry.metrics(), workers, progress);
      VariantRun variants = new VariantRun(planner, kernels, executor, workers, progress);
      return planned(request, descriptor, variants, progress).stream().map(Planned::plan).toList();
    }
  }

  /** Checks what can be checked of every variant without running anything; returns warnings. */
  List<String> check(Request request) {
    Descriptor descriptor = new ExperimentReader(reader).read(request);
    check(descriptor, registry);
    Set<String> warnings = new LinkedHashSet<>();
    descriptor
        .variants()
        .forEach(
            (name, e) -> {
              Setting setting = planner.prepare(name, e, descriptor.section());
              Plan plan =
                  planner.plan(setting, new Estimates(setting), Optional.<Accuracy>of(new Exact()));
              costable(plan);
              warnings.addAll(plan.warnings());
            });
    return List.copyOf(warnings);
  }

  /** Takes all devices as exact: to check a descriptor, nothing is measured. */
  private static final class Exact implements Accuracy {

    @Override
    public double noise(String operation, String device) {
      return 0;
    }

    @Override
    public double loss(double noise) {
      return 0;
    }

    @Override
    public double limit() {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** What can be checked of a descriptor before its plans are made. */
  static void check(Descriptor descriptor, Registry registry) {
    Map<String, List<String>> metrics = new LinkedHashMap<>();
    descriptor.variants().forEach((name, e) -> metrics.put(name, claimable(e, registry)));
    Location at = descriptor.section().location().member("claims");
    Claims.check(descriptor.common().claims(), metrics, at);
  }

  private static List<String> claimable(Experiment experiment, Registry registry) {
    List<String> metrics = new ArrayList<>(List.of("latency", "energy", "area", "throughput"));
    experiment
        .inputs()
        .ifPresent(
            inputs -> {
              metrics.addAll(registry.taskMetrics(String.valueOf(inputs.values().get("task"))));
              registry.metrics().forEach(m -> metrics.add(m.id()));
            });
    return metrics;
  }

  /** Costs a plan with assumed densities, so that a missing link or price is told before a run. */
  static void costable(Plan plan) {
    Costing.of(plan, Optional.empty());
  }

  private Result result(Descriptor descriptor, Plan first, String sha256, List<Result.Run> runs) {
    Experiment common = descriptor.common();
    Location claims = descriptor.section().location().member("claims");
    return new Result(
        common.name(),
        sha256,
        installation.version(),
        common.seed(),
        metrics(common, first),
        runs,
        common.baseline(),
        common.baseline().map(b -> Comparison.against(b, runs)).orElseGet(TreeMap::new),
        Claims.verdicts(common.claims(), runs, claims));
  }

  private static List<String> metrics(Experiment experiment, Plan plan) {
    if (!experiment.metrics().isEmpty()) {
      return experiment.metrics();
    }
    List<String> metrics = new ArrayList<>(List.of("latency", "energy", "area", "throughput"));
    plan.task()
        .ifPresent(
            task -> {
              metrics.addAll(task.type().metrics());
              metrics.add(org.bitline.engine.execute.OutputSnr.ID);
            });
    return metrics;
  }

  private Result.Circumstances circumstances(Request request, long start, List<Plan> plans) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("experiment", request.experiment().toAbsolutePath().toString());
    List<String> overrides = new ArrayList<>(request.overrides());
    request.seed().ifPresent(seed -> overrides.add("seed=" + seed));
    request.trials().ifPresent(trials -> overrides.add("trials=" + trials));
    facts.put("overrides", overrides);
    facts.put("bundlesFromOutside", Origin.outside(installation.home()));
    facts.put("wall_s", (System.nanoTime() - start) * 1e-9);
    facts.put("date", java.time.Instant.now().toString());
    facts.put("threads", request.threads());
    facts.put("kernels", kernels.name());
    facts.put("java", System.getProperty("java.runtime.version", ""));
    facts.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    facts.put("software", installation.version());
    facts.put("variants", plans.stream().map(Plan::variant).toList());
    return new Result.Circumstances(facts);
  }
}
