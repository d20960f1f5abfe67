package org.bitline.engine.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.device.RuntimePolicy;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.mapping.Accuracy;
import org.bitline.api.mapping.Estimator;
import org.bitline.api.mapping.Goal;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Scheduler;
import org.bitline.api.unit.RecordReader;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.Transform;
import org.bitline.api.workload.Workload;
import org.bitline.api.workload.WorkloadProvider;
import org.bitline.engine.json.JsonFiles;
import org.bitline.engine.plan.Setting.BoundTask;

/** Makes the plan of each variant. Workloads that variants share are loaded once. */
public final class Planner {

  private final RecordReader reader;
  private final Registry registry;
  private final DeviceModels models;
  private final Map<String, Workload> loaded = new HashMap<>();
  private final Map<String, BoundTask> opened = new HashMap<>();

  public Planner(RecordReader reader, Registry registry, DeviceModels models) {
    this.reader = reader;
    this.registry = registry;
    this.models = models;
  }

  /** Everything of a variant but its mapping: workload, devices, links, inputs. */
  public Setting prepare(String variant, Experiment experiment, Section root) {
    Location at = root.location();
    Workload original = workload(experiment.workload());
    Workload workload = original;
    for (Section transform : experiment.transforms()) {
      workload = transform(transform, workload);
    }
    Map<String, DeviceModels.Built> devices = new LinkedHashMap<>();
    experiment
        .devices()
        .forEach(
            (name, entry) ->
                devices.put(
                    name,
                    models.build(
                        name, entry, at.member("devices").member(name), root.directory())));
    Links links = new Links(experiment.links(), devices.keySet(), at.member("links"));
    Optional<BoundTask> task = experiment.inputs().map(inputs -> task(inputs, original));
    checkMetrics(experiment, task, at);
    Setting setting =
        new Setting(variant, experiment, root, original, workload, devices, links, task);
    if (experiment.budgets().accuracyLoss().isPresent() && task.isEmpty()) {
      throw new InputProblem(
          at.member("budgets").member("accuracyLoss"),
          "an accuracy loss can be kept only where something runs; add \"inputs\", or remove it");
    }
    return setting;
  }

  /**
   * Maps a variant and checks that its devices can run what is placed on them.
   *
   * @param accuracy noise of operations on devices; empty where the experiment has no inputs
   */
  public Plan plan(Setting setting, Estimator estimator, Optional<Accuracy> accuracy) {
    Experiment experiment = setting.experiment();
    Goal goal = new Goal(experiment.objectives(), experiment.budgets());
    Mapper.Plan mapped = map(setting, goal, estimator, accuracy);
    Location at = experiment.mapping().location();
    Partitioner partitioner =
        new Partitioner(
            setting.workload(),
            mapped,
            setting.devices().keySet(),
            at,
            (operation, device) -> setting.devices().get(device).device().partialSums(operation));
    List<PlacedOperation> operations = partitioner.run();
    Feasibility.check(operations, setting.devices(), at);
    return new Plan(
        setting,
        mapped,
        operations,
        partitioner.graph(),
        policies(experiment),
        scheduler(experiment, setting.root()),
        sources(setting));
  }

  private List<Path> sources(Setting setting) {
    List<Path> sources = new ArrayList<>();
    Location at = setting.root().location().member("devices");
    setting
        .experiment()
        .devices()
        .forEach(
            (name, entry) ->
                sources.add(
                    models.find(entry.model(), setting.root().directory(), at.member(name))));
    setting.task().ifPresent(t -> sources.addAll(t.instance().sources()));
    return sources;
  }

  private Workload workload(Section section) {
    String key = JsonFiles.canonical(section.values());
    Workload known = loaded.get(key);
    if (known == null) {
      String id = PlugIn.id(section, "provider");
      known = load(registry.provider(id, section.location().member("provider")), section);
      loaded.put(key, known);
    }
    return known;
  }

  private <P extends Record> Workload load(WorkloadProvider<P> provider, Section section) {
    return provider.load(
        PlugIn.parameters(reader, section, "provider", provider.parameters()), section);
  }

  private Workload transform(Section section, Workload workload) {
    String id = PlugIn.id(section, "id");
    return apply(registry.transform(id, section.location().member("id")), section, workload);
  }

