package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.ArrayTile;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.CrossbarKernels.Workspace;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.NoiseKeys;
import org.bitline.numerics.Parallel;

/**
 * A programmed matrix on the crossbar kernels: every plane, slice and conversion, but those of row
 * blocks whose converters are proven neither to clip nor to round. Tiles of columns are worked on
 * in parallel, where the caller's pool has idle threads.
 */
final class Product implements Programmed {

  private static final int LANES = CrossbarKernels.LANES;
  private static final ThreadLocal<Workspace> WORKSPACE = ThreadLocal.withInitial(Workspace::new);

  private final Geometry geometry;
  private final Crossbar crossbar;
  private final Layout layout;
  private final ArrayTile[][][] arrays;
  private final float[] scales;
  private final CrossbarKernels kernels;
  private final Collapsed collapsed;

  Product(
      Geometry geometry,
      CellStore cells,
      float[] scales,
      CrossbarKernels kernels,
      MatrixKernels dense) {
    this.geometry = geometry;
    this.layout = cells.layout();
    this.crossbar = layout.crossbar();
    this.scales = scales;
    this.kernels = kernels;
    this.collapsed = Collapsed.of(cells, dense);
    // Where all is one dense product, the cells themselves are not needed any more.
    boolean all = collapsed.blocks() == layout.blocks();
    this.arrays = all ? new ArrayTile[0][][] : arrays(cells);
  }

  private static ArrayTile[][][] arrays(CellStore cells) {
    Layout layout = cells.layout();
    ArrayTile[][][] arrays = new ArrayTile[layout.tiles() + layout.unitTiles()][layout.blocks()][];
    for (int tile = 0; tile < arrays.length; tile++) {
      for (int block = 0; block < layout.blocks(); block++) {
        arrays[tile][block] = cells.arrays(tile, block);
      }
    }
    return arrays;
  }

  /** Whether all is one dense product: no converter clips or rounds. */
  boolean collapsed() {
    return arrays.length == 0;
  }

  @Override
  public List<String> notes() {
    List<String> notes = new ArrayList<>(HowComputed.wires(crossbar.design()));
    if (!crossbar.open() && collapsed.blocks() > 0) {
      notes.add(collapsed() ? HowComputed.ALL_COLLAPSED : HowComputed.SOME_COLLAPSED);
    }
    return notes;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long run(
      InputCodes x, float factor, Block y, int toColumn, IntFunction<RandomStream> streams) {
    Result result = new Result(x, factor, y, toColumn);
    float[][] dense = collapsed.multiply(x);
    if (collapsed()) {
      result.dense(dense);
      return crossbar.driven(x);
    }
    BitPlanes planes = crossbar.planes(x);
    Batch batch = new Batch(planes, crossbar.squares(x, planes), keys(x, planes, streams));
    int[][] units = new int[layout.unitTiles()][x.rows().length * LANES];
    Parallel.range(units.length, unit -> batch.read(arrays[layout.tiles() + unit], units[unit]));
    Parallel.range(
        layout.tiles(),
        tile -> {
          int[] sums = new int[x.rows().length * LANES];
          batch.read(arrays[tile], sums);
          result.tile(tile, sums, units, dense);
        });
    return planes.driven();
  }

  private NoiseKeys keys(InputCodes x, BitPlanes planes, IntFunction<RandomStream> streams) {
    return crossbar.design().noisy()
        ? ReadNoise.keys(layout, x.rows(), planes.planes(), streams)
        : new NoiseKeys(0, 0, 0);
  }

  /** One batch of inputs. */
  private final class Batch {

    private final BitPlanes planes;
    private final BitPlanes squares;
    private final NoiseKeys keys;

    Batch(BitPlanes planes, BitPlanes squares, NoiseKeys keys) {
      this.planes = planes;
      this.squares = squares;
      this.keys = keys;
    }

    /** Adds the codes of a tile's arrays. */
    void read(ArrayTile[][] tile, int[] sums) {
      Workspace workspace = WORKSPACE.get();
      for (int block = 0; block < tile.length; block++) {
        if (collapsed.holds(block)) {
          continue;
        }
        for (ArrayTile array : tile[block]) {
          if (array.variances().length > 0) {
            kernels.accumulate(array, planes, squares, block, keys, sums, workspace);
          } else {
            kernels.accumulate(array, planes, block, sums, workspace);
          }
        }
      }
    }
  }

  /** Sums of codes as values of a block. */
  private final class Result {

    private final InputCodes x;
    private final Block y;
    private final int toColumn;
    private final double[] scale;
    private final double[] constant;

    Result(InputCodes x, float factor, Block y, int toColumn) {
      this.x = x;
      this.y = y;
      this.toColumn = toColumn;
      this.scale = new double[x.rows().length];
      this.constant = new double[scale.length];
      double floor = crossbar.floor(layout.blocks() - collapsed.blocks());
      for (int v = 0; v < scale.length; v++) {
        scale[v] = crossbar.lsbCodes() * x.scales()[v] * factor;
        constant[v] = floor - crossbar.reference(x, v);
      }
    }

    void tile(int tile, int[] sums, int[][] units, float[][] dense) {
      int count = Math.min(LANES, layout.columns() - tile * LANES);
      for (int v = 0; v < scale.length; v++) {
        int to = x.rows()[v] * y.columns() + toColumn + tile * LANES;
        for (int c = 0; c < count; c++) {
          int column = tile * LANES + c;
          double sum = sums[v * LANES + c] + constant[v];
          if (units.length > 0) {
            int array = column / crossbar.columns();
            sum -= units[array / LANES][v * LANES + array % LANES];
          }
          for (float[] part : dense) {
            sum += part[v * layout.columns() + column];
          }
          y.data()[to + c] = (float) (sum * scale[v] * scales[column]);
        }
      }
    }

    void dense(float[][] dense) {
      int columns = layout.columns();
      for (int v = 0; v < scale.length; v++) {
        int to = x.rows()[v] * y.columns() + toColumn;
        for (int c = 0; c < columns; c++) {
          double sum = constant[v];
          for (float[] part : dense) {
            sum += part[v * columns + c];
          }
          y.data()[to + c] = (float) (sum * scale[v] * scales[c]);
        }
      }
    }
  }
}
