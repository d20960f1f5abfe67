package org.bitline.device.reram.wire;

/**
 * Conductances of wire segments, normalised to the cells' highest level; infinite where a wire has
 * no resistance.
 *
 * @param row between neighbours of a row
 * @param column between neighbours of a column
 * @param source from the driver to the first cell of a row
 * @param sense from the last cell of a column to its sense node
 */
record Segments(double row, double column, double source, double sense) {

  static Segments of(Wires wires, double maxSiemens) {
    return new Segments(
        1 / (wires.rowOhm() * maxSiemens),
        1 / (wires.columnOhm() * maxSiemens),
        1 / ((wires.rowOhm() + wires.rowTerminalOhm()) * maxSiemens),
        1 / ((wires.columnOhm() + wires.columnTerminalOhm()) * maxSiemens));
  }
}
