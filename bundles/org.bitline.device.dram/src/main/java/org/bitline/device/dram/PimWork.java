package org.bitline.device.dram;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Style;
import org.bitline.device.dram.Work.Share;
import org.bitline.device.dram.command.SteadyState;

/** Time and activity of operations on PIM units. */
final class PimWork {

  /** A way to run products, and its engine. */
  private record Way(Units units, SteadyState engine, PimTiming timing) {}

  private final DramPimParameters p;
  private final Optional<CustomProgram> program;
  private final List<Way> ways;
  private final HostTraffic host;
  private final boolean leavesSums;

  PimWork(DramPimParameters p, Cycles cycles, Optional<CustomProgram> program) {
    this.p = p;
    this.program = program;
    this.host =
        new HostTraffic(p.organisation(), p.delays(), p.refresh(), cycles, p.host().window());
    Stream<Kernel> kernels =
        p.unit().kernel() == Kernel.FASTEST
            ? Stream.of(Kernel.GEMV, Kernel.REUSE)
            : Stream.of(p.unit().kernel());
    this.ways = kernels.map(kernel -> way(p, cycles, kernel)).toList();
    this.leavesSums = false;
  }

  private PimWork(PimWork other) {
    this.p = other.p;
    this.program = other.program;
    this.ways = other.ways;
    this.host = other.host;
    this.leavesSums = true;
  }

  /** The same with sums of lanes left to another device. */
  PimWork leavingSums() {
    return new PimWork(this);
  }

  private Way way(DramPimParameters parameters, Cycles cycles, Kernel kernel) {
    Units units =
        switch (parameters.unit().style()) {
          case REGISTERS -> new RegisterUnits(parameters, cycles, kernel, program);
          case BUFFER -> new BufferUnits(parameters, cycles, kernel);
          case INDEPENDENT -> new IndependentUnits(parameters, cycles);
        };
    SteadyState engine = new SteadyState(units.machine());
    return new Way(
        units,
        engine,
        new PimTiming(engine, host, parameters.host().overlap(), parameters.clock()));
  }

  int unitsOfChannel() {
    return p.unit().style() == Style.INDEPENDENT ? IndependentUnits.units(p) : p.bankUnits();
  }

  boolean adds() {
    return ways.stream().anyMatch(way -> way.units().sum(1).isPresent());
  }

  /** Rows of the layout that takes most: a matrix may be multiplied in any of the ways. */
  long rows(Gemm gemm) {
    return ways.stream().mapToLong(way -> way.units().rows(gemm)).max().orElseThrow();
  }

  /** What is done, in which way, and how long it takes. */
  private record Chosen(Way way, Work work, PimTiming.Parts parts) {}

  private Chosen product(Gemm gemm, int copies, double writtenFirst) {
    Optional<Chosen> best = Optional.empty();
    for (Way way : ways) {
      Work finished = way.units().product(gemm, copies);
      Work work = leavesSums ? finished.leavingSums() : finished;
      Chosen chosen = new Chosen(way, work, way.timing().parts(work, writtenFirst));
      if (best.isEmpty() || chosen.parts().seconds() < best.get().parts().seconds()) {
        best = Optional.of(chosen);
      }
    }
    return best.orElseThrow();
  }

  private Chosen sum(long elements) {
    for (Way way : ways) {
      Optional<Work> work = way.units().sum(elements);
      if (work.isPresent()) {
        return new Chosen(way, work.get(), way.timing().parts(work.get(), 0));
      }
    }
    throw new IllegalArgumentException("the device does not add");
  }

  /**
   * An operation with some of its vectors.
   *
   * @param tokens of the input
   * @param vectors of them that are wanted
   */
  private Chosen chosen(Operation operation, int tokens, int vectors, int copies) {
    if (operation instanceof StaticMatmul matmul) {
      return product(Gemm.of(matmul, vectors), copies, 0);
    } else if (operation instanceof DynamicMatmul matmul) {
      Gemm gemm = Gemm.of(matmul, tokens, vectors);
      double written = matrixBits(Gemm.whole(matmul, tokens, vectors));
      return product(gemm, 1, Math.ceil(written / p.channels()));
    } else if (operation instanceof Add add) {
      return sum((long) vectors * add.columns());
    }
    throw new IllegalArgumentException("the device does not run " + operation.kind());
  }

  Timing timing(Operation operation, Load load) {
    Chosen whole = chosen(operation, load.tokens(), load.tokens(), load.copies());
    Chosen one = chosen(operation, load.tokens(), 1, 1);
    return PimTiming.timing(whole.parts(), one.parts(), load.tokens(), whole.work().fill());
  }

  /** Bits of all matrices, without padding. */
  private double matrixBits(Gemm gemm) {
    return gemm.elements() * p.unit().numbers().bits();
  }

  /** The activity of one execution; copies change the time alone. */
  void account(Operation operation, int tokens, int vectors, Ledger ledger) {
    Chosen chosen = chosen(operation, tokens, vectors, 1);
    Amounts amounts = new Amounts().add(chosen.work().amounts(), 1);
    double written = 0;
    double results = 0;
    if (operation instanceof DynamicMatmul matmul) {
      Gemm gemm = Gemm.of(matmul, tokens, vectors);
      written = matrixBits(Gemm.whole(matmul, tokens, vectors));
      // The scale of the scores costs the host as much as an addition.
      results = matmul.product() == DynamicKind.SCORES && !leavesSums ? gemm.results() : 0;
    } else if (operation instanceof StaticMatmul matmul) {
      results = matmul.addsBias() && !leavesSums ? (double) matmul.columns().size() * vectors : 0;
    } else if (operation instanceof Add add) {
      written = 2.0 * vectors * add.columns() * p.unit().numbers().bits();
    }
    amounts.add(Roles.HOST, "add", results + chosen.work().laneAdds());
    amounts.add(Roles.BANK, "activate", activations(chosen) * p.organisation().rowBits());
    stream(written, "write", amounts);
    stream(chosen.work().hostReadBits(), "read", amounts);
    amounts.writeTo(ledger);
  }

  /** Rows that programs open, in all channels. */
  private double activations(Chosen chosen) {
    double sum = 0;
    for (Share share : chosen.work().shares()) {
      double one =
          share.program().map(q -> chosen.way().engine().run(q).bankActivations()).orElse(0L);
      sum += one * share.channels() * share.streams() * share.times();
    }
    return sum;
  }

  /** Streams of the host use whole rows, so as many bits are activated as moved. */
  private static void stream(double bits, String action, Amounts amounts) {
    amounts.add(Roles.BANK, "activate", bits);
    amounts.add(Roles.BANK, action, bits);
    Paths.host(bits, amounts);
  }

  /** Writing a matrix into all channels. */
  double loading(Gemm gemm, Ledger ledger) {
    double bits = matrixBits(gemm);
    Amounts amounts = new Amounts();
    stream(bits, "write", amounts);
    amounts.writeTo(ledger);
    return host.writing(bits / p.channels());
  }
}
