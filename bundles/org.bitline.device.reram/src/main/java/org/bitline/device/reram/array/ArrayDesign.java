package org.bitline.device.reram.array;

import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.wire.Wires;

/**
 * All that decides what crossbars compute.
 *
 * @param programming error of cells, drawn when a matrix is programmed
 * @param read error of cells, drawn for every read
 * @param sampling how the read error is drawn
 * @param peerQuirks whether converter ranges are CrossSim 3.2.0's ({@code compatibility})
 */
public record ArrayDesign(
    Mapping mapping,
    Cells cells,
    Tiling tiling,
    InputCoding input,
    Converter converter,
    CellError programming,
    CellError read,
    Sampling sampling,
    Wires wires,
    boolean peerQuirks) {

  /** How read errors are drawn. */
  public enum Sampling {
    /** Every cell, at every read. */
    CELL,
    /** One Gaussian per column and read, with the sum's mean and variance. */
    COLUMN
  }

  public ArrayDesign {
    boolean reads = !(read instanceof CellError.None);
    boolean summed = sampling == Sampling.COLUMN && !mapping.interleaved() && !wires.gated();
    if (reads && wires.present() && !summed) {
      throw new IllegalArgumentException(
          "read noise and wires together are modelled per column, for wires.idleRows driven,"
              + " wires.topology input-source and weights.interleaved false; set"
              + " cell.readSampling column, or leave one out");
    }
    if (reads && sampling == Sampling.COLUMN && !(read instanceof CellError.ClosedForm)) {
      throw new IllegalArgumentException(
          "this read noise has no moments in closed form; draw it per cell");
    }
    if (mapping.interleaved() && wires.gated()) {
      throw new IllegalArgumentException(
          "an interleaved pair shares column wires, so both its drives are one network:"
              + " weights.interleaved needs wires.topology input-source and wires.idleRows driven");
    }
  }

  /** Whether reads are random. */
  public boolean noisy() {
    return !(read instanceof CellError.None);
  }
}
