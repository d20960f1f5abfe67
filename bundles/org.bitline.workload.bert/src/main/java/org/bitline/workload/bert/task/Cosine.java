package org.bitline.workload.bert.task;

/** Cosine of the angle between two vectors. */
final class Cosine {

  private Cosine() {}

  /** In −1 to 1; 0 where a vector is all zero. Sums are double, in the order of the elements. */
  static double of(float[] a, float[] b) {
    double dot = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    double lengths = Math.sqrt(squaresA) * Math.sqrt(squaresB);
    return lengths == 0 ? 0 : dot / lengths;
  }
}
