package org.bitline.benchmarks;

import java.util.concurrent.TimeUnit;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The table of speeds with JMH; {@link Ratios} prints it as ratios. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 7, time = 2)
@Fork(
    value = 1,
    jvmArgsAppend = {"--add-modules=jdk.incubator.vector"})
public class Speed {

  private Bench bench;

  /** Makes operands. */
  @Setup(Level.Trial)
  public void setUp() {
    bench = new Bench();
  }

  /** A programmed matrix. */
  @State(Scope.Benchmark)
  public static class Programmed {

    /** Which row of the table. */
    @Param Case row;

    private Resident resident;

    /** Programs the matrix. */
    @Setup(Level.Trial)
    public void setUp(Speed speed) {
      resident = speed.bench.place(row);
    }
  }

  /** The denominator. */
  @Benchmark
  public void openblas() {
    bench.openblas();
  }

  /** Our dense float32 product. */
  @Benchmark
  public float[] dense() {
    return bench.dense();
  }

  /** A row of the table. */
  @Benchmark
  public Block product(Programmed programmed) {
    return bench.run(programmed.resident);
  }

  /** The effective matrix of one 128 × 128 array with wires. */
  @Benchmark
  public double[] programWires() {
    return bench.wires();
  }
}
