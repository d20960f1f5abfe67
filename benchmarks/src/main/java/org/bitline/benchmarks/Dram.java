package org.bitline.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Outcome;
import org.bitline.device.dram.command.Program;
import org.bitline.device.dram.command.Refresh;
import org.bitline.device.dram.command.Replay;
import org.bitline.device.dram.command.SteadyState;
import org.bitline.device.dram.kernel.RegisterKernels;
import org.bitline.device.dram.kernel.Timings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The two engines on HBM2-PIM with the delays of PIMSimulator, one thread. A layer is that of
 * BERT-base with 128 tokens: query, key, value, output; the two feed-forward products; scores and
 * context of 12 heads; two sums.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class Dram {

  /** Channel-cycles of the replayed program, checked in {@link #setUp}. */
  private static final int CYCLES = 77850;

  private Machine machine;
  private Program product;
  private List<Program> layer;
  private SteadyState kept;

  /** Makes programs. */
  @Setup
  public void setUp() {
    Timings timings =
        new Timings(20, 8, 2, 2, 4, 0, 14, 10, 14, 33, 14, 47, 4, 6, 3, 16, 9, 9, 1, 0, 2, 0);
    machine =
        new Machine(
            4,
            4,
            32,
            timings.constraints(),
            Refresh.allBank(3900, 350),
            64,
            0,
            true,
            2,
            false,
            RegisterKernels.modeSwitch(),
            false);
    product = RegisterKernels.gemv(24, 1, 8);
    layer =
        List.of(
            RegisterKernels.gemv(6, 1, 128),
            RegisterKernels.gemv(6, 1, 128),
            RegisterKernels.gemv(6, 1, 128),
            RegisterKernels.gemv(6, 1, 128),
            RegisterKernels.gemv(6, 3, 128),
            RegisterKernels.gemv(24, 1, 128),
            RegisterKernels.gemv(1, 2, 128),
            RegisterKernels.gemv(1, 1, 128),
            RegisterKernels.elementwise(3, 2),
            RegisterKernels.elementwise(3, 2));
    kept = new SteadyState(machine);
    long cycles = new Replay(machine).run(product).cycles();
    if (cycles != CYCLES) {
      throw new IllegalStateException("the replay takes " + cycles + " cycles, not " + CYCLES);
    }
  }

  /** Channel-cycles a second of the exact engine. */
  @Benchmark
  @OperationsPerInvocation(CYCLES)
  public Outcome replay() {
    return new Replay(machine).run(product);
  }

  /** Layers a second on a device that has timed nothing yet. */
  @Benchmark
  public long coldLayer() {
    return time(new SteadyState(machine));
  }

  /** Layers a second on a device that has timed this layer before. */
  @Benchmark
  public long keptLayer() {
    return time(kept);
  }

  private long time(SteadyState engine) {
    long sum = 0;
    for (Program program : layer) {
      sum += engine.run(program).cycles();
    }
    return sum;
  }
}
