package org.bitline.engine;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.result.Engine.Outcome;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.result.Engine.Request;
import org.bitline.api.result.Result;
import org.bitline.api.unit.RecordReader;
import org.bitline.api.workload.Task.Artifact;
import org.bitline.engine.execute.Executor;
import org.bitline.engine.execute.Measured;
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
    progress.begin("reading " + request.experiment(), 1);
    Map<String, Plan> plans = new LinkedHashMap<>();
    descriptor
        .variants()
        .forEach((name, e) -> plans.put(name, plan(planner, name, e, descriptor.section())));
    plans.values().forEach(Run::costable);
    progress.advance(1);
    Experiment common = descriptor.common();
    String sha256 = Identity.of(descriptor, plans.values(), installation);
    Path folder =
        request
            .out()
            .orElse(Path.of("results").resolve(common.name()))
            .toAbsolutePath()
            .normalize();
    try (OutputFolder output = OutputFolder.open(folder, common.name(), sha256, request.force())) {
      if (output.isComplete()) {
        return new Outcome(output.result(), folder, List.of(), true);
      }
      List<Finished> finished = finished(request, plans, output, progress);
      List<Result.Run> runs = finished.stream().map(Finished::run).toList();
      List<Artifact> artifacts = finished.stream().flatMap(f -> f.artifacts().stream()).toList();
      Result result = result(descriptor, plans, sha256, runs);
      Result.Circumstances circumstances = circumstances(request, start, plans);
      List<Path> files = output.publish(result, circumstances, registry.writers(), artifacts);
      return new Outcome(result, folder, files, false);
    }
  }

  /** A variant's plan, with costs as its devices assume them. */
  static Plan plan(Planner planner, String name, Experiment experiment, Section root) {
    Setting setting = planner.prepare(name, experiment, root);
    return planner.plan(setting, new Estimates(setting), Optional.empty());
  }

  /** Every variant's outcome: of an earlier call where it was finished, else run now. */
  private List<Finished> finished(
      Request request, Map<String, Plan> plans, OutputFolder output, Progress progress) {
    List<Finished> all = new ArrayList<>();
    try (Workers workers = new Workers(request.threads())) {
      Executor executor = new Executor(kernels, registry.metrics(), workers, progress);
      for (Plan plan : plans.values()) {
        all.add(output.finished(plan.variant()).orElseGet(() -> finish(plan, executor, output)));
      }
    }
    return all;
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

  private static Finished finish(Plan plan, Executor executor, OutputFolder output) {
    Optional<Measured> measured = plan.task().map(task -> executor.run(plan));
    Costing.Costs costs = Costing.of(plan, measured);
    Result.Run run =
        new Result.Run(
            plan.variant(),
            costs.totals(),
            costs.energy(),
            costs.area(),
            costs.unknown(),
            costs.lowerBounds(),
            costs.loading(),
            costs.endurance(),
            measured.map(Measured::accuracy).orElseGet(TreeMap::new),
            costs.operations(),
            costs.timeline(),
            facts(plan, costs),
            notes(plan, measured));
    Finished finished = new Finished(run, measured.map(Measured::artifacts).orElse(List.of()));
    output.keep(plan.variant(), finished);
    return finished;
  }

  private static SortedMap<String, Object> facts(Plan plan, Costing.Costs costs) {
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("workload", new LinkedHashMap<>(plan.workload().facts()));
    facts.put("workloadName", plan.workload().name());
    facts.put("sequenceLength", plan.workload().sequenceLength());
    facts.put("padding", plan.workload().padding());
    Map<String, Object> devices = new LinkedHashMap<>();
    plan.devices()
        .forEach(
            (name, built) -> {
              boolean used = plan.operations().stream().anyMatch(o -> o.device().equals(name));
              if (used) {
                devices.put(name, Map.of("model", built.model().name(), "type", built.type().id()));
              }
            });
    facts.put("devices", devices);
    if (!plan.mapped().facts().isEmpty()) {
      facts.put("mapping", plan.mapped().facts());
    }
    if (!costs.reckonings().isEmpty()) {
      facts.put("energyReckonings", costs.reckonings());
    }
    return facts;
  }

  private static List<String> notes(Plan plan, Optional<Measured> measured) {
    List<String> notes = new ArrayList<>(plan.mapped().notes());
    if (measured.isPresent() && measured.get().trials() < plan.experiment().trials()) {
      notes.add("No device draws random numbers: one trial stands for all.");
    }
    if (measured.isEmpty()) {
      notes.add("Nothing ran: costs from shapes and assumed densities.");
    }
    return notes;
  }

  private Result result(
      Descriptor descriptor, Map<String, Plan> plans, String sha256, List<Result.Run> runs) {
    Experiment common = descriptor.common();
    Location claims = descriptor.section().location().member("claims");
    return new Result(
        common.name(),
        sha256,
        installation.version(),
        common.seed(),
        metrics(common, plans.values().iterator().next()),
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

  private Result.Circumstances circumstances(Request request, long start, Map<String, Plan> plans) {
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
    facts.put("variants", List.copyOf(plans.keySet()));
    return new Result.Circumstances(facts);
  }
}
