package org.bitline.device.digital.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.array.LoopSearch.Plan;
import org.bitline.device.digital.array.TileCursor.Stop;
import org.junit.jupiter.api.Test;

class LoopSearchTest {

  private static final int TRIALS = 1000;
  private static final double KI = 8 * 1024;

  /** A product, an array and buffers. */
  private record Sample(Gemm gemm, Geometry array, Buffers buffers, List<Axis> order, int tile) {

    static Sample random(Random random) {
      Gemm gemm =
          new Gemm(
              1 + random.nextInt(200),
              1 + random.nextInt(300),
              1 + random.nextInt(300),
              1 + random.nextInt(3));
      Dataflow flow = Dataflow.values()[random.nextInt(3)];
      Geometry array =
          new Geometry(
              8 + random.nextInt(120), 8 + random.nextInt(120), flow, random.nextBoolean());
      EnumSet<Operand> streamed = EnumSet.noneOf(Operand.class);
      for (Operand operand : Operand.values()) {
        if (random.nextInt(4) > 0) {
          streamed.add(operand);
        }
      }
      Map<Operand, Double> bits =
          Map.of(Operand.A, size(random), Operand.B, size(random), Operand.C, 4 * size(random));
      Buffers buffers =
          new Buffers(
              bits,
              streamed,
              8,
              32,
              8,
              Ports.values()[random.nextInt(3)],
              8 * (1 + random.nextInt(128)));
      List<Axis> order = Tiling.orders().get(random.nextInt(6));
      int stream = gemm.extent(flow.stream());
      return new Sample(gemm, array, buffers, order, Math.min(stream, 1 + random.nextInt(64)));
    }

    private static double size(Random random) {
      return 40 * KI * (1 << random.nextInt(5));
    }

    Sample with(double bandwidth, double sram) {
      Map<Operand, Double> bits =
          Map.of(
              Operand.A, sram * buffers.bits().get(Operand.A),
              Operand.B, sram * buffers.bits().get(Operand.B),
              Operand.C, sram * buffers.bits().get(Operand.C));
      Buffers other =
          new Buffers(
              bits,
              buffers.streamed(),
              8,
              32,
              8,
              buffers.ports(),
              buffers.bitsPerCycle() * bandwidth);
      return new Sample(gemm, array, other, order, tile);
    }

    Plan pinned() {
      return new LoopSearch(array, Objective.LATENCY, Optional.of(order), tile).plan(gemm, buffers);
    }

    Plan best(Objective objective) {
      return new LoopSearch(array, objective, Optional.empty(), 0).plan(gemm, buffers);
    }
  }

