package org.bitline.device.reram.array;

import java.util.List;
import org.bitline.device.reram.array.Converter.Limits;

/** What a converter's range is made to fit. */
public sealed interface ConverterRange {

  /**
   * The range for a slice.
   *
   * @param tileRows rows of the array that are used
   */
  Limits limits(ArrayDesign design, int slice, int tileRows);

  /** Whether sums of the design's columns can be negative. */
  private static boolean twoSided(ArrayDesign design) {
    return design.input().drivesNegative()
        || design.mapping().differential() && design.mapping().analogSubtraction();
  }

  private static boolean sliced(ArrayDesign design) {
    return design.mapping() instanceof Sliced;
  }

  /** CrossSim's factor 2^m/(2^m − 1), m bits of an input's magnitude. */
  private static double peerFactor(ArrayDesign design) {
    if (design.input().bits() == 0) {
      return 1;
    }
    double codes = StrictMath.scalb(1.0, design.input().magnitudeBits());
    return codes / (codes - 1);
  }

  /**
   * Given ranges.
   *
   * @param slices one for each slice, or one for all
   */
  record Calibrated(List<Limits> slices) implements ConverterRange {
    @Override
    public Limits limits(ArrayDesign design, int slice, int tileRows) {
      return slices.get(slices.size() == 1 ? 0 : slice);
    }
  }

  /** The largest sum of an array of N rows: N for single cells, N (1 − g₀) for analog pairs. */
  record Maximal() implements ConverterRange {

    @Override
    public Limits limits(ArrayDesign design, int slice, int tileRows) {
      if (design.peerQuirks()) {
        return sliced(design) && !design.mapping().differential()
            ? peerSlicedOffset(design, tileRows)
            : peer(design, tileRows);
      }
      Mapping mapping = design.mapping();
      double rows = design.tiling().rows() == 0 ? tileRows : design.tiling().rows();
      boolean pair = mapping.differential() && mapping.analogSubtraction();
      double high = pair ? rows * design.cells().span() : rows;
      return new Limits(twoSided(design) ? -high : 0, high);
    }

    private static Limits peer(ArrayDesign design, int rows) {
      boolean signed = twoSided(design) || sliced(design);
      return new Limits(signed ? -rows : 0, rows);
    }

    /** Rows rounded to the nearest power of two. */
    private static Limits peerSlicedOffset(ArrayDesign design, int rows) {
      double log = StrictMath.log(rows) / StrictMath.log(2);
      double digit = StrictMath.scalb(1.0, ((Sliced) design.mapping()).digitBits());
      double largest = StrictMath.scalb(1.0, (int) Math.rint(log)) * digit / (digit - 1);
      double codes = StrictMath.scalb(1.0, design.converter().bits());
      boolean signed = twoSided(design);
      double high = largest * (codes - (signed ? 2 : 1)) / codes * peerFactor(design);
      return new Limits(signed ? -high : 0, high);
    }
  }

  /** One code per step of a cell at full drive. */
  record Granular() implements ConverterRange {

    @Override
    public Limits limits(ArrayDesign design, int slice, int tileRows) {
      double step =
          design.peerQuirks() ? peerStep(design) : design.mapping().step(slice, design.cells());
      int bits = design.converter().bits();
      boolean signed = twoSided(design) || design.peerQuirks() && peerSigned(design);
      double high = step * (signed ? (1 << (bits - 1)) - 1 : (1 << bits) - 1);
      return new Limits(signed ? -high : 0, high);
    }

    private static boolean peerSigned(ArrayDesign design) {
      return sliced(design) && design.mapping().differential();
    }

    /** CrossSim: not scaled by the on/off ratio, scaled by the inputs' codes. */
    private static double peerStep(ArrayDesign design) {
      double step =
          design.mapping() instanceof Sliced s
              ? 1.0 / ((1 << s.digitBits()) - 1)
              : StrictMath.scalb(1.0, -design.mapping().weightBits());
      return step * peerFactor(design);
    }
  }

  /** A range that is not known before vectors were seen: see {@link RangeFinder}. */
  record Unknown() implements ConverterRange {

    /** As wide as can be: conversions before the range is known neither round nor clip. */
    @Override
    public Limits limits(ArrayDesign design, int slice, int tileRows) {
      double reach = 2.0 * Math.max(tileRows, design.tiling().rows());
      return new Limits(-reach, reach);
    }
  }
}