  private <P extends Record> Workload apply(
      Transform<P> transform, Section section, Workload workload) {
    return refused(
        section,
        () ->
            transform.apply(
                PlugIn.parameters(reader, section, "id", transform.parameters()), workload));
  }

  private static <T> T refused(Section section, java.util.function.Supplier<T> step) {
    try {
      return step.get();
    } catch (IllegalArgumentException e) {
      throw new InputProblem(section.location() + ": " + e.getMessage(), e);
    }
  }

  private Mapper.Plan map(
      Setting setting, Goal goal, Estimator estimator, Optional<Accuracy> accuracy) {
    Section section = setting.experiment().mapping();
    String id = PlugIn.id(section, "mapper");
    Map<String, org.bitline.api.device.Device> plain = new LinkedHashMap<>();
    setting.devices().forEach((name, built) -> plain.put(name, built.device()));
    Mapper.Problem problem =
        new Mapper.Problem(setting.workload(), plain, section, goal, estimator, accuracy);
    return map(registry.mapper(id, section.location().member("mapper")), section, problem);
  }

  private <P extends Record> Mapper.Plan map(
      Mapper<P> mapper, Section section, Mapper.Problem problem) {
    return mapper.map(PlugIn.parameters(reader, section, "mapper", mapper.parameters()), problem);
  }

  private BoundTask task(Section section, Workload workload) {
    String id = PlugIn.id(section, "task");
    Task<?> type = registry.task(id, section.location().member("task"));
    if (!workload.tensors().present()) {
      throw new InputProblem(
          section.location(),
          "the workload "
              + workload.name()
              + " has shapes but no weights, so it cannot run inputs;"
              + " remove \"inputs\" to have its costs alone, or name a model that has weights");
    }
    String key = JsonFiles.canonical(section.values()) + System.identityHashCode(workload);
    return opened.computeIfAbsent(key, k -> new BoundTask(type, open(type, section, workload)));
  }

  private <P extends Record> Task.Instance open(Task<P> task, Section section, Workload workload) {
    Task.Instance instance =
        task.open(PlugIn.parameters(reader, section, "task", task.parameters()), section, workload);
    if (instance.inputs().isEmpty()) {
      throw new InputProblem(section.location(), "the task \"" + task.id() + "\" found no inputs");
    }
    return instance;
  }

  private void checkMetrics(Experiment experiment, Optional<BoundTask> task, Location at) {
    List<String> known = new ArrayList<>(List.of("latency", "energy", "area", "throughput"));
    task.ifPresent(
        t -> {
          known.addAll(t.type().metrics());
          registry.metrics().forEach(m -> known.add(m.id()));
        });
    for (int i = 0; i < experiment.metrics().size(); i++) {
      String metric = experiment.metrics().get(i);
      if (!known.contains(metric)) {
        throw new InputProblem(
            at.member("metrics").element(i),
            "unknown metric \""
                + metric
                + "\""
                + org.bitline.engine.json.Names.hint(metric, known, "metrics")
                + (task.isEmpty() ? " (an experiment without \"inputs\" has no accuracy)" : ""));
      }
    }
  }

  private List<RuntimePolicy.Instance> policies(Experiment experiment) {
    List<RuntimePolicy.Instance> policies = new ArrayList<>();
    for (Section section : experiment.policies()) {
      String id = PlugIn.id(section, "id");
      policies.add(policy(registry.policy(id, section.location().member("id")), section));
    }
    return policies;
  }

  private <P extends Record> RuntimePolicy.Instance policy(
      RuntimePolicy<P> policy, Section section) {
    return refused(
        section,
        () -> policy.create(PlugIn.parameters(reader, section, "id", policy.parameters())));
  }

  private Function<List<Scheduler.Job>, Scheduler.Schedule> scheduler(
      Experiment experiment, Section root) {
    Section section =
        experiment
            .schedule()
            .orElse(
                new Section(
                    root.location().member("schedule"),
                    root.directory(),
                    Map.of("scheduler", "layer-barrier")));
    String id = PlugIn.id(section, "scheduler");
    return bind(registry.scheduler(id, section.location().member("scheduler")), section);
  }

  private <P extends Record> Function<List<Scheduler.Job>, Scheduler.Schedule> bind(
      Scheduler<P> scheduler, Section section) {
    P parameters = PlugIn.parameters(reader, section, "scheduler", scheduler.parameters());
    return jobs -> scheduler.schedule(parameters, jobs);
  }
}
