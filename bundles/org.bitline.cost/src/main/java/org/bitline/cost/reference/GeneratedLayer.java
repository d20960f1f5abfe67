package org.bitline.cost.reference;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * A matrix of the NeuroSim cases and its inputs, generated as the README of the cases says: sums of
 * twelve uniform numbers of SplitMix64, which is the generator of {@link SplittableRandom}.
 *
 * @param weights rows × columns, -127 to 127
 * @param inputs rows × vectors, -128 to 127
 */
record GeneratedLayer(int[][] weights, int[][] inputs) {

  private static final Map<String, Integer> SEEDS = Map.of("q", 101, "ffn1", 102, "ffn2", 103);
  private static final int INPUT_SEED = 200;
  private static final int BITS = 8;
  private static final int OFFSET = 128;

  static GeneratedLayer of(Golden layer) {
    Integer seed = SEEDS.get(layer.text("matrix"));
    if (seed == null) {
      throw layer.problem("matrix", "no seed is known for it; known are q, ffn1 and ffn2.");
    }
    int rows = layer.integer("rows_K");
    int vectors = layer.integer("input_vectors");
    return new GeneratedLayer(
        matrix(seed, rows, layer.integer("cols_N"), -127),
        matrix(INPUT_SEED + vectors, rows, vectors, -128));
  }

  static int[][] matrix(int seed, int rows, int columns, int least) {
    SplittableRandom random = new SplittableRandom(seed);
    int[][] matrix = new int[rows][columns];
    for (int[] row : matrix) {
      for (int c = 0; c < columns; c++) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
          sum += random.nextDouble();
        }
        row[c] = Math.min(127, Math.max(least, (int) Math.floor(32 * sum + 0.5)));
      }
    }
    return matrix;
  }

  /** The digits of offset weights, most significant first: rows × (columns × cells of a weight). */
  byte[][] digits(int cellBits) {
    int cells = BITS / cellBits;
    byte[][] digits = new byte[weights.length][weights[0].length * cells];
    for (int r = 0; r < weights.length; r++) {
      for (int c = 0; c < weights[0].length; c++) {
        int code = weights[r][c] + OFFSET;
        for (int cell = 0; cell < cells; cell++) {
          int shift = (cells - 1 - cell) * cellBits;
          digits[r][c * cells + cell] = (byte) (code >> shift & ((1 << cellBits) - 1));
        }
      }
    }
    return digits;
  }

  /** The bit planes of every vector in two's complement: (vectors × bits) × rows. */
  boolean[][] planes() {
    boolean[][] planes = new boolean[inputs[0].length * BITS][inputs.length];
    for (int r = 0; r < inputs.length; r++) {
      for (int v = 0; v < inputs[0].length; v++) {
        for (int bit = 0; bit < BITS; bit++) {
          planes[v * BITS + bit][r] = (inputs[r][v] >> (BITS - 1 - bit) & 1) == 1;
        }
      }
    }
    return planes;
  }
}
