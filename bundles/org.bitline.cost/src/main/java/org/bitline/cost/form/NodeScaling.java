package org.bitline.cost.form;

/**
 * Factors that bring figures of digital logic from one technology node to another.
 *
 * <p>Area and energy: tables of A. Stillmaker and B. Baas, "Scaling equations for the accurate
 * prediction of CMOS device performance from 180 nm to 7 nm", Integration 58 (2017) 74-81, 130 nm
 * and below; between its nodes, and beyond them, as hwcomponents (Accelergy-Project/hwcomponents
 * e67d7f1, techscaling.py) reads them: linear in the table's index, which is linear in the node
 * between two neighbours; beyond the table area in proportion to the node and energy to its square
 * root. Leakage power has the factor of energy. Latency is in proportion to the node, which is that
 * library's rule and not the paper's own fit of the delay.
 *
 * <p>The area table is rounded in the paper, so the factor of a node between two of its nodes to
 * itself is not 1, and a factor forth is not the inverse of the one back.
 */
public final class NodeScaling {

  /** The nodes at the ends of the table, in nm. */
  public static final double SMALLEST_NM = 7;

  public static final double LARGEST_NM = 130;

  /** The supply at which hwcomponents takes the energy, in V. */
  public static final double USUAL_VOLTS = 0.8;

  private static final double SMALLEST_ENERGY_NM = 1;

  private static final double[] NODES = {130, 90, 65, 45, 32, 20, 16, 14, 10, 7};

  /** Energy of each node over the supply V: a V^2 + b V + c. */
  private static final double[][] ENERGY = {
    {7.171, -6.709, 2.904},
    {4.762, -4.781, 2.092},
    {3.755, -4.398, 1.975},
    {1.103, -0.362, 0.2767},
    {0.9559, -0.7823, 0.471},
    {0.373, -0.1582, 0.04104},
    {0.2958, -0.1241, 0.03024},
    {0.2363, -0.09675, 0.02239},
    {0.2068, -0.09311, 0.02375},
    {0.1776, -0.09097, 0.02447}
  };

  /** Area factor from the node of the row to that of the column. */
  private static final double[][] AREA = {
    {1, 0.44, 0.23, 0.16, 0.072, 0.033, 0.03, 0.027, 0.016, 0.0092},
    {2.3, 1, 0.53, 0.35, 0.16, 0.075, 0.067, 0.061, 0.036, 0.021},
    {4.3, 1.9, 1, 0.66, 0.31, 0.14, 0.13, 0.12, 0.068, 0.039},
    {6.4, 2.8, 1.5, 1, 0.46, 0.21, 0.19, 0.17, 0.1, 0.059},
    {14, 6.1, 3.3, 2.2, 1, 0.46, 0.41, 0.38, 0.22, 0.13},
    {30, 13, 7.1, 4.7, 2.2, 1, 0.89, 0.82, 0.48, 0.28},
    {34, 15, 7.9, 5.3, 2.4, 1.1, 1, 0.91, 0.54, 0.31},
    {37, 16, 8.7, 5.8, 2.7, 1.2, 1.1, 1, 0.59, 0.34},
    {63, 28, 15, 9.8, 4.5, 2.1, 1.9, 1.7, 1, 0.58},
    {110, 48, 25, 17, 7.8, 3.6, 3.2, 2.9, 1.7, 1}
  };

  private NodeScaling() {}

  /** Whether the node lies in the table. */
  public static boolean covers(double nm) {
    return nm >= SMALLEST_NM && nm <= LARGEST_NM;
  }

  /** Factor of an area. */
  public static double area(double fromNm, double toNm) {
    Place from = Place.of(fromNm);
    Place to = Place.of(toNm);
    double sum = 0;
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double weight = from.weight(i) * to.weight(j);
        if (weight != 0) {
          sum += weight * AREA[from.index() + i][to.index() + j];
        }
      }
    }
    return to.beyond() / from.beyond() * sum;
  }

  /** Factor of an energy, and of leakage power, at a supply in V. */
  public static double energy(double fromNm, double toNm, double volts) {
    Place from = Place.of(Math.max(fromNm, SMALLEST_ENERGY_NM));
    Place to = Place.of(Math.max(toNm, SMALLEST_ENERGY_NM));
    return Math.sqrt(to.beyond() / from.beyond()) * to.energy(volts) / from.energy(volts);
  }

  /** Factor of a latency. */
  public static double latency(double fromNm, double toNm) {
    return toNm / fromNm;
  }

  /**
   * A node's place in the table.
   *
   * @param index of the larger table node
   * @param share of the way to the next smaller one, below 1
   * @param beyond the node over the end of the table that stands for it; 1 inside
   */
  private record Place(int index, double share, double beyond) {

    static Place of(double nm) {
      double inside = Math.min(Math.max(nm, SMALLEST_NM), LARGEST_NM);
      int smaller = 0;
      while (NODES[smaller] > inside) {
        smaller++;
      }
      if (NODES[smaller] == inside) {
        return new Place(smaller, 0, nm / inside);
      }
      double larger = NODES[smaller - 1];
      double index = smaller - (inside - NODES[smaller]) / (larger - NODES[smaller]);
      return new Place(smaller - 1, index - (smaller - 1), nm / inside);
    }

    double weight(int next) {
      return next == 0 ? 1 - share : share;
    }

    double energy(double volts) {
      double value = polynomial(index, volts);
      return share == 0 ? value : (1 - share) * value + share * polynomial(index + 1, volts);
    }

    private static double polynomial(int node, double volts) {
      double[] p = ENERGY[node];
      return p[0] * volts * volts + p[1] * volts + p[2];
    }
  }
}
