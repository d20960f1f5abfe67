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
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.dram.numeric.Arithmetic;
import org.bitline.device.dram.numeric.Arithmetics;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.Half;
import org.bitline.numerics.MatrixKernels;

/** A plain memory with a core: what its commands and the core's peak allow, nothing else. */
final class DramHostDevice implements Device {

  private static final String BYTES = "bytes";

  private final DramHostParameters p;
  private final CostTable costs;
  private final HostTraffic traffic;
  private final Arithmetic products;
  private final Float32Operations float32;

  DramHostDevice(
      DramHostParameters p, CostTable costs, HostTraffic traffic, MatrixKernels kernels) {
    this.p = p;
    this.costs = costs;
    this.traffic = traffic;
    this.products = Arithmetics.single(kernels, p.core().elementBits());
    this.float32 = new Float32Operations(kernels);
  }

  @Override
  public Support supports(Operation operation) {
    return Support.yes();
  }

  @Override
  public Footprint capacity() {
    Memory.Organisation o = p.organisation();
    long banks = (long) p.channels() * o.ranks() * o.banks();
    return Footprint.of(BYTES, banks * (o.rowsPerBank() - o.reservedRows()) * o.rowBits() / 8);
  }

  @Override
  public Footprint footprint(Operation operation) {
    return operation instanceof StaticMatmul matmul
        ? Footprint.of(BYTES, (long) Math.ceil(HostWork.weightBits(matmul, p) / 8))
        : Footprint.NONE;
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    HostWork work = HostWork.of(operation, load.tokens(), operation.rows(load.tokens()), p);
    double memory =
        traffic.reading(work.readBits() / p.channels())
            + traffic.writing(work.writeBits() / p.channels());
    double core = work.macs() / p.core().macRate() + work.passes() / p.core().passRate();
    double seconds = Math.max(memory, core);
    return new Timing(
        seconds,
        seconds,
        seconds / load.tokens(),
        java.util.Set.of("memory", "core"),
        memory > core ? "memory" : "core");
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    HostWork.of(operation, load.tokens(), operation.rows(load.tokens()), p).writeTo(ledger);
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    double bits = HostWork.weightBits(matmul, p);
    new HostWork(0, bits, 0, 0).writeTo(ledger);
    return traffic.writing(bits / p.channels());
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    return charged(matmul, products.place(matmul, tensors));
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    if (operation instanceof DynamicMatmul || operation instanceof Add) {
      return charged(operation, products.scratch(operation));
    }
    Resident exact = float32.prepare(operation, tensors);
    return charged(
        operation,
        (inputs, kept, stream, ledger) -> stored(exact.run(inputs, kept, stream, ledger)));
  }

  private Block stored(Block block) {
    if (p.core().elementBits() == 16) {
      for (int i = 0; i < block.data().length; i++) {
        block.data()[i] = Half.round(block.data()[i]);
      }
    }
    return block.withBits(p.core().elementBits());
  }

  private Resident charged(Operation operation, Resident resident) {
    return (inputs, kept, random, ledger) -> {
      Segments segments = inputs.get(0).segments();
      for (int s = 0; s < segments.count(); s++) {
        int rows = rows(operation, segments, s, kept);
        if (rows > 0) {
          HostWork.of(operation, segments.length(s), rows, p).writeTo(ledger);
        }
      }
      return resident.run(inputs, kept, random, ledger);
    };
  }

  private static int rows(Operation operation, Segments segments, int segment, Selection kept) {
    if (operation instanceof Pool) {
      return kept.keeps(segment) ? 1 : 0;
    }
    int rows = 0;
    for (int r = segments.start(segment); r < segments.start(segment + 1); r++) {
      rows += kept.keeps(r) ? 1 : 0;
    }
    return rows;
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  @Override
  public Map<String, Double> provision(Footprint used) {
    double ranks = (double) p.channels() * p.organisation().ranks();
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put(Roles.STACK, (double) p.stacks());
    counts.put(Roles.BACKGROUND, ranks);
    boolean refreshed = p.refresh().kind() != org.bitline.device.dram.command.Refresh.Kind.NONE;
    counts.put(Roles.REFRESH, refreshed ? ranks : 0);
    counts.put(Roles.CORE, 1.0);
    return counts;
  }

  @Override
  public int resultBits(Operation operation) {
    return p.core().elementBits();
  }
}
