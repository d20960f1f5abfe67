package org.bitline.device.reram.cell;

/** Errors of SONOS cells: {@link SonosSpread}. */
public final class Sonos {

  private Sonos() {}

  /**
   * Programming error, or, after some days, what is left of the target.
   *
   * @param days 0 to 5
   */
  public static NormalError after(double days, double readVoltage) {
    return new NormalError(SonosSpread.after(days, readVoltage));
  }

  /** What is left of the target in the mean, without spread. */
  public static NormalError meanAfter(double days, double readVoltage) {
    SonosSpread spread = SonosSpread.after(days, readVoltage);
    return new NormalError(new SonosSpread(readVoltage, spread.mean(), 0, spread.b()));
  }

  /** Read noise. */
  public static NormalError read(double readVoltage) {
    return new NormalError(SonosSpread.read(readVoltage));
  }
}
