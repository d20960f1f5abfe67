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
import org.bitline.api.mapping.Scheduler;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.Workload;

/**
 * All that a run of one variant needs.
 *
 * @param variant its name
 * @param original the workload before transforms: the reference
 * @param workload after transforms
 * @param devices by name, in the descriptor's order
 * @param operations on their devices, in an order in which they can run
 * @param graph the same operations
 * @param task the inputs; empty for costs alone
 * @param scheduler jobs to schedule, parameters bound
 * @param sources files that the result depends on
 */
public record Plan(
    String variant,
    Experiment experiment,
    Workload original,
    Workload workload,
    Map<String, DeviceModels.Built> devices,
    List<PlacedOperation> operations,
    Graph graph,
    Links links,
    Optional<BoundTask> task,
    List<RuntimePolicy.Instance> policies,
    Function<List<Scheduler.Job>, Scheduler.Schedule> scheduler,
    List<Path> sources) {

  /** A task with its data. */
  public record BoundTask(Task<?> type, Task.Instance instance) {}

  /** The device of an operation. */
  public DeviceModels.Built device(PlacedOperation operation) {
    return devices.get(operation.device());
  }

  /** Operations by id. */
  public Map<String, PlacedOperation> byId() {
    return operations.stream()
        .collect(
            Collectors.toMap(
                o -> o.operation().id(), Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }
}
