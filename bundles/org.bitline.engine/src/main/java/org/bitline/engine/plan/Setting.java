package org.bitline.engine.plan;

import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.Workload;

/**
 * A variant before its mapping.
 *
 * @param variant its name
 * @param root the descriptor
 * @param original the workload before transforms: the reference
 * @param workload after transforms
 * @param devices by name, in the descriptor's order
 * @param task the inputs; empty for costs alone
 */
public record Setting(
    String variant,
    Experiment experiment,
    Section root,
    Workload original,
    Workload workload,
    Map<String, DeviceModels.Built> devices,
    Links links,
    Optional<BoundTask> task) {

  /** A task with its data. */
  public record BoundTask(Task<?> type, Task.Instance instance) {}

  /** The same with other devices of the same names. */
  public Setting on(Map<String, DeviceModels.Built> others) {
    return new Setting(variant, experiment, root, original, workload, others, links, task);
  }
}
