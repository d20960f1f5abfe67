package org.bitline.device.reram.cell;

import org.bitline.api.tensor.RandomStream;

/**
 * Random telegraph noise: a cell with a trap conducts G, or G (1 − amplitude) while the trap is
 * occupied. The trap's state is drawn for every cell and read: it is faster than the time between
 * reads, so that reads are independent. A sum of few cells is not Gaussian, so nothing but the
 * sampling of cells stands for it.
 *
 * @param amplitude part of the conductance that an occupied trap takes, 0 to 1
 * @param occupancy probability of an occupied trap in a read
 * @param affected part of the cells that have a trap, drawn when arrays are made
 */
public record TelegraphNoise(double amplitude, double occupancy, double affected) {

  public static final TelegraphNoise NONE = new TelegraphNoise(0, 0, 0);

  public boolean present() {
    return amplitude > 0 && occupancy > 0 && affected > 0;
  }

  /** Whether a cell has a trap. */
  public boolean trap(RandomStream arrays, long cell) {
    return arrays.uniform(cell) < affected;
  }

  /** The factor of a cell with a trap in one read. */
  public double factor(RandomStream read, long cell) {
    return read.uniform(cell) < occupancy ? 1 - amplitude : 1;
  }

  /** Mean of the factor of a cell, trap or not. */
  public double mean() {
    return 1 - affected * occupancy * amplitude;
  }
}
