package org.bitline.device.reram.cell;

import java.util.List;

/**
 * SONOS charge-trap transistors as memory cells, measured by current: I = G · Vread.
 *
 * <p>After t days the mean is I + Σ_k c_k(t) I^k and the standard deviation A(t) (1 − exp(−I /
 * B(t))), I, A and B in nA; c, A and B are interpolated between whole days. Coefficients: CrossSim
 * 3.2.0 (simulator/devices/custom/SONOS.py), fitted to Xiao et al., "An accurate, error-tolerant,
 * and energy-efficient neural network inference engine based on SONOS analog memory", IEEE
 * Transactions on Circuits and Systems I 69(4), 2022, doi:10.1109/TCSI.2021.3134313. Currents up to
 * 1800 nA with drift, 3200 nA without.
 *
 * @param readVoltage in V
 * @param mean polynomial of the drift
 * @param a amplitude of the spread, nA
 * @param b saturation of the spread, nA
 */
record SonosSpread(double readVoltage, Polynomial mean, double a, double b)
    implements NormalError.Spread {

  /** The last day of the data. */
  static final double LAST_DAY = 5;

  private static final List<Polynomial> MEAN =
      List.of(
          Polynomial.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
          Polynomial.of(
              1.72684e-01,
              5.72552e-02,
              -6.85715e-04,
              3.50271e-06,
              -9.37682e-09,
              1.40575e-11,
              -1.19803e-14,
              5.41293e-18,
              -8.85448e-22,
              -1.66869e-25,
              5.95180e-29),
          Polynomial.of(
              2.50712e-01,
              6.62195e-02,
              -6.83218e-04,
              2.99442e-06,
              -6.78255e-09,
              7.70482e-12,
              -3.04983e-15,
              -2.15919e-18,
              2.94617e-21,
              -1.23359e-24,
              1.85329e-28),
          Polynomial.of(
              -1.75300e-02,
              9.76883e-02,
              -9.63791e-04,
              4.55551e-06,
              -1.22391e-08,
              1.93786e-11,
              -1.85899e-14,
              1.07659e-17,
              -3.58211e-21,
              5.96785e-25,
              -3.30410e-29),
          Polynomial.of(
              4.03338e-02,
              1.03111e-01,
              -1.04740e-03,
              4.83961e-06,
              -1.28132e-08,
              1.99484e-11,
              -1.85139e-14,
              1.00008e-17,
              -2.84944e-21,
              3.01008e-25,
              1.18747e-29),
          Polynomial.of(
              3.19927e-01,
              1.06596e-01,
              -1.04054e-03,
              4.50290e-06,
              -1.10352e-08,
              1.56477e-11,
              -1.27592e-14,
              5.45513e-18,
              -7.26841e-22,
              -2.43893e-25,
              7.14608e-29));

  private static final double[] A = {19.88665, 25.59102, 28.72753, 31.04318, 33.76214, 34.57909};
  private static final double[] B = {
    176.3115, 186.85544, 193.56834, 198.90332, 204.77023, 207.34309
  };

  /** After some days, 0 to 5; 0 is fresh programming. */
  static SonosSpread after(double days, double readVoltage) {
    if (!(days >= 0 && days <= LAST_DAY)) {
      throw new IllegalArgumentException(
          "SONOS drift is known from 0 to 5 days, not after " + days + " days");
    }
    int day = (int) Math.min(days, LAST_DAY - 1);
    double f = days - day;
    return new SonosSpread(
        readVoltage,
        MEAN.get(day).towards(MEAN.get(day + 1), f),
        (1 - f) * A[day] + f * A[day + 1],
        (1 - f) * B[day] + f * B[day + 1]);
  }

  /** Of one read. */
  static SonosSpread read(double readVoltage) {
    return new SonosSpread(readVoltage, MEAN.get(0), 12.58037, 215.36557);
  }

  @Override
  public double centre(double siemens) {
    double current = siemens * readVoltage * 1e9;
    return (current + mean.at(current)) / (readVoltage * 1e9);
  }

  /** The spread follows the drifted mean. */
  @Override
  public double sigma(double siemens) {
    double current = centre(siemens) * readVoltage * 1e9;
    return Math.max(0, a - a * StrictMath.exp(-current / b)) / (readVoltage * 1e9);
  }
}