  @Test
  void trafficLiesBetweenEachOperandOnceAndTheLoopsRefetches() {
    Random random = new Random(1);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample sample = Sample.random(random);
      for (Plan plan : List.of(sample.pinned(), sample.best(Objective.LATENCY))) {
        for (Operand operand : List.of(Operand.A, Operand.B)) {
          double once = sample.buffers().streams(operand) ? 8 * sample.gemm().elements(operand) : 0;
          double read = plan.traffic().read(operand);
          long folds = plan.folds().along(operand.free());
          assertTrue(once <= read && read <= folds * once, () -> sample + ": " + read);
        }
        double results = sample.gemm().elements(Operand.C);
        double least = sample.buffers().streams(Operand.C) ? 8 * results : 0;
        double spilled = (plan.folds().along(Axis.K) - 1) * 32 * results;
        double written = plan.traffic().written();
        assertTrue(least <= written && written <= least + spilled, () -> sample + ": " + written);
        assertEquals(written - least, plan.traffic().read(Operand.C), sample.toString());
      }
    }
  }

  /** What the fold-by-fold run loads is what the loop nest says. */
  @Test
  void theFoldsLoadTheTrafficOfTheClosedForm() {
    Random random = new Random(2);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample sample = Sample.random(random);
      Folds folds = new Folds(sample.gemm().one(), sample.array(), sample.tile());
      Tiling tiling = new Tiling(sample.order(), sample.tile());
      Reuse reuse = new Reuse(folds, tiling, sample.buffers());
      for (Operand operand : List.of(Operand.A, Operand.B)) {
        double elements = 0;
        TileCursor cursor =
            new TileCursor(folds, tiling, operand, reuse.kept(operand) ? Stop.FIRST : Stop.ALWAYS);
        for (cursor.advance(); cursor.fold() != Long.MAX_VALUE; cursor.advance()) {
          elements += cursor.elements();
        }
        double closed = reuse.sweeps(operand) * sample.gemm().one().elements(operand);
        assertEquals(closed, elements, sample.toString());
      }
    }
  }

  @Test
  void stallsNeverGrowWithBandwidthOrSram() {
    Random random = new Random(3);
    int stalled = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample sample = Sample.random(random);
      double before = sample.pinned().cycles().stall();
      stalled += before > 0 ? 1 : 0;
      for (double factor : new double[] {1.3, 2, 10}) {
        double faster = sample.with(factor, 1).pinned().cycles().stall();
        assertTrue(faster <= before, () -> sample + ": " + faster + " after " + before);
        double larger = sample.with(1, factor).pinned().cycles().stall();
        assertTrue(larger <= before, () -> sample + ": " + larger + " after " + before);
      }
    }
    assertTrue(stalled > TRIALS / 10, "too few samples stall: " + stalled);
  }

  @Test
  void theBestPlanNeverGetsWorseWithBandwidthOrSram() {
    Random random = new Random(4);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample sample = Sample.random(random);
      double before = sample.best(Objective.LATENCY).cycles().total();
      double faster = sample.with(1.7, 1).best(Objective.LATENCY).cycles().total();
      assertTrue(faster <= before, sample::toString);
      // Where only short tiles fitted, the first one came sooner.
      CycleSplit larger = sample.with(1, 2).best(Objective.LATENCY).cycles();
      assertTrue(larger.total() - larger.fill() <= before, sample::toString);
    }
  }

  @Test
  void nothingWaitsAtInfiniteBandwidth() {
    Random random = new Random(5);
    for (int trial = 0; trial < TRIALS; trial++) {
      Sample sample = Sample.random(random).with(Double.POSITIVE_INFINITY, 1);
      CycleSplit pinned = sample.pinned().cycles();
      assertEquals(0, pinned.memory(), sample.toString());
      Plan best = sample.best(Objective.LATENCY);
      assertEquals(0, best.cycles().memory());
      assertEquals(best.folds().cycles(), best.cycles().total());
    }
  }

  @Test
  void theSearchFindsWhatTryingEverythingFinds() {
    Random random = new Random(6);
    for (int trial = 0; trial < 60; trial++) {
      Sample sample = Sample.random(random);
      double least = Double.POSITIVE_INFINITY;
      double leastTraffic = Double.POSITIVE_INFINITY;
      int stream = sample.gemm().extent(sample.array().dataflow().stream());
      double whole = Folds.of(sample.gemm(), sample.array()).cycles();
      for (int tile = stream; tile > 0; tile = tile == 1 ? 0 : (tile + 1) / 2) {
        Folds folds = new Folds(sample.gemm(), sample.array(), tile);
        if (least < Double.POSITIVE_INFINITY && folds.cycles() > 1.125 * whole) {
          break;
        }
        for (List<Axis> order : Tiling.orders()) {
          Sample pinned = new Sample(sample.gemm(), sample.array(), sample.buffers(), order, tile);
          try {
            Plan plan = pinned.pinned();
            least = Math.min(least, plan.cycles().total());
            leastTraffic = Math.min(leastTraffic, plan.traffic().total());
          } catch (InfeasibleProblem tooLarge) {
            continue;
          }
        }
      }
      assertEquals(least, sample.best(Objective.LATENCY).cycles().total(), sample.toString());
      assertEquals(leastTraffic, sample.best(Objective.TRAFFIC).traffic().total());
    }
  }

  /** Facts of the peer's prefetcher: it reads 72 times what 24 kB of reuse make one reading of. */
  @Test
  void reuseThatFitsIsFound() {
    Geometry array = new Geometry(32, 32, Dataflow.OUTPUT_STATIONARY, false);
    Map<Operand, Double> bits = Map.of(Operand.A, 64 * KI, Operand.B, 64 * KI, Operand.C, 64 * KI);
    Buffers buffers = new Buffers(bits, Set.of(Operand.values()), 8, 8, 8, Ports.PER_OPERAND, 128);
    Gemm gemm = new Gemm(128, 768, 768, 1);
    List<Axis> rowsInside = List.of(Axis.N, Axis.M, Axis.K);
    Plan pinned =
        new LoopSearch(array, Objective.LATENCY, Optional.of(rowsInside), 768).plan(gemm, buffers);
    assertEquals(8 * gemm.elements(Operand.B), pinned.traffic().read(Operand.B));
    assertEquals(24 * 8 * gemm.elements(Operand.A), pinned.traffic().read(Operand.A));
    Plan plan = new LoopSearch(array, Objective.TRAFFIC, Optional.empty(), 768).plan(gemm, buffers);
    assertEquals(8 * gemm.elements(Operand.A), plan.traffic().read(Operand.A));
    assertEquals(4 * 8 * gemm.elements(Operand.B), plan.traffic().read(Operand.B));
    assertEquals(8 * gemm.elements(Operand.C), plan.traffic().written());
    assertNotEquals(0, plan.cycles().fill());
  }

  @Test
  void sumsThatDoNotFitGoToMemoryAndComeBack() {
    Geometry array = new Geometry(8, 8, Dataflow.WEIGHT_STATIONARY, false);
    Map<Operand, Double> bits =
        Map.of(Operand.A, 64 * KI, Operand.B, 64 * KI, Operand.C, 2.0 * 16 * 8 * 32);
    Buffers buffers = new Buffers(bits, Set.of(Operand.values()), 8, 32, 8, Ports.SHARED, 64);
    Gemm gemm = new Gemm(16, 24, 32, 1);
    List<Axis> columnsInside = List.of(Axis.M, Axis.K, Axis.N);
    Plan plan =
        new LoopSearch(array, Objective.LATENCY, Optional.of(columnsInside), 16)
            .plan(gemm, buffers);
    // Three folds along K: sums leave twice and come back twice, 32 bits each.
    assertEquals(2 * 32 * 16 * 32, plan.traffic().read(Operand.C));
    assertEquals(2 * 32 * 16 * 32 + 8 * 16 * 32, plan.traffic().written());
    List<Axis> termsInside = List.of(Axis.M, Axis.N, Axis.K);
    Plan kept =
        new LoopSearch(array, Objective.LATENCY, Optional.of(termsInside), 16).plan(gemm, buffers);
    assertEquals(0, kept.traffic().read(Operand.C));
  }

  @Test
  void aTileThatFitsNoBufferIsRefusedWithDemandAndLimit() {
    Geometry array = new Geometry(128, 128, Dataflow.WEIGHT_STATIONARY, false);
    Map<Operand, Double> bits = Map.of(Operand.A, KI, Operand.B, 4 * KI, Operand.C, 64 * KI);
    Buffers buffers = new Buffers(bits, Set.of(Operand.values()), 8, 32, 8, Ports.SHARED, 64);
    InfeasibleProblem problem =
        assertThrows(
            InfeasibleProblem.class,
            () ->
                new LoopSearch(array, Objective.LATENCY, Optional.empty(), 0)
                    .plan(new Gemm(128, 768, 768, 1), buffers));
    assertEquals(4, problem.exitCode());
    assertEquals(
        "one tile of matrix B needs 131072 bits, and half of its buffer, the half at work, has"
            + " 16384; give the device more SRAM, a smaller array or a shorter streamTile",
        problem.getMessage());
  }

  @Test
  void aShapeIsSearchedOnce() {
    Sample sample = Sample.random(new Random(7));
    LoopSearch search = new LoopSearch(sample.array(), Objective.LATENCY, Optional.empty(), 0);
    Plan first = search.plan(sample.gemm(), sample.buffers());
    assertTrue(first == search.plan(sample.gemm(), sample.buffers()));
  }
}
