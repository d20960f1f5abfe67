package org.bitline.device.dram;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.MatrixKernels;

/**
 * HBM2 with a PIM unit for every two banks.
 *
 * <p>Every product is spread over all channels. A matrix takes the rows of the simulator's layout:
 * tiles of 128 inputs by 64 outputs per channel, padded, two rows in one bank of each unit per
 * tile.
 */
final class DramPimDevice implements Device {

  private static final String BANK_ROWS = "bank rows";

  private final DramPimParameters p;
  private final CostTable costs;
  private final PimTiming timing;
  private final Products products;

  DramPimDevice(DramPimParameters p, CostTable costs, MatrixKernels kernels) {
    this.p = p;
    this.costs = costs;
    this.timing = new PimTiming(p);
    this.products = new Products(kernels);
  }

  @Override
  public Support supports(Operation operation) {
    if (operation instanceof StaticMatmul
        || operation instanceof DynamicMatmul
        || operation instanceof Add) {
      return Support.yes();
    }
    return Support.no(
        "its PIM units multiply and add where the operands are in one row; they have no reduction,"
            + " exponential, root or table look-up");
  }

  @Override
  public Footprint capacity() {
    DramPimParameters.Organisation organisation = p.organisation();
    return Footprint.of(
        BANK_ROWS,
        (long) p.channels()
            * PimUnit.BANKS
            * (organisation.rowsPerBank() - organisation.reservedRows()));
  }

  @Override
  public Footprint footprint(Operation operation) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return Footprint.NONE;
    }
    Gemv gemv = Gemv.of(matmul, 1);
    long tiles = (long) gemv.inputTiles() * PimUnit.ceil(gemv.outputTiles(), p.channels());
    return Footprint.of(BANK_ROWS, tiles * PimUnit.TILE_ROWS * PimUnit.PER_CHANNEL * p.channels());
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    return timing.of(operation, load);
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    Counts.execution(operation, load.tokens(), load.tokens(), ledger);
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    Gemv gemv = Gemv.of(matmul, 1);
    Counts.hostWrite(gemv.matrixBits(), ledger);
    return timing.loading(gemv);
  }

  @Override
  public Resident place(StaticMatmul operation, Tensors tensors, RandomStream random) {
    return products.place(operation, tensors);
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    if (operation instanceof DynamicMatmul matmul) {
      return products.dynamic(matmul);
    } else if (operation instanceof Add add) {
      return products.sum(add);
    }
    throw new IllegalArgumentException("the device does not run " + operation.kind());
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  /** All stacks: the layout spreads every matrix over all channels. */
  @Override
  public Map<String, Double> provision(Footprint used) {
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put(Roles.STACK, (double) p.stacks());
    counts.put(Roles.PIM_UNIT, (double) p.channels() * PimUnit.PER_CHANNEL);
    counts.put(Roles.BACKGROUND, (double) p.channels());
    counts.put(Roles.REFRESH, p.refresh().enabled() ? p.channels() : 0.0);
    return counts;
  }

  @Override
  public int resultBits(Operation operation) {
    return PimUnit.ELEMENT_BITS;
  }
}
