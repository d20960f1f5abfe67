package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.Converter.Limits;
import org.bitline.device.reram.array.ConverterRange;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.array.LinearArrays;
import org.bitline.device.reram.array.Mapping;
import org.bitline.device.reram.array.Tiling;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.BitPlanes;

/**
 * A design of arrays as the crossbar kernels compute it: column sums in units of the converter's
 * LSB, codes with integer weights.
 *
 * <p>A product of codes is lsbCodes · (Σ weight · code + floor) − inputGain · Σ x, where floor is
 * what codes that count from a range's low end leave out.
 *
 * @param columns an array's columns for weights
 * @param lsb in conductances of the highest level
 * @param lsbCodes the product of codes that one converter code stands for
 * @param low the range's low end in LSB, where codes count from it; else 0
 * @param parts what is converted apart, of a row block
 * @param inputGain what an input's code counts against the product
 * @param limit LSB that column sums stay below so that they are exact in float32 on the grid
 * @param grid cells are multiples of 1 / grid LSB
 */
record Crossbar(
    ArrayDesign design,
    int rows,
    int columns,
    double lsb,
    double lsbCodes,
    double low,
    ArrayTile.Converter converter,
    List<Part> parts,
    double inputGain,
    double limit,
    double grid) {

  /** Codes below this add up exactly in 32 bits. */
  private static final double OVERFLOW = Integer.MAX_VALUE;

  private static final double NEARLY = 1e-9;

  /**
   * Binary places of cells that no table holds, finer than float32: of single arrays without
   * converter, whose results are small differences of large sums.
   */
  private static final int UNROUNDED = 40;

  /**
   * An array of a slice.
   *
   * @param side 1 for the negative array of a pair that is subtracted after conversion, else 0
   * @param weight of its codes
   */
  record Part(int slice, int side, int weight) {}

  /**
   * The form of a device's design for operands of so many bits; empty where the kernels do not
   * compute what it says: all rows of an array are read at once, and all arrays of a matrix have
   * the same scales.
   *
   * @param design of the parameters
   */
  static Optional<Crossbar> of(ReramParameters p, ArrayDesign design, int weightBits) {
    boolean together = Steps.rowsTogether(p) == p.array().rows();
    boolean alike = p.weights().scale() != ReramParameters.Scale.ARRAY;
    return together && alike ? of(design, weightBits) : Optional.empty();
  }

  /**
   * The same of a design alone: inputs of one bit a step, converted step by step in the same range
   * for all slices, known beforehand, by equal converters, on linear arrays that are all full but
   * the last.
   */
  private static Optional<Crossbar> of(ArrayDesign design, int weightBits) {
    boolean steps =
        design.input().sliceBits() == 1
            && design.input().bits() <= 24
            && design.converter().perStep();
    boolean full =
        design.tiling().partition() == Tiling.Partition.MAXIMAL && design.tiling().rows() > 0;
    boolean open = design.converter().bits() == 0;
    boolean known = open || !(design.converter().range() instanceof ConverterRange.Unknown);
    boolean equal = !design.imperfections().converter().present();
    boolean linear = equal && LinearArrays.all(design);
    if (!steps || !full || !known || design.peerQuirks() || !linear) {
      return Optional.empty();
    }
    List<Limits> limits = new ArrayList<>();
    for (int slice = 0; slice < design.mapping().slices() && !open; slice++) {
      limits.add(design.converter().range().limits(design, slice, design.tiling().rows()));
    }
    boolean alike = limits.stream().distinct().count() <= 1;
    return alike ? of(design, weightBits, limits) : Optional.empty();
  }

  private static Optional<Crossbar> of(ArrayDesign design, int weightBits, List<Limits> limits) {
    Mapping mapping = design.mapping();
    double first = mapping.gain(0, design.cells());
    double largestWeight = (1 << (weightBits - 1)) - 1;
    List<Part> parts = new ArrayList<>();
    for (int slice = 0; slice < mapping.slices(); slice++) {
      double weight = snapped(mapping.gain(slice, design.cells()) / first);
      if (weight != Math.rint(weight) || weight > 1 << 16) {
        return Optional.empty();
      }
      parts.add(new Part(slice, 0, (int) weight));
      if (mapping.differential() && !mapping.analogSubtraction()) {
        parts.add(new Part(slice, 1, -(int) weight));
      }
    }
    double step = mapping.step(0, design.cells());
    double lsb = limits.isEmpty() ? step : lsb(design, limits.get(0), step);
    double low = limits.isEmpty() ? 0 : snapped(limits.get(0).low() / lsb);
    boolean centred = low == Math.rint(low);
    int codes = codes(design);
    double bound = bound(design, lsb) + (centred ? 0 : Math.abs(low));
    int fraction = Math.min(12, 23 - (int) Math.ceil(StrictMath.log(bound) / StrictMath.log(2)));
    if (fraction < 2 || Math.abs(low) + codes > 1 << 20) {
      return Optional.empty();
    }
    boolean pair = mapping.differential() && mapping.analogSubtraction();
    double grid = StrictMath.scalb(1.0, limits.isEmpty() && !pair ? UNROUNDED : fraction);
    ArrayTile.Converter converter =
        centred
            ? new ArrayTile.Converter(0, (int) low, codes + (int) low)
            : new ArrayTile.Converter((float) (Math.rint(-low * grid) / grid), 0, codes);
    return Optional.of(
        new Crossbar(
            design,
            design.tiling().rows(),
            design.tiling().columns(),
            lsb,
            snapped(lsb * first * largestWeight),
            centred ? 0 : low,
            converter,
            List.copyOf(parts),
            snapped(mapping.inputGain(design.cells()) * largestWeight),
            StrictMath.scalb(1.0, 23 - fraction),
            grid));
  }

  private static int codes(ArrayDesign design) {
    boolean uniform =
        design.converter().model() == org.bitline.device.reram.array.Converter.Model.UNIFORM;
    return (1 << design.converter().bits()) - (uniform ? 1 : 2);
  }

  private static double lsb(ArrayDesign design, Limits limits, double step) {
    return snapped((limits.high() - limits.low()) / codes(design) / step) * step;
  }

  /**
   * LSB of a column's sum: cells may be a few deviations of their error above the highest level.
   */
  private static double bound(ArrayDesign design, double lsb) {
    int rows = design.tiling().rows();
    boolean pair = design.mapping().differential() && design.mapping().analogSubtraction();
    double largest = rows * (pair ? design.cells().span() : 1) / lsb;
    return 2 * (snapped(largest) + rows);
  }

  /** The integer next to a value, where only the rounding of doubles is between them. */
  private static double snapped(double value) {
    double integer = Math.rint(value);
    return Math.abs(value - integer) < NEARLY * Math.max(1, Math.abs(value)) ? integer : value;
  }

  /** Whether sums over so many rows of a matrix fit the kernels' accumulators. */
  boolean fits(int matrixRows) {
    int planes = design.input().steps();
    double weights = parts.stream().mapToDouble(part -> Math.abs(part.weight())).sum();
    double code = Math.max(Math.abs(converter.lowest()), Math.abs(converter.highest()));
    double blocks = Geometry.ceil(matrixRows, rows);
    return open() || code * weights * blocks * StrictMath.scalb(1.0, planes) < OVERFLOW;
  }

  /** Whether nothing is converted. */
  boolean open() {
    return design.converter().bits() == 0;
  }

  /** The planes of a batch. */
  BitPlanes planes(InputCodes x) {
    int vectors = x.rows().length;
    if (design.input().encoding() == Encoding.TWOS_COMPLEMENT) {
      return BitPlanes.twosComplement(x.codes(), vectors, x.size(), rows, x.bits());
    }
    return BitPlanes.magnitude(
        x.codes(), vectors, x.size(), rows, design.input().steps(), design.input().signed());
  }

  /** The planes of its squared digits. */
  BitPlanes squares(InputCodes x, BitPlanes planes) {
    return planes.signed()
        ? BitPlanes.magnitude(x.codes(), planes.vectors(), x.size(), rows, planes.planes(), false)
        : planes;
  }

  /** What codes that count from a range's low end leave out of a column's weighted sum. */
  double floor(int blocks) {
    if (low == 0 || design.mapping().unitColumn()) {
      // A unit column has the same floor, so it is left out of the difference.
      return 0;
    }
    boolean complement = design.input().encoding() == Encoding.TWOS_COMPLEMENT;
    double steps = complement ? -1 : StrictMath.scalb(1.0, design.input().steps()) - 1;
    return low * steps * parts.stream().mapToDouble(Part::weight).sum() * blocks;
  }

  /** The digits of a code that are not 0, as bits. */
  int digits(int code) {
    boolean complement = design.input().encoding() == Encoding.TWOS_COMPLEMENT;
    return (complement ? code : Math.abs(code)) & ((1 << design.input().steps()) - 1);
  }

  /** In how many steps rows are driven, over all vectors. */
  long driven(InputCodes x) {
    long count = 0;
    for (int code : x.codes()) {
      count += Integer.bitCount(digits(code));
    }
    return count;
  }

  /** What the digital reference of single cells takes from a vector's results, in LSB. */
  double reference(InputCodes x, int vector) {
    if (inputGain == 0) {
      return 0;
    }
    long sum = 0;
    for (int k = vector * x.size(); k < (vector + 1) * x.size(); k++) {
      sum += x.codes()[k];
    }
    return inputGain * sum / lsbCodes;
  }

  /** The number of a part. */
  int part(int slice, int side) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).slice() == slice && parts.get(i).side() == side) {
        return i;
      }
    }
    throw new IllegalArgumentException("slice " + slice + ", side " + side);
  }
}
