package org.bitline.numerics.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.management.ManagementFactory;
import java.util.Random;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.ArrayTile.Converter;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.CrossbarKernels.Workspace;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.NoiseKeys;
import org.bitline.numerics.PackedMatrix;
import org.bitline.numerics.ScalarCrossbar;
import org.junit.jupiter.api.Test;

/** Once compiled, a run of a hot kernel allocates nothing: a boxed vector would show here. */
class NoAllocationTest {

  private static final int VECTORS = 64;
  private static final int ROWS = 128;
  private static final int LANES = CrossbarKernels.LANES;

  private final Random random = new Random(1);
  private final int[] codes = random.ints(VECTORS * ROWS, -127, 128).toArray();
  private final float[] cells = new float[ROWS * LANES];
  private final float[] variances = new float[ROWS * LANES];
  private final int[] out = new int[VECTORS * LANES];
  private final Workspace workspace = new Workspace();
  private final ArrayTile tile =
      new ArrayTile(cells, 0, variances, new Converter(0, -127, 127), 1, 0, 0, 1);
  private final BitPlanes planes = BitPlanes.twosComplement(codes, VECTORS, ROWS, ROWS, 8);
  private final BitPlanes signed = BitPlanes.magnitude(codes, VECTORS, ROWS, ROWS, 7, true);
  private final BitPlanes squares = BitPlanes.magnitude(codes, VECTORS, ROWS, ROWS, 7, false);

  @Test
  void frozenArrays() {
    for (CrossbarKernels kernels : all()) {
      allocatesNothing(() -> kernels.accumulate(tile, planes, 0, out, workspace));
      allocatesNothing(() -> kernels.accumulate(tile, signed, 0, out, workspace));
    }
  }

  @Test
  void noisyArrays() {
    // What was compiled before decides what the compiler inlines.
    denseProducts();
    java.util.Arrays.fill(variances, 0x1p-10f);
    NoiseKeys keys = new NoiseKeys(1, VECTORS, 8);
    for (int v = 0; v < VECTORS; v++) {
      for (int pair = 0; pair < 4; pair++) {
        keys.set(0, v, pair, KeyedStream.of(v).at(pair));
      }
    }
    for (CrossbarKernels kernels : all()) {
      allocatesNothing(() -> kernels.accumulate(tile, planes, planes, 0, keys, out, workspace));
      allocatesNothing(() -> kernels.accumulate(tile, signed, squares, 0, keys, out, workspace));
    }
  }

  @Test
  void normalNumbers() {
    float[] numbers = new float[1000];
    for (CrossbarKernels kernels : all()) {
      RandomStream stream = kernels.faster(KeyedStream.of(1));
      allocatesNothing(() -> stream.gaussians(1, numbers, 0, numbers.length));
    }
  }

  @Test
  void denseProducts() {
    VectorKernels kernels = new VectorKernels();
    float[] x = new float[VECTORS * ROWS];
    PackedMatrix w = kernels.pack(new float[ROWS * 96], ROWS, 96);
    float[] y = new float[VECTORS * 96];
    allocatesNothing(() -> kernels.multiply(x, 0, ROWS, VECTORS, w, y, 0, 96));
  }

  private static CrossbarKernels[] all() {
    return new CrossbarKernels[] {new ScalarCrossbar(), new VectorCrossbar()};
  }

  private static void allocatesNothing(Runnable work) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    // Before the second compiler is done the Vector API allocates; how long that takes depends on
    // the machine, so the test waits for it, up to a limit.
    for (int attempt = 0; attempt < 400 && least > 0; attempt++) {
      for (int i = 0; i < 20; i++) {
        work.run();
      }
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20; i++) {
        work.run();
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, least, "bytes allocated by 20 calls");
  }
}
