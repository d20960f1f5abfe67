package org.bitline.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.mapping.Scheduler.Wait;
import org.bitline.api.result.Result.OperationOutcome;
import org.bitline.api.result.Result.Run;

/**
 * Where the latency of a run goes: seconds of the critical path by cause, device, and kind of
 * operation; each sums to the latency.
 *
 * @param causes see {@link #cause}
 * @param devices of links their names
 * @param parts device and kind, as "npu softmax"
 */
record PathSummary(
    SortedMap<String, Double> causes,
    SortedMap<String, Double> devices,
    SortedMap<String, Double> kinds,
    SortedMap<String, Double> parts,
    Map<String, OperationOutcome> operations) {

  static final String TRANSFER = "transfer";
  static final String IDLE = "idle";

  /** All causes, in the order in which a table shows them. */
  static final List<String> CAUSES = List.of("compute", TRANSFER, "resource", "barrier", IDLE);

  static PathSummary of(Run run) {
    Map<String, OperationOutcome> operations = new HashMap<>();
    run.operations().forEach(o -> operations.put(o.id(), o));
    PathSummary summary =
        new PathSummary(
            new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), operations);
    run.criticalPath().forEach(summary::add);
    return summary;
  }

  private void add(Step step) {
    String device = device(step.id());
    String kind = operations.containsKey(step.id()) ? operations.get(step.id()).kind() : IDLE;
    causes.merge(cause(step, kind), step.seconds(), Double::sum);
    devices.merge(device.isEmpty() ? IDLE : device, step.seconds(), Double::sum);
    kinds.merge(kind, step.seconds(), Double::sum);
    parts.merge((device + " " + kind).strip(), step.seconds(), Double::sum);
  }

  /**
   * An operation whose result is waited for computes, a transfer moves; one whose result is not
   * what comes next holds a resource or its layer up; idle is when nothing runs.
   */
  private static String cause(Step step, String kind) {
    if (step.next() == Wait.RESOURCE) {
      return "resource";
    } else if (step.next() == Wait.BARRIER) {
      return "barrier";
    } else if (kind.equals(IDLE) || kind.equals(TRANSFER)) {
      return kind;
    }
    return "compute";
  }

  /** The device or link of an operation; empty where there is none. */
  String device(String id) {
    OperationOutcome found = operations.get(id);
    return found == null ? "" : found.device();
  }
}
