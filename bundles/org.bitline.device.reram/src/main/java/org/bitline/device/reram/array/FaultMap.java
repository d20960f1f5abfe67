package org.bitline.device.reram.array;

/**
 * Which cells of an array are stuck.
 *
 * @param states rows × columns of 0 (good), 1 (at the largest conductance), 2 (at the smallest)
 */
public record FaultMap(int rows, int columns, byte[] states) {

  static final byte GOOD = 0;
  static final byte LOW_RESISTANCE = 1;
  static final byte HIGH_RESISTANCE = 2;

  public FaultMap {
    if (states.length != rows * columns) {
      throw new IllegalArgumentException(
          "a map of " + rows + " x " + columns + " cells has not " + states.length);
    }
  }

  byte at(int row, int column) {
    return states[row * columns + column];
  }

  /** Part of the cells with a state. */
  public double share(boolean lowResistance) {
    byte wanted = lowResistance ? LOW_RESISTANCE : HIGH_RESISTANCE;
    int count = 0;
    for (byte state : states) {
      count += state == wanted ? 1 : 0;
    }
    return (double) count / states.length;
  }
}
