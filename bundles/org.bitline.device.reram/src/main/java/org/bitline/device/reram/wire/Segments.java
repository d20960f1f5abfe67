package org.bitline.device.reram.wire;

/**
 * Conductances of wire segments, normalised to the cells' highest level; infinite where a wire has
 * no resistance.
 *
 * @param row between neighbours of a row
 * @param column between neighbours of a column
 * @param source from a driver to the cell next to it
 * @param sense from a sense node to the cell next to it
 * @param bothDriven whether rows are driven at both ends
 * @param bothSensed whether columns are sensed at both ends
 */
record Segments(
    double row,
    double column,
    double source,
    double sense,
    boolean bothDriven,
    boolean bothSensed) {

  static Segments of(Wires wires, double maxSiemens) {
    return new Segments(
        1 / (wires.rowOhm() * maxSiemens),
        1 / (wires.columnOhm() * maxSiemens),
        1 / ((wires.rowOhm() + wires.rowTerminalOhm()) * maxSiemens),
        1 / ((wires.columnOhm() + wires.columnTerminalOhm()) * maxSiemens),
        wires.drive() == Wires.Ends.TWO_SIDED,
        wires.sense() == Wires.Ends.TWO_SIDED);
  }
}
