package org.bitline.devicekit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Figure;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;

/** A device that multiplies by a weight in float32, with a fault built in. */
final class ProductDevice implements Device {

  /** What is wrong with it. */
  enum Fault {
    NONE,
    NO_REASON,
    NOT_FINITE,
    POSITION_DEPENDENT,
    IGNORES_SELECTION,
    CHARGES_ALL,
    UNPRICED,
    WRONG_ACCOUNT,
    SHRINKING_TIME,
    SHRINKING_FOOTPRINT,
    CHANGES_WEIGHT,
    NOISY,
    INACCURATE,
    /** It has a softmax too, over all keys. */
    IGNORES_WINDOW
  }

  private final Fault fault;
  private long calls;

  ProductDevice(Fault fault) {
    this.fault = fault;
  }

  @Override
  public Support supports(Operation operation) {
    boolean softmax = fault == Fault.IGNORES_WINDOW && operation instanceof Softmax;
    return operation instanceof StaticMatmul || softmax
        ? Support.yes()
        : Support.no(fault == Fault.NO_REASON ? "" : "it multiplies by weights alone");
  }

  @Override
  public Footprint capacity() {
    return Footprint.of("words", 1 << 20);
  }

  @Override
  public Footprint footprint(Operation operation) {
    long words = operation.macs(1);
    return Footprint.of("words", fault == Fault.SHRINKING_FOOTPRINT ? words * words : words);
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    double tokens = load.tokens();
    return Timing.of(fault == Fault.SHRINKING_TIME ? 1 / tokens : tokens, load.tokens(), "mac");
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    double factor = fault == Fault.WRONG_ACCOUNT ? 2 : 1;
    ledger.add("mac", "multiply", factor * operation.macs(load.tokens()));
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    Tensor w = tensors.get(matmul.weight().identity());
    if (fault == Fault.CHANGES_WEIGHT) {
      w.data()[0] += 1;
    }
    float[] bias = matmul.addsBias() ? tensors.get("bias").data() : new float[w.columns()];
    return (inputs, kept, stream, ledger) -> run(matmul, w, bias, inputs, kept, ledger);
  }

  private Block run(
      StaticMatmul m, Tensor w, float[] bias, List<Block> inputs, Selection kept, Ledger ledger) {
    Block x = inputs.get(0);
    Block y = Block.zeros(x.segments(), m.columns().size(), 32);
    for (int r = 0; r < x.rows(); r++) {
      if (kept.keeps(r) || fault == Fault.IGNORES_SELECTION) {
        row(m, w, bias, x, y, r);
      }
      if (kept.keeps(r) || fault == Fault.CHARGES_ALL) {
        ledger.add("mac", fault == Fault.UNPRICED ? "divide" : "multiply", m.macs(1));
      }
    }
    if (fault == Fault.NOT_FINITE) {
      y.data()[0] = Float.NaN;
    } else if (fault == Fault.POSITION_DEPENDENT) {
      y.data()[y.data().length - 1] += x.rows();
    } else if (fault == Fault.NOISY) {
      y.data()[0] += ++calls;
    } else if (fault == Fault.INACCURATE) {
      y.data()[0] += 0.2f * (float) Blocks.largest(y.data());
    }
    return y;
  }

  private static void row(StaticMatmul m, Tensor w, float[] bias, Block x, Block y, int r) {
    for (int c = 0; c < y.columns(); c++) {
      float sum = 0;
      for (int k = m.rows().from(); k < m.rows().to(); k++) {
        sum = Math.fma(x.data()[r * x.columns() + k], w.at(k, m.columns().from() + c), sum);
      }
      y.data()[r * y.columns() + c] = sum + bias[m.columns().from() + c];
    }
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    if (!(operation instanceof Softmax softmax)) {
      throw new IllegalArgumentException(operation.kind());
    }
    Softmax full = new Softmax(softmax.id(), softmax.layer(), softmax.input(), softmax.heads());
    return (inputs, kept, stream, ledger) -> {
      Block x = inputs.get(0);
      return new Block(x.segments(), x.columns(), 32, Exact.softmax(full, x));
    };
  }

  @Override
  public CostTable costs() {
    Figure one = Figure.of(1, "a round number", "assumed");
    return new CostTable(
        new TreeMap<>(
            Map.of(
                "mac",
                new Component(
                    "mac/test",
                    "1 nm",
                    one,
                    one,
                    new TreeMap<>(Map.of("multiply", new Component.Action(one, one, "mac")))))));
  }

  @Override
  public Map<String, Double> provision(Footprint used) {
    return Map.of("mac", (double) used.of("words"));
  }
}
