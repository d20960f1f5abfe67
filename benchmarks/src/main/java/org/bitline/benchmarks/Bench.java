package org.bitline.benchmarks;

import java.util.List;
import java.util.Random;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.device.reram.wire.EffectiveMatrix;
import org.bitline.device.reram.wire.Wires;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;
import org.bitline.numerics.simd.VectorCrossbar;
import org.bitline.numerics.simd.VectorKernels;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;

/**
 * The work of the table of speeds: W 768 × 3072, 128 vectors, 8-bit inputs bit-serial, 4 slices of
 * 2 bits, pair difference, 128 × 128 arrays, an 8-bit conversion per column, plane and slice.
 */
final class Bench {

  static final int K = 768;
  static final int N = 3072;
  static final int VECTORS = 128;

  /** Of a weight: 4 slices, two arrays of a pair. */
  static final int CELLS = 8;

  private static final int ROWS = 128;

  private final MatrixKernels dense = new VectorKernels();
  private final CrossbarKernels crossbar = new VectorCrossbar();
  private final float[] w;
  private final float[] x;
  private final Block in;
  private final PackedMatrix packed;
  private final float[] out = new float[VECTORS * N];
  private final FloatPointer blasX;
  private final FloatPointer blasW;
  private final FloatPointer blasOut;
  private final double[] array = new double[ROWS * ROWS];

  Bench() {
    Random random = new Random(1);
    x = floats(random, VECTORS * K);
    w = floats(random, K * N);
    in = new Block(segments(VECTORS), K, 32, x);
    packed = dense.pack(w, K, N);
    openblas.blas_set_num_threads(1);
    blasX = new FloatPointer(x);
    blasW = new FloatPointer(w);
    blasOut = new FloatPointer((long) VECTORS * N);
    for (int i = 0; i < array.length; i++) {
      array[i] = 0.02 + 0.98 * random.nextDouble();
    }
  }

  static Segments segments(int tokens) {
    return new Segments(new long[] {7}, new int[] {tokens}, new int[] {tokens});
  }

  static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The denominator, one thread. */
  void openblas() {
    openblas.cblas_sgemm(
        openblas.CblasRowMajor,
        openblas.CblasNoTrans,
        openblas.CblasNoTrans,
        VECTORS,
        N,
        K,
        1f,
        blasX,
        K,
        blasW,
        N,
        0f,
        blasOut,
        N);
  }

  /** Our dense float32 product. */
  float[] dense() {
    dense.multiply(x, 0, K, VECTORS, packed, out, 0, N);
    return out;
  }

  /** The matrix, programmed. */
  Resident place(Case c) {
    return Devices.place(Devices.of(crossbar, dense, c.settings()), w, K, N);
  }

  /** A whole product: rounding, planes, arrays, conversions, results, activity. */
  Block run(Resident resident) {
    return resident.run(List.of(in), Selection.all(), KeyedStream.of(3), new Devices.NoLedger());
  }

  /** The effective matrix of one array with wires of 1 ohm, cells up to 50 µS. */
  double[] wires() {
    Wires wires = new Wires(Wires.Topology.INPUT_SOURCE, 1, 1, 0, 0, Wires.SelectedRows.TOP);
    return EffectiveMatrix.of(array, ROWS, ROWS, wires, 50e-6);
  }
}
