package org.bitline.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.CrossbarKernels.Converter;
import org.bitline.numerics.CrossbarKernels.Workspace;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;
import org.bitline.numerics.simd.VectorCrossbar;
import org.bitline.numerics.simd.VectorKernels;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.openblas.global.openblas;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The work of facts on speed: W 768 × 3072, 128 vectors, 8-bit inputs bit-serial, 4 slices of 2
 * bits, pair difference, 128-row arrays, an 8-bit conversion per column, plane and slice. {@link
 * #openblas} is the denominator: one thread, same shape, same run.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class Kernels {

  private static final int K = 768;
  private static final int N = 3072;
  private static final int VECTORS = 128;
  private static final int ROWS = 128;
  private static final int SLICES = 4;

  private final MatrixKernels dense = new VectorKernels();
  private final CrossbarKernels crossbar = new VectorCrossbar();
  private final Workspace workspace = new Workspace();
  private float[] x;
  private float[] out;
  private PackedMatrix packed;
  private FloatPointer blasX;
  private FloatPointer blasW;
  private FloatPointer blasOut;
  private float[] cells;
  private int[] codes;
  private int[] sums;

  /** Makes operands. */
  @Setup
  public void setUp() {
    Random random = new Random(1);
    x = floats(random, VECTORS * K);
    float[] w = floats(random, K * N);
    out = new float[VECTORS * N];
    packed = dense.pack(w, K, N);
    openblas.blas_set_num_threads(1);
    blasX = new FloatPointer(x);
    blasW = new FloatPointer(w);
    blasOut = new FloatPointer((long) VECTORS * N);
    codes = new int[VECTORS * K];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = (int) Math.max(-127, Math.min(127, Math.rint(30 * random.nextGaussian())));
    }
    cells = new float[N * SLICES * K];
    for (int i = 0; i < cells.length; i++) {
      cells[i] =
          (float) Math.rint((random.nextInt(7) - 3 + 0.04 * random.nextGaussian()) * 4096) / 4096;
    }
    sums = new int[VECTORS * CrossbarKernels.LANES];
  }

  private static float[] floats(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  /** The denominator. */
  @Benchmark
  public void openblas() {
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
  @Benchmark
  public float[] dense() {
    dense.multiply(x, 0, K, VECTORS, packed, out, 0, N);
    return out;
  }

  /** Every plane, slice and conversion of the crossbar, programming errors frozen in its cells. */
  @Benchmark
  public int[] crossbar() {
    BitPlanes planes = new BitPlanes(codes, VECTORS, K, ROWS, 8);
    Converter converter = new Converter(-127, 127);
    int array = ROWS * CrossbarKernels.LANES;
    int at = 0;
    for (int tile = 0; tile < N / CrossbarKernels.LANES; tile++) {
      java.util.Arrays.fill(sums, 0);
      for (int block = 0; block < K / ROWS; block++) {
        for (int slice = 0; slice < SLICES; slice++) {
          crossbar.accumulate(
              cells, at, planes, block, converter, 1 << (2 * slice), sums, workspace);
          at += array;
        }
      }
    }
    return sums;
  }
}
