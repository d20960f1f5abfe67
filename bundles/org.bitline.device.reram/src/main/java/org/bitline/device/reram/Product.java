package org.bitline.device.reram;

import java.util.function.IntFunction;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.BitPlanes;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.CrossbarKernels.Converter;
import org.bitline.numerics.CrossbarKernels.Workspace;
import org.bitline.numerics.MatrixKernels;
import org.bitline.numerics.PackedMatrix;

/** A programmed matrix: products with rounded input vectors, every plane and slice converted. */
final class Product implements Programmed {

  private static final int LANES = CrossbarKernels.LANES;
  private static final ThreadLocal<Workspace> WORKSPACE = ThreadLocal.withInitial(Workspace::new);

  private final ReramParameters p;
  private final Crossbar crossbar;
  private final Geometry geometry;
  private final float[] scales;
  private final float[] cells;
  private final CrossbarKernels kernels;
  private final MatrixKernels dense;
  private final PackedMatrix ideal;

  Product(
      ReramParameters p,
      Crossbar crossbar,
      WeightCodes weights,
      float[] cells,
      CrossbarKernels kernels,
      MatrixKernels dense) {
    this.p = p;
    this.crossbar = crossbar;
    this.geometry = Geometry.of(weights.rows(), weights.columns(), weights.bits(), p);
    this.scales = weights.scales();
    this.kernels = kernels;
    this.dense = dense;
    // Without a converter the slices and planes of a product add up to one dense product.
    this.ideal = p.adc().bits() == 0 ? collapse(cells) : new PackedMatrix(0, 0, new float[0][]);
    this.cells = p.adc().bits() == 0 ? new float[0] : cells;
  }

  @Override
  public Geometry geometry() {
    return geometry;
  }

  @Override
  public long run(
      InputCodes x, float factor, Block y, int toColumn, IntFunction<RandomStream> noise) {
    BitPlanes planes =
        new BitPlanes(x.codes(), x.rows().length, x.size(), p.array().rows(), x.bits());
    if (p.adc().bits() == 0) {
      collapsed(x, factor, y, toColumn);
      return planes.ones();
    }
    Converter converter = new Converter(-crossbar.largestCode(), crossbar.largestCode());
    int[] sums = new int[x.rows().length * LANES];
    for (int tile = 0; tile < Crossbar.tiles(geometry); tile++) {
      java.util.Arrays.fill(sums, 0);
      for (int block = 0; block < geometry.blocks(); block++) {
        for (int slice = 0; slice < geometry.slices(); slice++) {
          kernels.accumulate(
              cells,
              crossbar.at(geometry, tile, block, slice),
              planes,
              block,
              converter,
              1 << (slice * p.cell().bits()),
              sums,
              WORKSPACE.get());
        }
      }
      store(sums, tile, x, factor, y, toColumn);
    }
    return planes.ones();
  }

  private void store(int[] sums, int tile, InputCodes x, float factor, Block y, int toColumn) {
    int columns = Math.min(LANES, geometry.columns() - tile * LANES);
    for (int v = 0; v < x.rows().length; v++) {
      int to = x.rows()[v] * y.columns() + toColumn + tile * LANES;
      double scale = crossbar.lsbLevels() * x.scales()[v] * factor;
      for (int c = 0; c < columns; c++) {
        y.data()[to + c] = (float) (sums[v * LANES + c] * scale * scales[tile * LANES + c]);
      }
    }
  }

  private PackedMatrix collapse(float[] cells) {
    float[] sum = new float[geometry.rows() * geometry.columns()];
    for (int r = 0; r < geometry.rows(); r++) {
      int inBlock = r % p.array().rows() * LANES;
      for (int c = 0; c < geometry.columns(); c++) {
        double value = 0;
        for (int slice = 0; slice < geometry.slices(); slice++) {
          int at =
              crossbar.at(geometry, c / LANES, r / p.array().rows(), slice) + inBlock + c % LANES;
          value += cells[at] * (double) (1 << (slice * p.cell().bits()));
        }
        sum[r * geometry.columns() + c] = (float) value;
      }
    }
    return dense.pack(sum, geometry.rows(), geometry.columns());
  }

  private void collapsed(InputCodes x, float factor, Block y, int toColumn) {
    float[] in = new float[x.codes().length];
    for (int i = 0; i < in.length; i++) {
      in[i] = x.codes()[i];
    }
    int columns = geometry.columns();
    float[] out = new float[x.rows().length * columns];
    dense.multiply(in, 0, x.size(), x.rows().length, ideal, out, 0, columns);
    for (int v = 0; v < x.rows().length; v++) {
      int to = x.rows()[v] * y.columns() + toColumn;
      double scale = (double) x.scales()[v] * factor;
      for (int c = 0; c < columns; c++) {
        y.data()[to + c] = (float) (out[v * columns + c] * scale * scales[c]);
      }
    }
  }
}
