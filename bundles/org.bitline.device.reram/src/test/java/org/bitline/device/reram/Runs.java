package org.bitline.device.reram;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.KeyedStream;

/** Products on devices, for tests. */
final class Runs {

  private Runs() {}

  static StaticMatmul matmul(Tensor w) {
    return matmul(w, Range.all(w.rows()), Range.all(w.columns()));
  }

  static StaticMatmul matmul(Tensor w, Range rows, Range columns) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", w.rows(), w.columns(), Optional.empty()),
        Optional.empty(),
        rows,
        columns,
        Optional.empty());
  }

  static Tensors tensors(Tensor w) {
    return new Tensors() {
      @Override
      public boolean present() {
        return true;
      }

      @Override
      public Tensor get(String identity) {
        return w;
      }
    };
  }

  static float[] normal(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  static Tensor weights(long seed, int rows, int columns) {
    return new Tensor("w", rows, columns, normal(new Random(seed), rows * columns));
  }

  static Block inputs(long seed, int tokens, int columns) {
    Segments segments = new Segments(new long[] {9}, new int[] {tokens}, new int[] {tokens});
    return new Block(segments, columns, 8, normal(new Random(seed), tokens * columns));
  }

  static Resident place(ReramParameters p, Tensor w, long seed) {
    return Stock.device(p).place(matmul(w), tensors(w), KeyedStream.of(seed));
  }

  static float[] run(Resident resident, Block x, long seed) {
    return resident.run(List.of(x), Selection.all(), KeyedStream.of(seed), new Amounts()).data();
  }

  static float[] run(ReramParameters p, Tensor w, Block x) {
    return run(place(p, w, 1), x, 1);
  }

  /** x W in double precision. */
  static double[] exact(Tensor w, Block x) {
    double[] y = new double[x.rows() * w.columns()];
    for (int i = 0; i < y.length; i++) {
      for (int r = 0; r < w.rows(); r++) {
        y[i] +=
            (double) x.data()[i / w.columns() * w.rows() + r]
                * w.data()[r * w.columns() + i % w.columns()];
      }
    }
    return y;
  }

  /** Root mean square of the difference over that of the expected. */
  static double error(double[] expected, float[] y) {
    double off = 0;
    double all = 0;
    for (int i = 0; i < y.length; i++) {
      off += (y[i] - expected[i]) * (y[i] - expected[i]);
      all += expected[i] * expected[i];
    }
    return Math.sqrt(off / all);
  }

  /** What a ledger was told. */
  static final class Amounts implements Ledger {
    final TreeMap<String, Double> sums = new TreeMap<>();
    final TreeMap<String, Double> maxima = new TreeMap<>();

    @Override
    public void add(String component, String action, double amount) {
      sums.merge(component + " " + action, amount, Double::sum);
    }

    @Override
    public void max(String component, String action, double amount) {
      maxima.merge(component + " " + action, amount, Math::max);
    }

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }
}
