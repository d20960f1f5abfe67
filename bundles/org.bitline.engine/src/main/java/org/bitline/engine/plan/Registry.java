package org.bitline.engine.plan;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.DeviceType;
import org.bitline.api.device.RuntimePolicy;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Scheduler;
import org.bitline.api.result.Metric;
import org.bitline.api.result.ReportWriter;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.Transform;
import org.bitline.api.workload.WorkloadProvider;
import org.bitline.engine.json.Names;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The plug-ins that are there now. */
@Component(service = Registry.class)
public final class Registry {

  @Reference(
      service = DeviceType.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<DeviceType<?>> deviceTypes = List.of();

  @Reference(
      service = WorkloadProvider.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<WorkloadProvider<?>> providers = List.of();

  @Reference(
      service = Task.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<Task<?>> tasks = List.of();

  @Reference(
      service = Transform.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<Transform<?>> transforms = List.of();

  @Reference(
      service = RuntimePolicy.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<RuntimePolicy<?>> policies = List.of();

  @Reference(
      service = Mapper.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<Mapper<?>> mappers = List.of();

  @Reference(
      service = Scheduler.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<Scheduler<?>> schedulers = List.of();

  @Reference(
      service = Metric.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<Metric> metrics = List.of();

  @Reference(
      service = ReportWriter.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<ReportWriter> writers = List.of();

  public List<DeviceType<?>> deviceTypes() {
    return deviceTypes;
  }

  public List<Metric> metrics() {
    return metrics;
  }

  public List<ReportWriter> writers() {
    return writers;
  }

  /** The metrics of a task; none where it is unknown, which the planner refuses. */
  public List<String> taskMetrics(String id) {
    return tasks.stream()
        .filter(task -> task.id().equals(id))
        .findFirst()
        .map(Task::metrics)
        .orElse(List.of());
  }

  DeviceType<?> deviceType(String id, Location at) {
    return find(deviceTypes, DeviceType::id, id, "device type", at);
  }

  WorkloadProvider<?> provider(String id, Location at) {
    return find(providers, WorkloadProvider::id, id, "workload provider", at);
  }

  Task<?> task(String id, Location at) {
    return find(tasks, Task::id, id, "task", at);
  }

  Transform<?> transform(String id, Location at) {
    return find(transforms, Transform::id, id, "transform", at);
  }

  RuntimePolicy<?> policy(String id, Location at) {
    return find(policies, RuntimePolicy::id, id, "policy", at);
  }

  Mapper<?> mapper(String id, Location at) {
    return find(mappers, Mapper::id, id, "mapper", at);
  }

  Scheduler<?> scheduler(String id, Location at) {
    return find(schedulers, Scheduler::id, id, "scheduler", at);
  }

  private static <T> T find(
      Collection<T> all, Function<T, String> name, String id, String what, Location at) {
    return all.stream()
        .filter(candidate -> name.apply(candidate).equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InputProblem(
                    at,
                    "unknown "
                        + what
                        + " \""
                        + id
                        + "\""
                        + Names.hint(
                            id,
                            all.stream().map(name).toList(),
                            (what.endsWith("y")
                                    ? what.substring(0, what.length() - 1) + "ie"
                                    : what)
                                + "s")));
  }
}
