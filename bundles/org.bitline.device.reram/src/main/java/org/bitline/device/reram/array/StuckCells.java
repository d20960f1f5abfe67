package org.bitline.device.reram.array;

import java.util.Optional;
import org.bitline.api.tensor.RandomStream;
import org.bitline.device.reram.array.Mapping.Side;

/**
 * Cells that stay at the largest conductance (stuck at low resistance, LRS) or at the smallest
 * (HRS), exactly, whatever is written.
 *
 * <p>Where they are is either drawn, by slice, side, and row and column of the whole matrix, so
 * that a part of a matrix has the stuck cells of the whole; or it is a map of one array that every
 * array has, by position in the array, so that a part has those of the whole where it begins at a
 * multiple of the array's rows and columns. Clusters are aligned to multiples of their size; a cell
 * is stuck with the given probability whatever the pattern.
 *
 * <p>Spare columns, the last of an array, replace its columns with most stuck cells: the worst
 * first, the leftmost of equals, each by the best spare that is left, as long as that is better.
 * Each array of a pair has its own.
 *
 * @param low probability of a cell at LRS
 * @param high probability of a cell at HRS
 * @param cluster cells that are stuck together
 * @param map of an array, in place of draws
 * @param spares spare columns of an array
 */
public record StuckCells(
    double low, double high, Pattern pattern, int cluster, Optional<FaultMap> map, int spares) {

  public static final StuckCells NONE =
      new StuckCells(0, 0, Pattern.UNIFORM, 1, Optional.empty(), 0);

  /** Which cells are stuck together. */
  public enum Pattern {
    UNIFORM,
    ROWS,
    COLUMNS
  }

  public boolean present() {
    return low > 0 || high > 0 || map.isPresent();
  }

  /** The same with a map in place of draws. */
  public StuckCells with(FaultMap other) {
    return new StuckCells(low, high, pattern, cluster, Optional.of(other), spares);
  }

  /**
   * Overwrites stuck cells of an array.
   *
   * @param siemens rows × width, a unit column first
   * @param arrays stream of what is wrong with arrays
   */
  void stick(
      double[] siemens, Place place, int slice, Side side, Cells cells, RandomStream arrays) {
    int width = siemens.length / place.tile().rows();
    RandomStream stream = arrays.at("stuck").at(2L * slice + side.ordinal());
    byte[][] columns = new byte[width][];
    for (int c = 0; c < width; c++) {
      columns[c] = column(place, c, stream);
    }
    replace(columns, place, stream);
    for (int i = 0; i < siemens.length; i++) {
      byte state = columns[i % width][i / width];
      if (state != FaultMap.GOOD) {
        siemens[i] = state == FaultMap.LOW_RESISTANCE ? cells.maxSiemens() : cells.minSiemens();
      }
    }
  }

  /** Where an array is: its tile, and the weights that this is a part of. */
  record Place(Tile tile, Weights weights, int unit) {

    long row(int r) {
      return weights.firstRow() + (long) tile.row() + r;
    }

    long column(int c) {
      return weights.firstColumn() + (long) tile.column() + c;
    }
  }

  private byte[] column(Place place, int c, RandomStream stream) {
    byte[] states = new byte[place.tile().rows()];
    for (int r = 0; r < states.length; r++) {
      states[r] =
          map.isPresent()
              ? map.get().at(r, c)
              : c < place.unit()
                  ? drawn(stream.at("unit").at(place.column(0)), place.row(r), 0, 1)
                  : drawn(
                      stream,
                      place.row(r),
                      place.column(c - place.unit()),
                      place.weights().wholeColumns());
    }
    return states;
  }

  /** The state of a cell by its row and column in columns across. */
  private byte drawn(RandomStream stream, long row, long column, long across) {
    long cell =
        switch (pattern) {
          case UNIFORM -> row * across + column;
          case ROWS -> row * across + column / cluster;
          case COLUMNS -> row / cluster * across + column;
        };
    double u = stream.uniform(cell);
    return u < low ? FaultMap.LOW_RESISTANCE : u < low + high ? FaultMap.HIGH_RESISTANCE : 0;
  }

  private void replace(byte[][] columns, Place place, RandomStream stream) {
    RandomStream spare = stream.at("spare").at(place.column(0));
    boolean[] used = new boolean[spares];
    boolean[] replaced = new boolean[columns.length];
    for (int turn = 0; turn < spares; turn++) {
      int worst = -1;
      for (int c = 0; c < columns.length; c++) {
        worst =
            !replaced[c] && (worst < 0 || stuck(columns[c]) > stuck(columns[worst])) ? c : worst;
      }
      int best = -1;
      byte[] bestStates = new byte[0];
      for (int k = 0; k < spares; k++) {
        byte[] states = used[k] ? bestStates : spare(place, k, spare);
        if (!used[k] && (best < 0 || stuck(states) < stuck(bestStates))) {
          best = k;
          bestStates = states;
        }
      }
      if (worst < 0 || stuck(bestStates) >= stuck(columns[worst])) {
        return;
      }
      used[best] = true;
      replaced[worst] = true;
      columns[worst] = bestStates;
    }
  }

  private byte[] spare(Place place, int k, RandomStream stream) {
    byte[] states = new byte[place.tile().rows()];
    for (int r = 0; r < states.length; r++) {
      states[r] =
          map.isPresent()
              ? map.get().at(r, map.get().columns() - spares + k)
              : drawn(stream, place.row(r), k, spares);
    }
    return states;
  }

  private static int stuck(byte[] states) {
    int count = 0;
    for (byte state : states) {
      count += state == FaultMap.GOOD ? 0 : 1;
    }
    return count;
  }
}
