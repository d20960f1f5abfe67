package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;

/**
 * Row blocks of a matrix whose slices and planes add up to one dense product: those without
 * converters, and those whose converters are proven neither to clip nor to round, array by array
 * ({@link CellStore#lossless}).
 *
 * <p>The latter's products are of integers, exact in float32 while they stay below 2^24: rows are
 * cut where they might not, and the cuts' products added in double.
 */
final class Collapsed {

  private static final double EXACT = 1 << 24;

  private final BitSet blocks;
  private final List<Cut> cuts;
  private final int columns;
  private final MatrixKernels dense;

  private record Cut(int row, PackedMatrix matrix) {}

  private Collapsed(BitSet blocks, List<Cut> cuts, int columns, MatrixKernels dense) {
    this.blocks = blocks;
    this.cuts = cuts;
    this.columns = columns;
    this.dense = dense;
  }

  static Collapsed of(CellStore cells, MatrixKernels dense) {
    Layout layout = cells.layout();
    Crossbar crossbar = layout.crossbar();
    BitSet blocks = new BitSet();
    for (int block = 0; block < layout.blocks() && !crossbar.design().noisy(); block++) {
      blocks.set(block, crossbar.open() || cells.lossless(block));
    }
    List<Cut> cuts = new ArrayList<>();
    int row = blocks.nextSetBit(0) * crossbar.rows();
    while (row >= 0 && row < layout.rows()) {
      int after = blocks.nextClearBit(row / crossbar.rows()) * crossbar.rows();
      int end = Math.min(layout.rows(), after);
      cut(cells, row, end, dense, cuts);
      row = blocks.nextSetBit(after / crossbar.rows()) * crossbar.rows();
    }
    return new Collapsed(blocks, cuts, layout.columns(), dense);
  }

  private static void cut(CellStore cells, int from, int end, MatrixKernels dense, List<Cut> cuts) {
    Crossbar crossbar = cells.layout().crossbar();
    int columns = cells.layout().columns();
    float[] sums = sums(cells, from, end);
    float largest = 1;
    for (float sum : sums) {
      largest = Math.max(largest, Math.abs(sum));
    }
    double most = EXACT / (largest * (1 << crossbar.design().input().bits()));
    int rows = crossbar.open() ? end - from : (int) Math.max(1, Math.min(end - from, most));
    for (int row = from; row < end; row += rows) {
      int count = Math.min(rows, end - row);
      float[] part =
          java.util.Arrays.copyOfRange(
              sums, (row - from) * columns, (row - from + count) * columns);
      cuts.add(new Cut(row, dense.pack(part, count, columns)));
    }
  }

  /** The slices' weighted sums, rows × columns. */
  private static float[] sums(CellStore cells, int from, int end) {
    int columns = cells.layout().columns();
    float[] out = new float[(end - from) * columns];
    List<Crossbar.Part> parts = cells.layout().crossbar().parts();
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int part = 0; part < parts.size(); part++) {
        sum +=
            cells.difference(from + i / columns, i % columns, part)
                * (double) parts.get(part).weight();
      }
      out[i] = (float) sum;
    }
    return out;
  }

  /** How many blocks are not converted one by one. */
  int blocks() {
    return blocks.cardinality();
  }

  boolean holds(int block) {
    return blocks.get(block);
  }

  /** For each cut, vectors × columns in LSB. */
  float[][] multiply(InputCodes x) {
    int vectors = x.rows().length;
    float[][] out = new float[cuts.size()][vectors * columns];
    if (out.length == 0) {
      return out;
    }
    float[] in = new float[x.codes().length];
    for (int i = 0; i < in.length; i++) {
      in[i] = x.codes()[i];
    }
    for (int i = 0; i < out.length; i++) {
      Cut cut = cuts.get(i);
      dense.multiply(in, cut.row(), x.size(), vectors, cut.matrix(), out[i], 0, columns);
    }
    return out;
  }
}
