package org.bitline.device.reram.wire;

/** A symmetric positive definite matrix as L Lᵀ. */
final class Cholesky {

  private final double[][] factor;

  private Cholesky(double[][] factor) {
    this.factor = factor;
  }

  /** Factors a lower triangle in place. */
  static Cholesky of(double[][] lower) {
    for (int i = 0; i < lower.length; i++) {
      for (int j = 0; j < i; j++) {
        lower[i][j] = (lower[i][j] - dot(lower[i], lower[j], j)) / lower[j][j];
      }
      lower[i][i] = Math.sqrt(lower[i][i] - dot(lower[i], lower[i], i));
    }
    return new Cholesky(lower);
  }

  private static double dot(double[] a, double[] b, int count) {
    double sum = 0;
    for (int k = 0; k < count; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  /** Replaces b by the solution. */
  void solve(double[] b) {
    for (int i = 0; i < b.length; i++) {
      b[i] = (b[i] - dot(factor[i], b, i)) / factor[i][i];
    }
    for (int i = b.length - 1; i >= 0; i--) {
      b[i] /= factor[i][i];
      for (int k = 0; k < i; k++) {
        b[k] -= factor[i][k] * b[i];
      }
    }
  }
}
