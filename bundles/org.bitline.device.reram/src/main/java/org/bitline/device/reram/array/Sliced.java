package org.bitline.device.reram.array;

import org.bitline.device.reram.array.Offset.Reference;

/**
 * Digits of an integer weight in several cells: z = rint(w (2^(W−1) − 1)), digits of |z| in pairs,
 * or of z + 2^(W−1) in single cells, base 2^b, least significant first; the last slice takes all
 * that is left. A digit d is the conductance g₀ + (1 − g₀) d/(2^b − 1).
 *
 * @param base pairs, one-sided, or single cells with their reference
 * @param weightBits W, sign included
 * @param slices 1 to 8
 * @param digitBits b
 */
public record Sliced(Mapping base, int weightBits, int slices, int digitBits) implements Mapping {

  public Sliced {
    if (base instanceof Sliced
        || base instanceof Differential d && d.sides() == Differential.Sides.TWO_SIDED) {
      throw new IllegalArgumentException("digits of a weight lie in one-sided pairs or one cell");
    }
    if (slices < 1 || slices > 8) {
      throw new IllegalArgumentException("a weight has 1 to 8 slices, not " + slices);
    }
    int bits = base.differential() ? weightBits - 1 : weightBits;
    if (slices * digitBits < bits) {
      throw new IllegalArgumentException(
          slices + " slices of " + digitBits + " bits do not hold " + bits + " bits");
    }
    if (slices > weightBits) {
      throw new IllegalArgumentException(
          slices + " slices are more than the " + weightBits + " bits of a weight");
    }
  }

  /** With the bits per digit that CrossSim takes for a number of slices. */
  public static Sliced of(Mapping base, int weightBits, int slices) {
    int bits = base.differential() ? weightBits - 1 : weightBits;
    int digit = weightBits % slices == 0 ? weightBits / slices : (bits + slices - 1) / slices;
    return new Sliced(base, weightBits, slices, digit);
  }

  @Override
  public boolean differential() {
    return base.differential();
  }

  @Override
  public boolean analogSubtraction() {
    return base.analogSubtraction();
  }

  @Override
  public boolean interleaved() {
    return base.interleaved();
  }

  @Override
  public boolean unitColumn() {
    return base.unitColumn();
  }

  private double largest() {
    return (1 << (weightBits - 1)) - 1;
  }

  @Override
  public double target(double w, int slice, Side side, Cells cells) {
    double z = w * largest();
    if (!base.differential()) {
      return conductance((long) Math.rint(z + (1 << (weightBits - 1))), slice, cells);
    }
    long code = (long) Math.rint(z);
    boolean carries = side == Side.POSITIVE ? code >= 0 : code < 0;
    return conductance(carries ? Math.abs(code) : 0, slice, cells);
  }

  private double conductance(long code, int slice, Cells cells) {
    long rest = code >> (slice * digitBits);
    long digit = slice == slices - 1 ? rest : rest & ((1 << digitBits) - 1);
    return cells.floor() + digit * step(slice, cells);
  }

  /** The digits of weight zero, 2^(W−1): only one of them is not 0. */
  @Override
  public double unit(int slice, Cells cells) {
    return conductance(1L << (weightBits - 1), slice, cells);
  }

  @Override
  public double step(int slice, Cells cells) {
    return cells.span() / ((1 << digitBits) - 1);
  }

  @Override
  public double gain(int slice, Cells cells) {
    return StrictMath.scalb(1.0, slice * digitBits) / step(slice, cells) / largest();
  }

  @Override
  public double inputGain(Cells cells) {
    if (!(base instanceof Offset offset) || offset.reference() == Reference.UNIT_COLUMN) {
      return 0;
    }
    double lowest = 0;
    for (int slice = 0; slice < slices; slice++) {
      lowest += gain(slice, cells) * cells.floor();
    }
    return lowest + (1 << (weightBits - 1)) / largest();
  }
}
