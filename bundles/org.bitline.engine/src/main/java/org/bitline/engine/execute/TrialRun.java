package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.base.Problem;
import org.bitline.api.device.Resident;
import org.bitline.api.device.RuntimePolicy;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation.LaneSum;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/**
 * One draw of the random devices: all inputs through all operations. Isolated, every operation that
 * the reference has takes its inputs from there, so that its deviation is its own.
 */
final class TrialRun {

  private final Plan plan;
  private final PlacedResidents residents;
  private final Reference reference;
  private final RandomStream random;
  private final boolean isolated;
  private final Map<String, Integer> lastUse;

  TrialRun(
      Plan plan,
      PlacedResidents residents,
      Reference reference,
      RandomStream trial,
      boolean isolated) {
    this.plan = plan;
    this.isolated = isolated;
    this.residents = residents;
    this.reference = reference;
    this.random = trial.at("run");
    this.lastUse = lastUse(plan);
  }

  /**
   * What one batch gives.
   *
   * @param outputs one row per input
   * @param reference the FP32 model's rows
   * @param activity per operation
   * @param deviation per operation that the reference has too
   */
  record BatchResult(
      List<float[]> outputs,
      List<float[]> reference,
      Map<String, ActivityLedger> activity,
      Map<String, Deviation> deviation) {}

  /** Runs all batches and adds their results up in order. */
  BatchResult run(List<Batch> batches, Workers workers, Progress progress) {
    List<Callable<BatchResult>> tasks = new ArrayList<>();
    for (Batch batch : batches) {
      tasks.add(
          () -> {
            BatchResult result = run(batch);
            progress.advance(batch.block().segments().count());
            return result;
          });
    }
    BatchResult sum =
        new BatchResult(
            new ArrayList<>(), new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    for (BatchResult result : workers.all(tasks)) {
      sum.outputs().addAll(result.outputs());
      sum.reference().addAll(result.reference());
      result
          .activity()
          .forEach(
              (id, l) -> sum.activity().computeIfAbsent(id, i -> new ActivityLedger()).merge(l));
      result
          .deviation()
          .forEach((id, d) -> sum.deviation().computeIfAbsent(id, i -> new Deviation()).merge(d));
    }
    return sum;
  }

  private BatchResult run(Batch batch) {
    Map<String, Block> expected = reference.run(batch.block());
    Map<String, Block> values = new HashMap<>();
    values.put(Graph.INPUT, batch.block());
    Map<String, ActivityLedger> activity = new LinkedHashMap<>();
    Map<String, Deviation> deviation = new LinkedHashMap<>();
    Map<String, Selection> selections = new HashMap<>();
    for (int i = 0; i < plan.operations().size(); i++) {
      PlacedOperation placed = plan.operations().get(i);
      ActivityLedger ledger = new ActivityLedger();
      Block block =
          run(placed, isolated ? exact(placed, values, expected) : values, selections, ledger);
      activity.put(placed.operation().id(), ledger);
      values.put(placed.operation().id(), block);
      if (!placed.operation().id().contains(".part.") && expected.containsKey(placed.origin())) {
        Deviation own = deviation.computeIfAbsent(placed.operation().id(), id -> new Deviation());
        compare(expected.get(placed.origin()), block, own);
      }
      int now = i;
      values.keySet().removeIf(id -> lastUse.getOrDefault(id, -1) <= now);
    }
    Block output = values.get(plan.graph().output());
    return new BatchResult(
        rows(output), rows(expected.get(plan.original().graph().output())), activity, deviation);
  }

  private static Map<String, Block> exact(
      PlacedOperation placed, Map<String, Block> values, Map<String, Block> expected) {
    Map<String, Block> inputs = new HashMap<>();
    // The reference has no partial sums.
    boolean sums = placed.operation() instanceof LaneSum;
    for (String input : placed.operation().inputs()) {
      Block own = values.get(input);
      inputs.put(input, sums ? own : expected.getOrDefault(input, own));
    }
    return inputs;
  }

  private static void compare(Block expected, Block block, Deviation deviation) {
    // Partial sums of column ranges have another shape than the whole.
    if (expected.columns() == block.columns()) {
      deviation.add(expected, block);
    }
  }

  private Block run(
      PlacedOperation placed,
      Map<String, Block> values,
      Map<String, Selection> selections,
      ActivityLedger ledger) {
    List<Block> inputs = placed.operation().inputs().stream().map(values::get).toList();
    // A lane sum finishes the rows that its product computed.
    Selection kept =
        placed.operation() instanceof LaneSum sum
            ? selections.get(sum.product().id())
            : select(placed, inputs);
    selections.put(placed.operation().id(), kept);
    Resident resident = residents.of(placed);
    DeviceModels.Built device = plan.device(placed);
    RandomStream own = random.at(device.name()).at(placed.operation().id());
    try {
      Block block = resident.run(inputs, kept, own, ledger);
      finite(block, placed, device);
      return block;
    } catch (Problem e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DeviceProblem(
          "the device " + device.label() + " failed to run " + placed.operation().id() + ": " + e,
          e);
    }
  }

  private Selection select(PlacedOperation placed, List<Block> inputs) {
    Selection kept = Selection.all();
    for (RuntimePolicy.Instance policy : plan.policies()) {
      Selection more = policy.select(placed.operation(), inputs);
      kept = Selections.both(kept, more);
    }
    return kept;
  }

  private static void finite(Block block, PlacedOperation placed, DeviceModels.Built device) {
    for (float value : block.data()) {
      if (!Float.isFinite(value)) {
        throw new DeviceProblem(
            "the device "
                + device.label()
                + " gave "
                + value
                + " in the result of "
                + placed.operation().id(),
            null);
      }
    }
  }

  static List<float[]> rows(Block block) {
    List<float[]> rows = new ArrayList<>();
    for (int r = 0; r < block.rows(); r++) {
      rows.add(
          java.util.Arrays.copyOfRange(
              block.data(), r * block.columns(), (r + 1) * block.columns()));
    }
    return rows;
  }

  private static Map<String, Integer> lastUse(Plan plan) {
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < plan.operations().size(); i++) {
      for (String input : plan.operations().get(i).operation().inputs()) {
        last.put(input, i);
      }
    }
    last.put(plan.graph().output(), Integer.MAX_VALUE);
    return last;
  }
}
