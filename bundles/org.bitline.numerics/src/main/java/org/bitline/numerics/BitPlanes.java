package org.bitline.numerics;

/**
 * The bit planes of integer vectors in two's complement, as offsets into tables of subset sums.
 *
 * <p>Rows are cut into blocks of an array's rows, and each block into groups of {@link #groupRows}.
 * The offsets of the {@link CrossbarKernels#PLANES} planes of a group stand together; more planes
 * form further sets.
 */
public final class BitPlanes {

  private static final int LANES = CrossbarKernels.LANES;
  private static final int PLANES = CrossbarKernels.PLANES;

  private final int vectors;
  private final int rows;
  private final int arrayRows;
  private final int groupRows;
  private final int groups;
  private final int sets;
  private final int[] weights;
  private final int[] offsets;
  private final long ones;

  /**
   * Cuts vectors into planes.
   *
   * @param codes codes[v · rows + r], each in [−2^(bits−1), 2^(bits−1))
   * @param arrayRows rows of an array, at least 1
   * @param bits planes, 1 to 24
   */
  public BitPlanes(int[] codes, int vectors, int rows, int arrayRows, int bits) {
    this.vectors = vectors;
    this.rows = rows;
    this.arrayRows = arrayRows;
    // Building a table costs 2^groupRows additions: worth it only for many vectors.
    this.groupRows = vectors < 16 ? 4 : 6;
    this.groups = (arrayRows + groupRows - 1) / groupRows;
    this.sets = (bits + PLANES - 1) / PLANES;
    this.weights = weights(bits, sets);
    int blocks = blocks();
    this.offsets = new int[Math.multiplyExact(blocks * sets * groups * PLANES, vectors)];
    long count = 0;
    for (int v = 0; v < vectors; v++) {
      for (int r = 0; r < rows; r++) {
        int code = codes[v * rows + r];
        count += Integer.bitCount(code & ((1 << bits) - 1));
        set(v, r, code, bits);
      }
    }
    this.ones = count;
    addGroupBases();
  }

  private static int[] weights(int bits, int sets) {
    int[] weights = new int[sets * PLANES];
    for (int p = 0; p < bits; p++) {
      weights[p] = p == bits - 1 && bits > 1 ? -(1 << p) : 1 << p;
    }
    return weights;
  }

  private void set(int vector, int row, int code, int bits) {
    int block = row / arrayRows;
    int inBlock = row - block * arrayRows;
    int group = inBlock / groupRows;
    int bit = LANES << (inBlock - group * groupRows);
    for (int p = 0; p < bits; p++) {
      if ((code >> p & 1) == 1) {
        offsets[at(block, p / PLANES, vector) + group * PLANES + p % PLANES] += bit;
      }
    }
  }

  private void addGroupBases() {
    int entry = LANES << groupRows;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] += i / PLANES % groups * entry;
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

  public int groupRows() {
    return groupRows;
  }

  public int groups() {
    return groups;
  }

  public int sets() {
    return sets;
  }

  /** The weight of plane p of a set, at set · PLANES + p; 0 for planes beyond the bits. */
  public int[] weights() {
    return weights;
  }

  /** How many bits are 1 over all vectors, rows and planes. */
  public long ones() {
    return ones;
  }
}
