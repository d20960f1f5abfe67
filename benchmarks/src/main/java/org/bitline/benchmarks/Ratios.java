package org.bitline.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ForkJoinPool;
import org.bitline.api.device.Resident;

/**
 * Prints the table of speeds: every row beside OpenBLAS, interleaved in one process, in CPU time of
 * the calling thread, so that other load on the machine disturbs both alike. Ratios are of the
 * medians, and of the shortest times.
 */
public final class Ratios {

  private static final int ROUNDS = 15;
  private static final int DENOMINATOR = 8;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  private Ratios() {}

  /** Rows whose names are given, or all. */
  public static void main(String[] names) {
    List<String> chosen = Arrays.asList(names);
    Ratios ratios = new Ratios();
    Bench bench = new Bench();
    if (chosen.isEmpty() || chosen.contains("DENSE")) {
      ratios.row("DENSE", "dense float32", 1.1, Double.NaN, bench, bench::dense);
    }
    for (Case c : Case.values()) {
      if (chosen.isEmpty() || chosen.contains(c.name())) {
        Resident resident = bench.place(c);
        ratios.row(c.name(), c.label(), c.atMost(), c.research(), bench, () -> bench.run(resident));
      }
    }
    for (Case c : List.of(Case.FROZEN, Case.NOISE)) {
      if (chosen.isEmpty() || chosen.contains("THREADS")) {
        ratios.threads(bench, c);
      }
    }
    if (chosen.isEmpty() || chosen.contains("PROGRAM_WIRES")) {
      ratios.programming("PROGRAM_WIRES", 3 * ROUNDS, bench::wires, "ms an array", 1);
    }
    for (boolean noisy : new boolean[] {false, true}) {
      String name = noisy ? "PROGRAM_NOISE" : "PROGRAM";
      if (chosen.isEmpty() || chosen.contains(name)) {
        Case c = noisy ? Case.NOISE : Case.FROZEN;
        double nanoseconds = 1e6 / ((double) Bench.K * Bench.N * Bench.CELLS);
        ratios.programming(name, 2 * ROUNDS, () -> bench.place(c), "ns a cell", nanoseconds);
      }
    }
  }

  /** How much faster two threads do one product, in wall time. */
  private void threads(Bench bench, Case c) {
    Resident resident = bench.place(c);
    ForkJoinPool one = new ForkJoinPool(1);
    ForkJoinPool two = new ForkJoinPool(2);
    double[] alone = new double[ROUNDS];
    double[] together = new double[ROUNDS];
    for (int round = 0; round < 2 * ROUNDS; round++) {
      alone[round % ROUNDS] = wall(() -> one.submit(() -> bench.run(resident)).join());
      together[round % ROUNDS] = wall(() -> two.submit(() -> bench.run(resident)).join());
    }
    one.shutdown();
    two.shutdown();
    Arrays.sort(alone);
    Arrays.sort(together);
    System.out.printf(
        Locale.ROOT,
        "%-22s %8.2f ms alone, %.2f ms with two threads, %.2f x (shortest %.2f x); at least 1.8%n",
        "THREADS_" + c.name(),
        alone[ROUNDS / 2],
        together[ROUNDS / 2],
        alone[ROUNDS / 2] / together[ROUNDS / 2],
        alone[0] / together[0]);
  }

  private static double wall(Runnable work) {
    long before = System.nanoTime();
    work.run();
    return (System.nanoTime() - before) * 1e-6;
  }

  /** Programs again and again, a while to warm up. */
  private void programming(String name, int rounds, Runnable work, String unit, double factor) {
    double[] times = new double[ROUNDS];
    for (int i = 0; i < rounds; i++) {
      times[i % ROUNDS] = factor * milliseconds(work);
    }
    Arrays.sort(times);
    System.out.printf(
        Locale.ROOT, "%-22s %8.2f %s (shortest %.2f)%n", name, times[ROUNDS / 2], unit, times[0]);
  }

  private void row(
      String name, String label, double atMost, double research, Bench bench, Runnable work) {
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = -ROUNDS / 2; round < ROUNDS; round++) {
      double blas = Double.MAX_VALUE;
      for (int i = 0; i < DENOMINATOR; i++) {
        blas = Math.min(blas, milliseconds(bench::openblas));
      }
      double time = milliseconds(work);
      if (round >= 0) {
        ours.add(time);
        theirs.add(blas);
      }
    }
    ours.sort(null);
    theirs.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-22s %8.2f ms %7.2f x (shortest %.2f ms, %.2f x); at most %s, research %s; %s%n",
        name,
        ours.get(ROUNDS / 2),
        ours.get(ROUNDS / 2) / theirs.get(ROUNDS / 2),
        ours.get(0),
        ours.get(0) / theirs.get(0),
        atMost,
        research,
        label);
  }

  private double milliseconds(Runnable work) {
    long before = threads.getCurrentThreadCpuTime();
    work.run();
    return (threads.getCurrentThreadCpuTime() - before) * 1e-6;
  }
}
