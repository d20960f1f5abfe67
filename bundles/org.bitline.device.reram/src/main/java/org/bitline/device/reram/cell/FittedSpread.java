package org.bitline.device.reram.cell;

/**
 * A standard deviation fitted to measured cells: sigma = max(0, polynomial in g), both in µS.
 *
 * <p>Coefficients are those that CrossSim 3.2.0 ships (simulator/devices/custom).
 */
public record FittedSpread(Kind kind) implements NormalError.Spread {

  /** Which cells. */
  public enum Kind {
    /**
     * Phase change memory, g up to 25 µS. Joshi et al., "Accurate deep neural network inference
     * using computational phase-change memory", Nature Communications 11, 2473, 2020,
     * doi:10.1038/s41467-020-16108-9.
     */
    PCM_JOSHI(25, 0.28638599, 0.07585724, -0.00178767),
    /**
     * Metal-oxide ReRAM, g from 50 to 225 µS. Milo et al., "Optimized programming algorithms for
     * multilevel RRAM in hardware neural networks", IRPS 2021, doi:10.1109/IRPS46558.2021.9405119.
     */
    RRAM_MILO(225, 4.782321, -0.009107),
    /**
     * ReRAM of the NeuRRAM chip, g up to 39.26 µS. Wan et al., "A compute-in-memory chip based on
     * resistive random-access memory", Nature 608, 2022.
     */
    RRAM_WAN(39.26, 1.053, 2.374e-1, -1.167e-2, 1.536e-4);

    private final double largestMicrosiemens;
    private final Polynomial sigma;

    Kind(double largestMicrosiemens, double... sigma) {
      this.largestMicrosiemens = largestMicrosiemens;
      this.sigma = Polynomial.of(sigma);
    }

    /** The end of the fit's range, in S. */
    public double largest() {
      return largestMicrosiemens * 1e-6;
    }
  }

  @Override
  public double sigma(double siemens) {
    return Math.max(0, kind.sigma.at(siemens * 1e6)) * 1e-6;
  }
}
