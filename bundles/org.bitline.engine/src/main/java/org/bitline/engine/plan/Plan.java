package org.bitline.engine.plan;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bitline.api.device.RuntimePolicy;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Scheduler;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Workload;
import org.bitline.engine.plan.Setting.BoundTask;

/**
 * All that a run of one variant needs.
 *
 * @param setting what is mapped
 * @param mapped what the mapper said
 * @param operations on their devices, in an order in which they can run
 * @param graph the same operations
 * @param scheduler jobs to schedule, parameters bound
 * @param sources files that the result depends on
 */
public record Plan(
    Setting setting,
    Mapper.Plan mapped,
    List<PlacedOperation> operations,
    Graph graph,
    List<RuntimePolicy.Instance> policies,
    Function<List<Scheduler.Job>, Scheduler.Schedule> scheduler,
    List<Path> sources) {

  /** The variant's name. */
  public String variant() {
    return setting.variant();
  }

  public Experiment experiment() {
    return setting.experiment();
  }

  /** The workload before transforms: the reference. */
  public Workload original() {
    return setting.original();
  }

  /** The workload after transforms. */
  public Workload workload() {
    return setting.workload();
  }

  /** By name, in the descriptor's order. */
  public Map<String, DeviceModels.Built> devices() {
    return setting.devices();
  }

  public Links links() {
    return setting.links();
  }

  /** The inputs; empty for costs alone. */
  public Optional<BoundTask> task() {
    return setting.task();
  }

  /** The same operations on other devices of the same names. */
  public Plan on(Map<String, DeviceModels.Built> devices) {
    return new Plan(setting.on(devices), mapped, operations, graph, policies, scheduler, sources);
  }

  /** What is odd about the devices that hold operations. */
  public List<String> warnings() {
    return devices().values().stream()
        .filter(d -> operations.stream().anyMatch(o -> o.device().equals(d.name())))
        .flatMap(d -> d.warnings().stream().map(w -> d.label() + ": " + w))
        .toList();
  }

  /** The device of an operation. */
  public DeviceModels.Built device(PlacedOperation operation) {
    return devices().get(operation.device()).serving(operation);
  }

  /** Operations by id. */
  public Map<String, PlacedOperation> byId() {
    return operations.stream()
        .collect(
            Collectors.toMap(
                o -> o.operation().id(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }
}
