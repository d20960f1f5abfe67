package org.bitline.device.reram.array;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitline.api.tensor.RandomStream;

/**
 * A matrix in crossbars, and its exact products: every slice, step of drive and conversion, in
 * double precision and a fixed order.
 */
public final class ProgrammedMatrix {

  private final ArrayDesign design;
  private final Weights weights;
  private final List<TileArrays> tiles;
  private final List<List<Readout.Converters>> converters;

  private ProgrammedMatrix(
      ArrayDesign design,
      Weights weights,
      List<TileArrays> tiles,
      List<List<Readout.Converters>> converters) {
    this.design = design;
    this.weights = weights;
    this.tiles = tiles;
    this.converters = converters;
  }

  /** Programs a matrix. */
  public static ProgrammedMatrix program(ArrayDesign design, Weights weights, RandomStream random) {
    CellProgrammer programmer = new CellProgrammer(design, weights, random);
    List<TileArrays> tiles = new ArrayList<>();
    List<List<Readout.Converters>> converters = new ArrayList<>();
    for (Tile tile : Tile.all(design.tiling(), weights)) {
      tiles.add(TileArrays.program(design, tile, programmer));
      List<Readout.Converters> slices = new ArrayList<>();
      for (int slice = 0; slice < design.mapping().slices(); slice++) {
        slices.add(Readout.Converters.of(design, tile, slice, programmer));
      }
      converters.add(slices);
    }
    return new ProgrammedMatrix(design, weights, tiles, converters);
  }

  /**
   * Multiplies one vector.
   *
   * @param x rows of it, in [−1, 1]
   * @param noise the vector's own stream
   * @return columns of x · W, W in [−1, 1], tiles times their gains
   */
  public double[] multiply(double[] x, RandomStream noise) {
    double[] rounded = rounded(x);
    double[] y = new double[weights.columns()];
    for (int t = 0; t < tiles.size(); t++) {
      tile(t, rounded, noise, y);
    }
    return y;
  }

  private double[] rounded(double[] x) {
    double[] rounded = new double[weights.rows()];
    for (int r = 0; r < rounded.length; r++) {
      rounded[r] = design.input().round(x[r]);
    }
    return rounded;
  }

  private void tile(int t, double[] x, RandomStream noise, double[] y) {
    Tile tile = tiles.get(t).tile();
    double[] in = Arrays.copyOfRange(x, tile.row(), tile.row() + tile.rows());
    Mapping mapping = design.mapping();
    int unit = mapping.unitColumn() ? 1 : 0;
    double factor = weights.gain(t);
    for (int slice = 0; slice < mapping.slices(); slice++) {
      double[] o = slice(t, slice, in, noise, converters.get(t).get(slice));
      double gain = factor * mapping.gain(slice, design.cells());
      for (int c = 0; c < tile.columns(); c++) {
        y[tile.column() + c] += gain * (unit == 1 ? o[c + 1] - o[0] : o[c]);
      }
    }
    double inputGain = factor * mapping.inputGain(design.cells());
    if (inputGain != 0) {
      double sum = 0;
      for (double value : in) {
        sum += value;
      }
      for (int c = 0; c < tile.columns(); c++) {
        y[tile.column() + c] -= inputGain * sum;
      }
    }
  }

  private RandomStream streamOf(RandomStream noise, Tile tile, int slice) {
    return design.noisy() ? noise.at(weights.firstRow() + (long) tile.row()).at(slice) : noise;
  }

  /** Two steps share a stream, whose numbers they take in turn. */
  private static RandomStream streamOf(RandomStream noise, int step) {
    return new AlternatingStream(noise.at(step / 2), (step & 1) == 1);
  }

  /** The converted sums of a slice over all steps. */
  private double[] slice(int t, int slice, double[] x, RandomStream noise, Readout readout) {
    TileArrays arrays = tiles.get(t);
    RandomStream reads = streamOf(noise, arrays.tile(), slice);
    SliceReader reader =
        new SliceReader(design, arrays.slices().get(slice), arrays.width(), readout);
    double[] drive = new double[x.length];
    for (int step = 0; step < design.input().steps(); step++) {
      for (int r = 0; r < drive.length; r++) {
        drive[r] = design.input().level(x[r], step);
      }
      reader.step(
          drive, design.input().weight(step), design.noisy() ? streamOf(reads, step) : reads);
    }
    return reader.result();
  }

  /** Writes down the sums that converters would see for one vector. */
  void observe(double[] x, RandomStream noise, List<ColumnSums> sums) {
    double[] rounded = rounded(x);
    for (int t = 0; t < tiles.size(); t++) {
      Tile tile = tiles.get(t).tile();
      double[] in = Arrays.copyOfRange(rounded, tile.row(), tile.row() + tile.rows());
      for (int slice = 0; slice < sums.size(); slice++) {
        slice(t, slice, in, noise, sums.get(slice));
      }
    }
  }

  /** Whether converters have their range. */
  public boolean ready() {
    return design.converter().bits() == 0
        || !(design.converter().range() instanceof ConverterRange.Unknown);
  }

  public ArrayDesign design() {
    return design;
  }

  /** The same arrays and converters with other ranges, one for each slice. */
  public ProgrammedMatrix with(ConverterRange.Calibrated ranges) {
    Converter old = design.converter();
    Converter converter = new Converter(old.bits(), old.model(), ranges, old.perStep());
    ArrayDesign changed = design.with(converter);
    List<List<Readout.Converters>> others = new ArrayList<>();
    for (int t = 0; t < tiles.size(); t++) {
      int rows = tiles.get(t).tile().rows();
      List<Readout.Converters> slices = new ArrayList<>();
      for (int slice = 0; slice < converters.get(t).size(); slice++) {
        Converter.Limits limits = ranges.limits(changed, slice, rows);
        slices.add(converters.get(t).get(slice).with(converter, limits));
      }
      others.add(slices);
    }
    return new ProgrammedMatrix(changed, weights, tiles, others);
  }
}
