package org.bitline.numerics;

import java.util.Arrays;

/**
 * Integer vectors cut into planes of one digit a row, as offsets into tables of subset sums.
 *
 * <p>Rows are cut into blocks of an array's rows, and each block into groups of {@link #groupRows}.
 * The offsets of the {@link CrossbarKernels#PLANES} planes of a group stand together; more planes
 * form further sets. Built once for a batch and used for all arrays.
 */
public final class BitPlanes {

  private static final int LANES = CrossbarKernels.LANES;
  private static final int PLANES = CrossbarKernels.PLANES;

  /** Vectors from which tables of more rows, dearer to fill, are worth it. */
  private static final int MANY = 16;

  /** Vectors that are worth a part of their own. */
  private static final int RUN = 16;

  private final int vectors;
  private final int rows;
  private final int arrayRows;
  private final int planes;
  private final boolean signed;
  private final int groupRows;
  private final int groups;
  private final int sets;
  private final int[] weights;
  private final int[] offsets;
  private final long driven;

  private BitPlanes(
      int[] codes, int vectors, int rows, int arrayRows, int planes, boolean signed, int top) {
    this.vectors = vectors;
    this.rows = rows;
    this.arrayRows = arrayRows;
    this.planes = planes;
    this.signed = signed;
    // A table has 2 or 3 to the power of its rows entries, each filled by one addition.
    int most = signed ? 4 : 6;
    this.groupRows = vectors < MANY ? most - (signed ? 1 : 2) : most;
    this.groups = (arrayRows + groupRows - 1) / groupRows;
    this.sets = (planes + PLANES - 1) / PLANES;
    this.weights = new int[sets * PLANES];
    for (int p = 0; p < planes; p++) {
      weights[p] = p == planes - 1 ? top << p : 1 << p;
    }
    this.offsets = new int[Math.multiplyExact(blocks() * sets * groups * PLANES, vectors)];
    this.driven = fill(codes);
  }

  /**
   * Planes of the two's complement; the last one weighs −2^(bits−1), where there is more than one.
   *
   * @param codes codes[v · rows + r], each in [−2^(bits−1), 2^(bits−1))
   * @param arrayRows rows of an array, at least 1
   * @param bits planes, 1 to 24
   */
  public static BitPlanes twosComplement(
      int[] codes, int vectors, int rows, int arrayRows, int bits) {
    return new BitPlanes(codes, vectors, rows, arrayRows, bits, false, bits > 1 ? -1 : 1);
  }

  /**
   * Planes of the magnitude.
   *
   * @param codes codes[v · rows + r], magnitudes below 2^bits
   * @param bits planes, 1 to 24
   * @param signed whether digits have the sign of their code; without, they are 0 or 1
   */
  public static BitPlanes magnitude(
      int[] codes, int vectors, int rows, int arrayRows, int bits, boolean signed) {
    if (signed) {
      return new BitPlanes(codes, vectors, rows, arrayRows, bits, true, 1);
    }
    int[] magnitudes = new int[vectors * rows];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs(codes[i]);
    }
    return new BitPlanes(magnitudes, vectors, rows, arrayRows, bits, false, 1);
  }

  private long fill(int[] codes) {
    long[] spread = spread();
    int mask = (1 << planes) - 1;
    long[] counts = new long[vectors];
    Parallel.runs(
        vectors,
        RUN,
        v -> {
          counts[v] = driven(codes, v * rows, mask);
          for (int block = 0; block < blocks(); block++) {
            for (int set = 0; set < sets; set++) {
              fill(codes, v * rows + block * arrayRows, block, set, v, spread, mask);
            }
          }
        });
    return Arrays.stream(counts).sum();
  }

  private long driven(int[] codes, int from, int mask) {
    long count = 0;
    for (int r = 0; r < rows; r++) {
      int code = codes[from + r];
      count += Integer.bitCount((signed ? Math.abs(code) : code) & mask);
    }
    return count;
  }

  /** Byte p of entry e is bit p of e. */
  private static long[] spread() {
    long[] spread = new long[256];
    for (int e = 0; e < 256; e++) {
      for (int p = 0; p < 8; p++) {
        spread[e] |= (long) (e >> p & 1) << (8 * p);
      }
    }
    return spread;
  }

  /** The offsets of one block of one vector, eight planes in the bytes of a word. */
  private void fill(
      int[] codes, int from, int block, int set, int vector, long[] spread, int mask) {
    int used = blockRows(block);
    int to = at(block, set, vector);
    int entry = entries() * LANES;
    for (int group = 0; group < groups; group++) {
      int row = group * groupRows;
      int end = Math.min(used, row + groupRows);
      long word = 0;
      int place = 1;
      for (int r = row; r < end; r++) {
        int code = codes[from + r];
        boolean negative = signed && code < 0;
        int bits = (negative ? -code : code) & mask;
        long digits = spread[bits >> (set * PLANES) & 0xFF];
        word += digits * (negative ? 2 * place : place);
        place *= signed ? 3 : 2;
      }
      for (int p = 0; p < PLANES; p++) {
        int pattern = (int) (word >>> (8 * p)) & 0xFF;
        offsets[to + group * PLANES + p] = group * entry + pattern * LANES;
      }
    }
  }

  /** Where the offsets of a vector begin: groups × PLANES of them. */
  public int at(int block, int set, int vector) {
    return ((block * sets + set) * vectors + vector) * groups * PLANES;
  }

  public int[] offsets() {
    return offsets;
  }

  public int vectors() {
    return vectors;
  }

  public int blocks() {
    return (rows + arrayRows - 1) / arrayRows;
  }

  /** Rows of a block that are used. */
  public int blockRows(int block) {
    return Math.min(arrayRows, rows - block * arrayRows);
  }

  /** Planes that there are; sets are filled up with planes of weight 0. */
  public int planes() {
    return planes;
  }

  /** Whether digits are −1, 0 or 1, else 0 or 1. */
  public boolean signed() {
    return signed;
  }

  /** Rows of a table. */
  public int groupRows() {
    return groupRows;
  }

  /** Tables of an array. */
  public int groups() {
    return groups;
  }

  /** Entries of a table. */
  public int entries() {
    return signed ? power(3, groupRows) : 1 << groupRows;
  }

  private static int power(int base, int exponent) {
    int value = 1;
    for (int i = 0; i < exponent; i++) {
      value *= base;
    }
    return value;
  }

  public int sets() {
    return sets;
  }

  /** The weight of plane p of a set, at set · PLANES + p; 0 for planes beyond the last. */
  public int[] weights() {
    return weights;
  }

  /** How many digits are not 0 over all vectors, rows and planes. */
  public long driven() {
    return driven;
  }
}
