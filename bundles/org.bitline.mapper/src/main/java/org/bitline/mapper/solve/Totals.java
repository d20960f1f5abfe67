package org.bitline.mapper.solve;

import java.util.List;

/**
 * What an assignment costs, in SI.
 *
 * @param noise sum of noise powers
 * @param used per device what it holds of each of its resources
 */
public record Totals(
    double energyJoules,
    double latencySeconds,
    double areaSquareMetres,
    double intervalSeconds,
    double noise,
    List<List<Long>> used) {

  /** One of them. */
  public double of(Quantity quantity) {
    return switch (quantity) {
      case ENERGY -> energyJoules;
      case LATENCY -> latencySeconds;
      case AREA -> areaSquareMetres;
      case INTERVAL -> intervalSeconds;
      case NOISE -> noise;
    };
  }
}
