package org.bitline.device.reram.wire;

import java.util.function.Supplier;

/**
 * An array of ohmic cells whose rows are all driven is one linear map: its effective matrix, found
 * once, gives every product with its wires. The matrices of {@link Wires#cached} wires are kept on
 * disk ({@link MatrixCache}).
 */
public final class EffectiveMatrix {

  private EffectiveMatrix() {}

  /**
   * Of one array.
   *
   * @param cells rows × columns, conductances over {@code maxSiemens}
   * @param wires not gated
   */
  public static double[] of(double[] cells, int rows, int columns, Wires wires, double maxSiemens) {
    return of(new double[][] {cells}, rows, columns, wires, maxSiemens);
  }

  /** Of a pair whose cells share column wires and stand on row wires of opposite drive. */
  public static double[] interleaved(
      double[] positive, double[] negative, int rows, int columns, Wires wires, double maxSiemens) {
    return of(new double[][] {positive, negative}, rows, columns, wires, maxSiemens);
  }

  private static double[] of(
      double[][] sides, int rows, int columns, Wires wires, double maxSiemens) {
    Segments segments = Segments.of(wires, maxSiemens);
    if (wires.gated()) {
      throw new IllegalArgumentException(
          "the drive of these wires decides the network, which has no matrix");
    }
    if (wires.columnOhm() == 0 && wires.rowOhm() == 0) {
      return difference(sides);
    }
    if (wires.columnOhm() == 0) {
      double[][] effective = new double[sides.length][];
      for (int s = 0; s < sides.length; s++) {
        effective[s] = Ladders.rows(sides[s], rows, columns, segments);
      }
      return difference(effective);
    }
    if (wires.rowOhm() == 0) {
      return Ladders.columns(sides, rows, columns, segments);
    }
    Supplier<double[]> network =
        () -> new NestedElimination(sides, rows, columns, segments).matrix();
    return wires.cached()
        ? MatrixCache.ofUser().get(sides, rows, columns, segments, network)
        : network.get();
  }

  private static double[] difference(double[][] sides) {
    double[] out = sides[0].clone();
    for (int i = 0; sides.length > 1 && i < out.length; i++) {
      out[i] -= sides[1][i];
    }
    return out;
  }
}
