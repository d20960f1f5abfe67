package org.bitline.device.reram.array;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitline.device.reram.array.Mapping.Side;
import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.wire.CellCurrent;
import org.bitline.device.reram.wire.EffectiveMatrix;
import org.bitline.device.reram.wire.Network;
import org.bitline.device.reram.wire.Wires;

/**
 * The programmed arrays of a tile.
 *
 * @param slices least significant first
 */
record TileArrays(Tile tile, int width, List<Slice> slices) {

  /**
   * The arrays of a slice.
   *
   * @param positive also holds the difference of a pair where that is linear
   * @param negative read and subtracted, where there is one
   */
  record Slice(AnalogArray positive, Optional<AnalogArray> negative) {}

  static TileArrays program(ArrayDesign design, Tile tile, CellProgrammer programmer) {
    List<Slice> slices = new ArrayList<>();
    for (int slice = 0; slice < design.mapping().slices(); slice++) {
      double[] positive = programmer.program(tile, slice, Side.POSITIVE);
      double[] negative =
          design.mapping().differential()
              ? programmer.program(tile, slice, Side.NEGATIVE)
              : new double[0];
      slices.add(slice(design, tile, programmer, slice, positive, negative));
    }
    return new TileArrays(tile, CellProgrammer.width(design, tile), slices);
  }

  private static Slice slice(
      ArrayDesign design,
      Tile tile,
      CellProgrammer programmer,
      int slice,
      double[] positive,
      double[] negative) {
    int width = CellProgrammer.width(design, tile);
    if (design.linear() && negative.length > 0 && design.mapping().analogSubtraction()) {
      return new Slice(
          new DenseArray(width, difference(design, tile, positive, negative)), Optional.empty());
    }
    AnalogArray first = array(design, tile, programmer, slice, Side.POSITIVE, positive);
    if (negative.length == 0) {
      return new Slice(first, Optional.empty());
    }
    AnalogArray second = array(design, tile, programmer, slice, Side.NEGATIVE, negative);
    if (design.mapping().analogSubtraction()
        && first instanceof WiredNoiseArray p
        && second instanceof WiredNoiseArray n) {
      return new Slice(p.less(n), Optional.empty());
    }
    return design.mapping().analogSubtraction()
            && first instanceof ColumnNoiseArray p
            && second instanceof ColumnNoiseArray n
        ? new Slice(p.less(n), Optional.empty())
        : new Slice(first, Optional.of(second));
  }

  private static AnalogArray array(
      ArrayDesign design,
      Tile tile,
      CellProgrammer programmer,
      int slice,
      Side side,
      double[] siemens) {
    int width = CellProgrammer.width(design, tile);
    if (!design.noisy()) {
      return still(design, tile, width, siemens);
    }
    ReadKeys keys = programmer.keys(tile);
    // A design refuses columns of a model without closed form.
    if (design.sampling() == ArrayDesign.Sampling.COLUMN
        && design.read() instanceof CellError.ClosedForm closed
        && !design.imperfections().telegraph().present()
        && design.imperfections().conduction().ohmic()) {
      double max = design.cells().maxSiemens();
      return design.wires().present()
          ? WiredNoiseArray.of(tile.rows(), width, siemens, closed, design.wires(), max, keys)
          : ColumnNoiseArray.of(width, siemens, closed, max, keys);
    }
    boolean[] traps = programmer.traps(tile, slice, side);
    return new CellNoiseArray(design, tile, width, siemens, traps, keys);
  }

  /** An array whose cells do not change from read to read. */
  private static AnalogArray still(ArrayDesign design, Tile tile, int width, double[] siemens) {
    double max = design.cells().maxSiemens();
    Conduction conduction = design.imperfections().conduction();
    if (design.wires().gated() || !conduction.ohmic() && design.wires().present()) {
      return new GatedArray(network(design, tile, width), normalised(siemens, max));
    }
    return conduction.ohmic()
        ? new DenseArray(
            width, effective(design.wires(), tile, width, normalised(siemens, max), max))
        : NonlinearArray.of(width, siemens, conduction, max);
  }

  /** The network of an array, solved for one drive at a time. */
  static Network network(ArrayDesign design, Tile tile, int width) {
    Conduction conduction = design.imperfections().conduction();
    double max = design.cells().maxSiemens();
    CellCurrent law =
        conduction.ohmic() ? new CellCurrent.Ohmic() : new ConductionLaw(conduction, max);
    int rows = Math.max(tile.rows(), design.tiling().rows());
    return Network.of(tile.rows(), width, rows, design.wires(), max, law);
  }

  private static double[] effective(
      Wires wires, Tile tile, int width, double[] cells, double maxSiemens) {
    return wires.present()
        ? EffectiveMatrix.of(cells, tile.rows(), width, wires, maxSiemens)
        : cells;
  }

  private static double[] difference(
      ArrayDesign design, Tile tile, double[] positive, double[] negative) {
    int width = CellProgrammer.width(design, tile);
    double max = design.cells().maxSiemens();
    double[] p = normalised(positive, max);
    double[] n = normalised(negative, max);
    Wires wires = design.wires();
    if (wires.present() && design.mapping().interleaved()) {
      return EffectiveMatrix.interleaved(p, n, tile.rows(), width, wires, max);
    }
    double[] out = effective(wires, tile, width, p, max);
    double[] other = effective(wires, tile, width, n, max);
    for (int i = 0; i < out.length; i++) {
      out[i] -= other[i];
    }
    return out;
  }

  static double[] normalised(double[] siemens, double max) {
    double[] g = new double[siemens.length];
    for (int i = 0; i < g.length; i++) {
      g[i] = siemens[i] / max;
    }
    return g;
  }
}
