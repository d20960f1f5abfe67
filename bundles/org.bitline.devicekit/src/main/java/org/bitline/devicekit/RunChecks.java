package org.bitline.devicekit;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bitline.api.device.Device;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;

/** What a device's outputs must hold. */
final class RunChecks {

  private static final RandomStream PLACE = new KitStream(1).at("place");
  private static final RandomStream RUN = new KitStream(1).at("run");

  private final Device device;
  private final Options options;
  private final Tensors tensors;
  private final Findings findings;

  RunChecks(Device device, Options options, Tensors tensors, Findings findings) {
    this.device = device;
    this.options = options;
    this.tensors = tensors;
    this.findings = findings;
  }

  /** Makes an operation ready, as the engine would. */
  static Resident ready(Device device, Operation operation, Tensors tensors) {
    return operation instanceof StaticMatmul matmul
        ? device.place(matmul, tensors, PLACE.at("weight"))
        : device.scratch(operation, tensors, PLACE.at(operation.id()));
  }

  /** Runs a resident on all rows. */
  static Block run(Resident resident, Case test, RecordingLedger ledger) {
    return run(resident, test, Selection.all(), ledger);
  }

  private static Block run(Resident resident, Case test, Selection kept, RecordingLedger ledger) {
    return resident.run(test.inputs(), kept, RUN.at(test.operation().id()), ledger);
  }

  void check(Case test) {
    List<float[]> before = test.inputs().stream().map(b -> b.data().clone()).toList();
    Resident resident = ready(device, test.operation(), tensors);
    RecordingLedger ledger = new RecordingLedger();
    Block result = run(resident, test, ledger);
    shape(test, result);
    accuracy(test, result);
    repeats(test, resident, result);
    alone(test, resident, result);
    selected(test, resident, result, ledger);
    for (int i = 0; i < before.size(); i++) {
      findings.check(
          Blocks.same(before.get(i), test.inputs().get(i).data()),
          test,
          "run() changed its input " + i);
    }
  }

  private void shape(Case test, Block result) {
    Segments segments = test.inputs().get(0).segments();
    int rows = test.operation() instanceof Pool ? segments.count() : segments.rows();
    int columns = test.operation().width(segments.longest());
    findings.check(
        result.rows() == rows && result.columns() == columns,
        test,
        "the result has %d x %d elements, not %d x %d"
            .formatted(result.rows(), result.columns(), rows, columns));
    findings.check(Blocks.finite(result.data()), test, "the result is not finite");
    findings.check(
        result.bits() == device.resultBits(test.operation()),
        test,
        "the result has %d bits an element, and resultBits() says %d"
            .formatted(result.bits(), device.resultBits(test.operation())));
  }

  private void accuracy(Case test, Block result) {
    Optional<float[]> exact = Optional.empty();
    if (test.operation() instanceof StaticMatmul) {
      exact = Optional.of(Exact.product(test.inputs().get(0), tensors));
    } else if (test.operation() instanceof DynamicMatmul matmul
        && matmul.attention().equals(Operation.FULL)) {
      exact = Optional.of(Exact.dynamic(matmul, test.inputs().get(0), test.inputs().get(1)));
    }
    exact.ifPresent(
        e -> {
          double error = Blocks.difference(e, result.data()) / Blocks.largest(e);
          findings.check(
              error <= options.accuracy(),
              test,
              "the product is off by %s of its largest element, allowed is %s"
                  .formatted(error, options.accuracy()));
        });
  }

  private void repeats(Case test, Resident resident, Block result) {
    List<FutureTask<Block>> tasks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      FutureTask<Block> task = new FutureTask<>(() -> run(resident, test, new RecordingLedger()));
      new Thread(task, "conformance-" + i).start();
      tasks.add(task);
    }
    for (FutureTask<Block> task : tasks) {
      findings.check(
          Blocks.same(result.data(), await(task).data()),
          test,
          "the same stream gave other bits on another thread");
    }
    Resident again = ready(device, test.operation(), tensors);
    findings.check(
        Blocks.same(result.data(), run(again, test, new RecordingLedger()).data()),
        test,
        "placed again with the same stream it gave other bits");
  }

  private static Block await(FutureTask<Block> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new AssertionError("run() failed on a thread of its own: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void alone(Case test, Resident resident, Block result) {
    for (int s = 0; s < test.inputs().get(0).segments().count(); s++) {
      Block alone = run(resident, test.only(s), new RecordingLedger());
      Block together = Blocks.only(result, s, test.result().heads());
      findings.check(
          Blocks.same(alone.data(), together.data()),
          test,
          "input " + s + " gave other bits alone than in a batch of three");
    }
  }

  private void selected(Case test, Resident resident, Block result, RecordingLedger full) {
    BitSet rows = new BitSet();
    for (int r = 0; r < result.rows(); r += 2) {
      rows.set(r);
    }
    RecordingLedger ledger = new RecordingLedger();
    Block some = run(resident, test, new Selection(Optional.of(rows)), ledger);
    float[] expected = result.data().clone();
    for (int r = 1; r < result.rows(); r += 2) {
      for (int c = 0; c < result.columns(); c++) {
        expected[r * result.columns() + c] = 0;
      }
    }
    findings.check(
        Blocks.same(expected, some.data()),
        test,
        "with every second row kept, rows that are kept changed or others are not 0");
    boolean less = false;
    for (String action : ledger.sums().keySet()) {
      double all = full.sums().getOrDefault(action, 0.0);
      double part = ledger.sums().get(action);
      less |= part < all;
      findings.check(
          part <= all, test, "fewer rows took more of " + action + ": " + part + " > " + all);
    }
    findings.check(
        less || full.sums().isEmpty(), test, "rows that are not kept are charged all the same");
  }
}
