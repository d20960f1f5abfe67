package org.bitline.device.dram;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.device.WeightLayout;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.dram.numeric.Arithmetic;

/** A DRAM with PIM units: every product is spread over all channels. */
final class DramPimDevice implements Device {

  private static final String BANK_ROWS = "bank rows";

  private final DramPimParameters p;
  private final CostTable costs;
  private final PimWork work;
  private final Arithmetic arithmetic;
  private final int sums;
  private final Optional<Device> leavingSums;

  /**
   * @param arithmetic whose products have finished results
   * @param leaving whose products have the sums of lanes, where units leave these
   */
  DramPimDevice(
      DramPimParameters p,
      CostTable costs,
      PimWork work,
      Arithmetic arithmetic,
      Optional<Arithmetic> leaving) {
    this(
        p,
        costs,
        work,
        arithmetic,
        leaving.isPresent() ? p.lanes() : 1,
        leaving.map(
            a -> new DramPimDevice(p, costs, work.leavingSums(), a, p.lanes(), Optional.empty())));
  }

  private DramPimDevice(
      DramPimParameters p,
      CostTable costs,
      PimWork work,
      Arithmetic arithmetic,
      int sums,
      Optional<Device> leavingSums) {
    this.p = p;
    this.costs = costs;
    this.work = work;
    this.arithmetic = arithmetic;
    this.sums = sums;
    this.leavingSums = leavingSums;
  }

  @Override
  public int partialSums(Operation product) {
    return product instanceof StaticMatmul || product instanceof DynamicMatmul ? sums : 1;
  }

  @Override
  public Optional<WeightLayout> layout(StaticMatmul product, List<StaticMatmul> before) {
    return Optional.of(Layout.addresses(p, product, before));
  }

  @Override
  public Device leavingSums() {
    return leavingSums.orElse(this);
  }

  @Override
  public Support supports(Operation operation) {
    if (operation instanceof StaticMatmul || operation instanceof DynamicMatmul) {
      return arithmetic.supports(operation);
    }
    if (operation instanceof Add) {
      return work.adds()
          ? Support.yes()
          : Support.no("its PIM units multiply and accumulate, and cannot add two vectors");
    }
    return Support.no(
        "its PIM units multiply and add where the operands are in one row; they have no reduction,"
            + " exponential, root or table look-up");
  }

  @Override
  public Footprint capacity() {
    Memory.Organisation o = p.organisation();
    long banks = (long) p.channels() * o.ranks() * o.banks();
    return Footprint.of(BANK_ROWS, banks * (o.rowsPerBank() - o.reservedRows()));
  }

  @Override
  public Footprint footprint(Operation operation) {
    return operation instanceof StaticMatmul matmul
        ? Footprint.of(BANK_ROWS, work.rows(Gemm.of(matmul, 1)))
        : Footprint.NONE;
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    return work.timing(operation, load);
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    work.account(operation, load.tokens(), load.tokens(), ledger);
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    return operation instanceof StaticMatmul matmul ? work.loading(Gemm.of(matmul, 1), ledger) : 0;
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    return charged(matmul, arithmetic.place(matmul, tensors));
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    return charged(operation, arithmetic.scratch(operation));
  }

  private Resident charged(Operation operation, Resident resident) {
    return (inputs, kept, random, ledger) -> {
      charge(operation, inputs.get(0).segments(), kept, ledger);
      return resident.run(inputs, kept, random, ledger);
    };
  }

  private void charge(Operation operation, Segments segments, Selection kept, Ledger ledger) {
    for (int s = 0; s < segments.count(); s++) {
      int rows = segments.length(s);
      if (kept.rows().isPresent()) {
        int start = segments.start(s);
        rows = kept.rows().get().get(start, start + rows).cardinality();
      }
      if (rows > 0) {
        work.account(operation, segments.length(s), rows, ledger);
      }
    }
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  /** All stacks: the layout spreads every matrix over all channels. */
  @Override
  public Map<String, Double> provision(Footprint used) {
    Map<String, Double> counts = new LinkedHashMap<>();
    double ranks = (double) p.channels() * p.organisation().ranks();
    counts.put(Roles.STACK, (double) p.stacks());
    counts.put(Roles.PIM_UNIT, (double) p.channels() * work.unitsOfChannel());
    counts.put(Roles.BACKGROUND, ranks);
    boolean refreshed = p.refresh().kind() != org.bitline.device.dram.command.Refresh.Kind.NONE;
    counts.put(Roles.REFRESH, refreshed ? ranks : 0);
    return counts;
  }

  @Override
  public int resultBits(Operation operation) {
    return leavingSums.isPresent() || sums == 1
        ? arithmetic.resultBits()
        : arithmetic.resultBits() * partialSums(operation);
  }
}
