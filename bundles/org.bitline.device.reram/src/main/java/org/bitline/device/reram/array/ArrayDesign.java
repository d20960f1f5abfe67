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
 * @param imperfections what else is wrong with arrays
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
    boolean peerQuirks,
    Imperfections imperfections) {

  /** How read errors are drawn. */
  public enum Sampling {
    /** Every cell, at every read. */
    CELL,
    /** One Gaussian per column and read, with the sum's mean and variance. */
    COLUMN
  }

  public ArrayDesign {
    boolean reads = !(read instanceof CellError.None);
    if (reads && sampling == Sampling.COLUMN && !(read instanceof CellError.ClosedForm)) {
      throw new IllegalArgumentException(
          "this read noise has no moments in closed form; draw it per cell: cell.readSampling"
              + " cell");
    }
    together(reads, sampling, wires, mapping.interleaved(), imperfections);
    imperfections.verify().ifPresent(v -> v.check(programming));
    if (mapping.interleaved() && wires.gated()) {
      throw new IllegalArgumentException(
          "an interleaved pair shares column wires, so both its drives are one network:"
              + " weights.interleaved needs wires.topology input-source and wires.idleRows driven");
    }
  }

  private static void together(
      boolean reads, Sampling sampling, Wires wires, boolean interleaved, Imperfections extra) {
    boolean random = reads || extra.telegraph().present();
    if (reads && wires.gated() && sampling == Sampling.COLUMN) {
      throw new IllegalArgumentException(
          "read noise of whole columns is known where wires are one linear map; with wires.topology"
              + " separate-source, or wires.idleRows open or floating, set cell.readSampling to"
              + " cell, which solves the array at every read and is slow");
    }
    if (random && wires.present() && interleaved) {
      throw new IllegalArgumentException(
          "interleaved cells with wires are read without noise here: leave out the read and"
              + " telegraph noise, or the wires, or weights.interleaved");
    }
    boolean nodes =
        wires.topology() == Wires.Topology.INPUT_SOURCE
            && wires.rowOhm() > 0
            && wires.columnOhm() > 0
            && !interleaved;
    if (!extra.conduction().ohmic() && wires.present() && !nodes) {
      throw new IllegalArgumentException(
          "nonlinear cells behind wires are solved where wires.topology is input-source, wires.row"
              + " and wires.column are above 0 ohm, and weights.interleaved is false; set these, or"
              + " leave out cell.conduction or the wires");
    }
  }

  /** Whether reads are random. */
  public boolean noisy() {
    return !(read instanceof CellError.None) || imperfections.telegraph().present();
  }

  /** Whether a noiseless read of an array is one linear map of its drives. */
  public boolean linear() {
    return !noisy() && !wires.gated() && imperfections.conduction().ohmic();
  }

  /** The same arrays with other inputs. */
  public ArrayDesign with(InputCoding other) {
    return new ArrayDesign(
        mapping,
        cells,
        tiling,
        other,
        converter,
        programming,
        read,
        sampling,
        wires,
        peerQuirks,
        imperfections);
  }

  /** The same arrays with other converters. */
  public ArrayDesign with(Converter other) {
    return new ArrayDesign(
        mapping,
        cells,
        tiling,
        input,
        other,
        programming,
        read,
        sampling,
        wires,
        peerQuirks,
        imperfections);
  }

  /** The same arrays with the stuck cells of a map. */
  public ArrayDesign with(FaultMap map) {
    return new ArrayDesign(
        mapping,
        cells,
        tiling,
        input,
        converter,
        programming,
        read,
        sampling,
        wires,
        peerQuirks,
        imperfections.with(imperfections.stuck().with(map)));
  }
}
