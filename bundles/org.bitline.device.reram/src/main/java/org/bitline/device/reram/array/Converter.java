package org.bitline.device.reram.array;

/**
 * An analog-to-digital converter.
 *
 * @param bits resolution; 0 for an ideal one, whatever its model
 * @param model how codes lie in the range
 * @param range the range of each slice's converter
 * @param perStep whether each step of drive is converted, or their weighted analog sum once
 */
public record Converter(int bits, Model model, ConverterRange range, boolean perStep) {

  /** How codes lie. */
  public enum Model {
    /** 2^bits codes from one end of the range to the other; a symmetric range has none for 0. */
    UNIFORM,
    /** 2^bits − 1 codes; a symmetric range has one for 0. */
    SIGN_MAGNITUDE,
    /** No codes: neither rounds nor clips. */
    IDEAL
  }

  public Converter {
    if (bits < 0 || bits > 24) {
      throw new IllegalArgumentException("a converter has 1 to 24 bits, or 0, not " + bits);
    }
    if (bits > 0 && model == Model.IDEAL) {
      throw new IllegalArgumentException("an ideal converter has no " + bits + " bits");
    }
    if (bits == 1 && model == Model.SIGN_MAGNITUDE) {
      throw new IllegalArgumentException("one bit cannot hold a sign and a magnitude");
    }
  }

  /** Ends of a converter's range, in currents of a cell at the highest level at full drive. */
  public record Limits(double low, double high) {

    public Limits {
      if (!(high > low)) {
        throw new IllegalArgumentException(
            "a converter's range goes up, not from " + low + " to " + high);
      }
    }
  }

  /** The value of the code next to v. */
  double convert(double v, Limits limits) {
    double steps = (1 << bits) - (model == Model.UNIFORM ? 1 : 2);
    double width = limits.high() - limits.low();
    double clipped = Math.max(limits.low(), Math.min(limits.high(), v));
    return limits.low() + Math.rint((clipped - limits.low()) * steps / width) * width / steps;
  }
}
