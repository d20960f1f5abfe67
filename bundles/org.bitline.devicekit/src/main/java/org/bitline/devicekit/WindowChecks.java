package org.bitline.devicekit;

import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.Load;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Tensors;

/** What attention within a window must hold: values, and no more than full attention takes. */
final class WindowChecks {

  /** Near keys and the first one: all parts of a window, in inputs of nine tokens. */
  static final Attention WINDOW = new Attention(2, true);

  /** What an exponential of a device may be off by, of a probability: its variants are coarse. */
  private static final double PROBABILITY = 0.15;

  private static final int LONG = 512;
  private static final int[] TOKENS = {1, 16, 128, LONG};

  private final Device device;
  private final Options options;
  private final Tensors tensors;
  private final Findings findings;

  WindowChecks(Device device, Options options, Tensors tensors, Findings findings) {
    this.device = device;
    this.options = options;
    this.tensors = tensors;
    this.findings = findings;
  }

  /** Compares values of the keys that tokens attend to, and of others where they must be 0. */
  void check(Case test, Case full) {
    Block result =
        RunChecks.run(
            RunChecks.ready(device, test.operation(), tensors), test, new RecordingLedger());
    values(test, result);
    for (int tokens : TOKENS) {
      cost(test, full.operation(), tokens);
    }
  }

  private void values(Case test, Block result) {
    if (test.operation() instanceof Softmax softmax) {
      float[] exact = Exact.softmax(softmax, test.inputs().get(0));
      near(test, exact, result.data(), PROBABILITY);
      zeros(softmax, test, result);
    } else if (test.operation() instanceof DynamicMatmul matmul) {
      float[] exact = Exact.dynamic(matmul, test.inputs().get(0), test.inputs().get(1));
      float[] found = result.data().clone();
      if (matmul.product() == DynamicKind.SCORES) {
        attended(matmul.attention(), matmul.heads(), result.segments(), found);
      }
      near(test, exact, found, options.accuracy());
    }
  }

  private void near(Case test, float[] exact, float[] found, double allowed) {
    double error = Blocks.difference(exact, found) / Blocks.largest(exact);
    findings.check(
        error <= allowed,
        test,
        "within a window it is off by %s of its largest element, allowed is %s"
            .formatted(error, allowed));
  }

  private void zeros(Softmax softmax, Case test, Block result) {
    float[] inside = result.data().clone();
    attended(softmax.attention(), softmax.heads(), result.segments(), inside);
    findings.check(
        Blocks.same(inside, result.data()),
        test,
        "a key outside the window has a probability that is not 0");
  }

  /** Sets what is outside the window to 0. */
  private static void attended(Attention attention, int heads, Segments segments, float[] data) {
    int longest = segments.longest();
    for (int s = 0; s < segments.count(); s++) {
      for (int t = 0; t < segments.length(s); t++) {
        for (int h = 0; h < heads; h++) {
          for (int key = 0; key < longest; key++) {
            if (!attention.includes(t, key)) {
              data[((segments.start(s) + t) * heads + h) * longest + key] = 0;
            }
          }
        }
      }
    }
  }

  private void cost(Case test, Operation full, int tokens) {
    double window = device.timing(test.operation(), Load.of(tokens)).latencySeconds();
    double whole = device.timing(full, Load.of(tokens)).latencySeconds();
    findings.check(
        window <= whole * (1 + 1e-9),
        test,
        "within a window %d tokens take %s s, with full attention %s s"
            .formatted(tokens, window, whole));
    RecordingLedger some = account(test.operation(), tokens);
    RecordingLedger all = account(full, tokens);
    findings.check(
        joules(some) <= joules(all) * (1 + 1e-9),
        test,
        "within a window %d tokens take %s J, with full attention %s J"
            .formatted(tokens, joules(some), joules(all)));
    findings.check(
        tokens < LONG || !some.sums().equals(all.sums()),
        test,
        "a window of 6 keys is charged as all " + tokens + " are");
  }

  private double joules(RecordingLedger ledger) {
    double joules = 0;
    for (var amount : ledger.sums().entrySet()) {
      String role = ledger.components().get(amount.getKey());
      String action = amount.getKey().substring(role.length() + 1);
      Component component = device.costs().components().get(role);
      joules += amount.getValue() * component.action(action).energy().nominal();
    }
    return joules;
  }

  private RecordingLedger account(Operation operation, int tokens) {
    RecordingLedger ledger = new RecordingLedger();
    device.account(operation, Load.of(tokens), ledger);
    return ledger;
  }
}
