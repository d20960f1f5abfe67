package org.bitline.numerics.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.ArrayTile.Converter;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.CrossbarKernels.Workspace;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.NoiseKeys;
import org.bitline.numerics.ScalarCrossbar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Scalar and vector crossbar kernels give equal bits, and both give what the definition says. */
class CrossbarsAgreeTest {

  private static final int LANES = CrossbarKernels.LANES;

  private final CrossbarKernels[] kernels = {new ScalarCrossbar(), new VectorCrossbar()};

  /** How inputs are cut into planes. */
  enum Cut {
    TWOS_COMPLEMENT,
    SIGNED_MAGNITUDE,
    UNSIGNED;

    BitPlanes of(Case c) {
      return this == TWOS_COMPLEMENT
          ? BitPlanes.twosComplement(c.codes, c.vectors, c.rows, c.arrayRows, c.bits)
          : BitPlanes.magnitude(
              c.codes, c.vectors, c.rows, c.arrayRows, planes(c.bits), this == SIGNED_MAGNITUDE);
    }

    int planes(int bits) {
      return this == SIGNED_MAGNITUDE ? bits - 1 : bits;
    }

    int digit(int code, int plane) {
      int bits = this == TWOS_COMPLEMENT ? code : Math.abs(code);
      return (bits >> plane & 1) * (this == SIGNED_MAGNITUDE && code < 0 ? -1 : 1);
    }

    int weight(int plane, int bits) {
      return this == TWOS_COMPLEMENT && plane == bits - 1 ? -(1 << plane) : 1 << plane;
    }
  }

  /** One random array of a matrix, and a batch. */
  private record Case(
      Cut cut,
      int vectors,
      int rows,
      int arrayRows,
      int bits,
      int[] codes,
      float[] cells,
      float[] variances,
      Converter converter) {

    static Case random(Cut cut, int vectors, int bits, Random random) {
      int arrayRows = 1 + random.nextInt(130);
      int rows = arrayRows + random.nextInt(arrayRows + 1);
      int low = cut == Cut.UNSIGNED ? 0 : 1 - (1 << bits - 1);
      int high = cut == Cut.UNSIGNED ? 1 << bits : 1 << bits - 1;
      int[] codes = random.ints((long) vectors * rows, low, high).toArray();
      float[] cells = new float[2 * arrayRows * LANES];
      float[] variances = new float[cells.length];
      for (int i = 0; i < cells.length; i++) {
        cells[i] = (float) Math.rint(random.nextGaussian() * 4096) / 4096;
        variances[i] = random.nextInt(4096) * 0x1p-16f;
      }
      float shift = random.nextBoolean() ? 0 : 8.5f;
      Converter converter = new Converter(shift, shift == 0 ? -9 : 0, shift == 0 ? 11 : 17);
      return new Case(cut, vectors, rows, arrayRows, bits, codes, cells, variances, converter);
    }

    ArrayTile tile(int block) {
      int at = block * arrayRows * LANES;
      return new ArrayTile(cells, at, variances, converter, 5, block, 1000 + 48 * block, 1 + block);
    }

    NoiseKeys keys(int blocks) {
      NoiseKeys keys = new NoiseKeys(blocks, vectors, cut.planes(bits));
      for (int b = 0; b < blocks; b++) {
        for (int v = 0; v < vectors; v++) {
          for (int pair = 0; 2 * pair < cut.planes(bits); pair++) {
            keys.set(b, v, pair, stream(b, v, pair));
          }
        }
      }
      return keys;
    }

    static KeyedStream stream(int block, int vector, int pair) {
      return KeyedStream.of(7).at(block).at(vector).at(pair);
    }

    /** By the definition, in double; where a rounding is too near to call, both neighbours. */
    int[] direct(int block, boolean noisy, int[] margin) {
      int[] out = new int[vectors * LANES];
      int used = Math.min(arrayRows, rows - block * arrayRows);
      for (int v = 0; v < vectors; v++) {
        for (int p = 0; p < cut.planes(bits); p++) {
          for (int lane = 0; lane < LANES; lane++) {
            double sum = 0;
            double variance = 0;
            for (int r = 0; r < used; r++) {
              int row = block * arrayRows + r;
              int digit = cut.digit(codes[v * rows + row], p);
              sum += digit * (double) cells[row * LANES + lane];
              variance += digit * digit * (double) variances[row * LANES + lane];
            }
            if (noisy) {
              float[] n = new float[1];
              long column = 1000 + 48L * block + (long) lane * (1 + block);
              stream(block, v, p / 2).gaussians(2 * column + (p & 1), n, 0, 1);
              sum += Math.sqrt(variance) * n[0];
            }
            sum += converter.shift();
            int weight = 5 * cut.weight(p, bits);
            if (variance > 0 && noisy && Math.abs(sum - Math.floor(sum) - 0.5) < 1e-3) {
              margin[v * LANES + lane] += Math.abs(weight);
            }
            double code = Math.max(converter.lowest(), Math.min(converter.highest(), sum));
            out[v * LANES + lane] += weight * (int) Math.rint(code);
          }
        }
      }
      return out;
    }
  }

  @ParameterizedTest
  @EnumSource
  void productsFollowTheirDefinition(Cut cut) {
    Random random = new Random(cut.ordinal());
    for (int bits : new int[] {2, 4, 8, 9, 16}) {
      for (int vectors : new int[] {1, 5, 40}) {
        Case c = Case.random(cut, vectors, bits, random);
        BitPlanes planes = cut.of(c);
        for (int block = 0; block < planes.blocks(); block++) {
          int[] expected = c.direct(block, false, new int[0]);
          for (CrossbarKernels k : kernels) {
            int[] out = new int[vectors * LANES];
            k.accumulate(c.tile(block), planes, block, out, new Workspace());
            assertArrayEquals(expected, out, k.name() + ", block " + block);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noisyProductsFollowTheirDefinition(Cut cut) {
    Random random = new Random(10 + cut.ordinal());
    for (int bits : new int[] {2, 8, 9}) {
      for (int vectors : new int[] {1, 40}) {
        Case c = Case.random(cut, vectors, bits, random);
        BitPlanes planes = cut.of(c);
        BitPlanes squares =
            planes.signed()
                ? BitPlanes.magnitude(c.codes, vectors, c.rows, c.arrayRows, planes.planes(), false)
                : planes;
        NoiseKeys keys = c.keys(planes.blocks());
        for (int block = 0; block < planes.blocks(); block++) {
          int[][] outs = new int[2][vectors * LANES];
          for (int k = 0; k < 2; k++) {
            kernels[k].accumulate(
                c.tile(block), planes, squares, block, keys, outs[k], new Workspace());
          }
          assertArrayEquals(outs[0], outs[1], "scalar and vector, block " + block);
          int[] margin = new int[vectors * LANES];
          int[] expected = c.direct(block, true, margin);
          int sure = 0;
          for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], outs[0][i], margin[i], cut + " " + bits + " at " + i);
            sure += margin[i] == 0 ? 1 : 0;
          }
          assertTrue(sure > 0.8 * expected.length, sure + " of " + expected.length);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void noDigitIsLost(Cut cut) {
    Random random = new Random(20);
    Case c = Case.random(cut, 20, 9, random);
    long driven = 0;
    for (int code : c.codes) {
      for (int p = 0; p < cut.planes(9); p++) {
        driven += Math.abs(cut.digit(code, p));
      }
    }
    assertEquals(driven, cut.of(c).driven());
  }
}
