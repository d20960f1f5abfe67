package org.bitline.cost.form;

import java.util.Arrays;

/**
 * Conductances of the columns of a crossbar, row inputs being 0 or 1, with wires in series: what a
 * column's current during a conversion follows.
 *
 * <p>After DNN+NeuroSim V1.4 (neurosim/DNN_NeuroSim_V1.4 ac828e6, SubArray.cpp): the resistance of
 * a cell, plus one segment of row wire for each column up to its own, plus one segment of column
 * wire for each used row from its own on, plus the access transistor; the conductances of driven
 * rows add up. Wires are thus not shared between cells, unlike a solution of the whole network.
 *
 * @param arrayRows rows of an array
 * @param arrayColumns columns of an array
 * @param onOhm smallest resistance of a cell
 * @param offOhm largest
 * @param levels conductances of a cell, evenly spaced
 * @param rowOhm resistance of a row wire per column
 * @param columnOhm resistance of a column wire per row
 * @param accessOhm resistance in series with each cell
 */
public record ColumnConductance(
    int arrayRows,
    int arrayColumns,
    double onOhm,
    double offOhm,
    int levels,
    double rowOhm,
    double columnOhm,
    double accessOhm) {

  /**
   * The activity of reads.
   *
   * @param conversions columns read while a row of their array was driven
   * @param idle columns read while none was
   * @param sense sum over the conversions of (conductance in S)^exponent
   * @param drivenRows driven rows, of every array and read
   */
  public record Reads(long conversions, long idle, double sense, long drivenRows) {

    public static final Reads NONE = new Reads(0, 0, 0, 0);

    /** Both together. */
    public Reads plus(Reads other) {
      return new Reads(
          conversions + other.conversions,
          idle + other.idle,
          sense + other.sense,
          drivenRows + other.drivenRows);
    }
  }

  /**
   * Reads a matrix that is spread over arrays.
   *
   * @param digits of each cell, 0 to levels − 1: rows × columns
   * @param planes of each read, the rows that are driven: reads × rows
   */
  public Reads read(byte[][] digits, boolean[][] planes, double exponent) {
    Reads sum = Reads.NONE;
    for (int row = 0; row < digits.length; row += arrayRows) {
      for (int column = 0; column < digits[0].length; column += arrayColumns) {
        sum = sum.plus(readArray(array(digits, row, column), planes, row, exponent));
      }
    }
    return sum;
  }

  /** Conductances in S of the cells of the array that begins at a row and column. */
  private double[][] array(byte[][] digits, int row, int column) {
    int rows = Math.min(arrayRows, digits.length - row);
    int columns = Math.min(arrayColumns, digits[0].length - column);
    double off = 1 / offOhm;
    double step = (1 / onOhm - off) / (levels - 1);
    double[][] siemens = new double[rows][columns];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        double cell = 1 / (off + step * digits[row + i][column + j]);
        siemens[i][j] = 1 / (cell + (j + 1) * rowOhm + (rows - i) * columnOhm + accessOhm);
      }
    }
    return siemens;
  }

  private static Reads readArray(double[][] siemens, boolean[][] planes, int row, double exponent) {
    int columns = siemens[0].length;
    double[] sum = new double[columns];
    Reads all = Reads.NONE;
    for (boolean[] plane : planes) {
      Arrays.fill(sum, 0);
      long driven = 0;
      for (int i = 0; i < siemens.length; i++) {
        if (plane[row + i]) {
          driven++;
          for (int j = 0; j < columns; j++) {
            sum[j] += siemens[i][j];
          }
        }
      }
      all =
          all.plus(
              driven == 0
                  ? new Reads(0, columns, 0, 0)
                  : new Reads(columns, 0, powers(sum, exponent), driven));
    }
    return all;
  }

  private static double powers(double[] values, double exponent) {
    double sum = 0;
    for (double value : values) {
      sum += StrictMath.pow(value, exponent);
    }
    return sum;
  }
}
