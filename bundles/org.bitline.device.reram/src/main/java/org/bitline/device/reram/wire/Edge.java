package org.bitline.device.reram.wire;

import java.util.Arrays;

/**
 * A block at the array's edge: its outermost nodes get the segments to drivers and sense nodes, and
 * are eliminated.
 *
 * @param inner its ports as if it had neighbours on all sides
 * @param first whether it holds the first column
 * @param last whether it holds the last column
 * @param top whether it holds the first row
 * @param bottom whether it holds the last row
 */
record Edge(Block inner, boolean first, boolean last, boolean top, boolean bottom) {

  private static final int NONE = -1;

  /**
   * With its edges.
   *
   * @param y admittance of the ports; beyond the last column stand drivers, or nothing; below the
   *     last row sense nodes
   */
  Block block(double[][] y, Segments wires) {
    boolean sourced = first || last && wires.bothDriven();
    boolean sensed = bottom || top && wires.bothSensed();
    Block block =
        new Block(
            sourced ? inner.left() : 0,
            first ? 0 : inner.left(),
            last ? 0 : inner.right(),
            top ? 0 : inner.top(),
            bottom ? 0 : inner.bottom(),
            sensed ? inner.bottom() : 0);
    double[][] edged = block.empty((first ? inner.left() : 0) + (top ? inner.top() : 0));
    int senses = block.sources() + block.left() + block.right() + block.top() + block.bottom();
    int nodes = senses + block.senses();
    int[] numbers = numbers(block, wires, senses, nodes);
    add(y, numbers, block, edged);
    for (int i = 0; first && i < inner.left(); i++) {
      block.connect(edged, nodes + i, i, wires.source());
    }
    int columns = nodes + (first ? inner.left() : 0);
    for (int i = 0; top && wires.bothSensed() && i < inner.top(); i++) {
      block.connect(edged, columns + i, senses + i, wires.sense());
    }
    return block.reduced(edged);
  }

  /** Where the ports of the inner block are: at the edges, inner nodes or given ones. */
  private int[] numbers(Block block, Segments wires, int senses, int nodes) {
    int[] numbers = new int[inner.left() + inner.right() + inner.top() + inner.bottom()];
    int lefts = block.sources();
    int rights = lefts + block.left();
    int tops = rights + block.right();
    int right = last ? (wires.bothDriven() ? 0 : NONE) : rights;
    int columns = nodes + (first ? inner.left() : 0);
    int at = number(numbers, 0, inner.left(), first ? nodes : lefts);
    at = number(numbers, at, inner.right(), right);
    at = number(numbers, at, inner.top(), top ? columns : tops);
    number(numbers, at, inner.bottom(), bottom ? senses : tops + block.top());
    return numbers;
  }

  private static int number(int[] numbers, int from, int count, int first) {
    for (int i = 0; i < count; i++) {
      numbers[from + i] = first == NONE ? NONE : first + i;
    }
    return from + count;
  }

  private static void add(double[][] y, int[] numbers, Block block, double[][] edged) {
    int[] lengths = Arrays.stream(edged).mapToInt(r -> r == null ? 0 : r.length).toArray();
    for (int i = 0; i < numbers.length; i++) {
      for (int j = 0; j <= i; j++) {
        int high = Math.max(numbers[i], numbers[j]);
        int low = Math.min(numbers[i], numbers[j]);
        if (low != NONE && high >= block.sources() && low < lengths[high]) {
          edged[high][low] += y[i][j];
        }
      }
    }
  }
}
