package org.bitline.device.digital.array;

/**
 * Matrix products C = A B of one shape, one after another.
 *
 * @param m rows of A: tokens
 * @param k columns of A, rows of B
 * @param n columns of B: outputs
 * @param count products of this shape
 */
public record Gemm(int m, int k, int n, int count) {

  public Gemm {
    if (m < 1 || k < 1 || n < 1 || count < 1) {
      throw new IllegalArgumentException(
          "a product has at least one row, term, column and repetition, not "
              + m
              + " x "
              + k
              + " x "
              + n
              + ", "
              + count
              + " times");
    }
  }

  /** One of them. */
  public Gemm one() {
    return new Gemm(m, k, n, 1);
  }

  /** Length of an axis. */
  public int extent(Axis axis) {
    return switch (axis) {
      case M -> m;
      case K -> k;
      case N -> n;
    };
  }

  /** Elements of a matrix, of all products. */
  public double elements(Operand operand) {
    return switch (operand) {
      case A -> (double) count * m * k;
      case B -> (double) count * k * n;
      case C -> (double) count * m * n;
    };
  }

  public double macs() {
    return (double) count * m * n * k;
  }

  /** a / b, rounded up, for a of at least 1. */
  public static long ceil(long a, long b) {
    return Math.floorDiv(a - 1, b) + 1;
  }
}
