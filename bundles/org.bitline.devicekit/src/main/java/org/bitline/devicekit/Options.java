package org.bitline.devicekit;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a device is checked with, and how closely. Tolerances are fractions of the largest magnitude
 * of the result that is compared.
 *
 * @param inputs rows of the weight matrix of static products, at least 2
 * @param outputs its columns, at least 2
 * @param heads of dynamic products
 * @param headSize elements of a head
 * @param accuracy error of a matrix product against the exact one
 * @param columnTolerance two column parts side by side against the whole; 0 for bit for bit
 * @param rowTolerance two row parts added up against the whole
 * @param dataDependent actions, as {@code "component action"}, whose amounts depend on the data, so
 *     that {@code run} need not record what {@code account} predicts
 */
public record Options(
    int inputs,
    int outputs,
    int heads,
    int headSize,
    double accuracy,
    double columnTolerance,
    double rowTolerance,
    Set<String> dataDependent) {

  public Options {
    if (inputs < 2 || outputs < 2 || heads < 1 || headSize < 1) {
      throw new IllegalArgumentException(
          "a matrix has at least 2 x 2 elements, and there is at least one head of one element");
    }
    dataDependent = Set.copyOf(dataDependent);
  }

  /** A 96 x 80 matrix, 4 heads of 16, products within 5 %, columns to the bit, rows within 1 %. */
  public static Options standard() {
    return new Options(96, 80, 4, 16, 0.05, 0, 0.01, Set.of());
  }

  public Options withShapes(int newInputs, int newOutputs, int newHeads, int newHeadSize) {
    return new Options(
        newInputs,
        newOutputs,
        newHeads,
        newHeadSize,
        accuracy,
        columnTolerance,
        rowTolerance,
        dataDependent);
  }

  public Options withTolerances(double newAccuracy, double newColumns, double newRows) {
    return new Options(
        inputs, outputs, heads, headSize, newAccuracy, newColumns, newRows, dataDependent);
  }

  /** Also these actions depend on the data. */
  public Options withDataDependent(String... actions) {
    TreeSet<String> all = new TreeSet<>(dataDependent);
    all.addAll(Set.of(actions));
    return new Options(
        inputs, outputs, heads, headSize, accuracy, columnTolerance, rowTolerance, all);
  }
}
