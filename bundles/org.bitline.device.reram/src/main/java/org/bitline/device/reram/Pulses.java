package org.bitline.device.reram;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.device.reram.array.ArrayDesign;
import org.bitline.device.reram.array.Mapping;
import org.bitline.device.reram.array.Mapping.Side;
import org.bitline.device.reram.cell.WriteVerify;

/**
 * How many programming pulses cells are expected to take, in closed form.
 *
 * <p>With write-verify a cell whose pulse is near enough with probability p takes N of them, P(N ≤
 * k) = 1 − (1 − p)^k for k below the limit M; p depends on the target. Weights are assumed to have
 * every code as often as any other, so a cell's distribution is the mean over the codes' digits; a
 * cell that is stuck away from its target takes M. Then E[N] = Σ_k P(N > k), and the slowest of n
 * cells takes E = Σ_k (1 − P(N ≤ k)^n), k from 0 to M − 1.
 *
 * <p>Cells that are stuck by a map, and spare columns, are not foreseen.
 */
final class Pulses {

  /** Codes that are looked at; more are thinned out evenly. */
  private static final int CODES = 4096;

  private final ReramParameters p;
  private final Optional<double[]> above;

  /**
   * @param above P(N > k) for k from 0 to M − 1; empty where every cell takes the same number
   */
  private Pulses(ReramParameters p, Optional<double[]> above) {
    this.p = p;
    this.above = above;
  }

  /** Of weights of so many bits. */
  static Pulses of(ReramParameters p, int weightBits) {
    if (p.cell().writeVerify().tolerance() == 0) {
      return new Pulses(p, Optional.empty());
    }
    ArrayDesign design = Designs.of(p, weightBits, p.input().bits());
    return new Pulses(
        p, design.imperfections().verify().map(verify -> above(p, design, verify, weightBits)));
  }

  private static double[] above(
      ReramParameters p, ArrayDesign design, WriteVerify verify, int weightBits) {
    double[] above = new double[verify.maxPulses()];
    Map<Double, Integer> targets = targets(design, weightBits);
    double all = targets.values().stream().mapToInt(Integer::intValue).sum();
    targets.forEach(
        (target, count) -> {
          double missed = 1 - verify.acceptance(design.programming(), target);
          double stuck = never(p, verify, target);
          double pending = 1 - p.faults().stuckLow() - p.faults().stuckHigh();
          above[0] += count / all;
          for (int k = 1; k < above.length; k++) {
            pending *= missed;
            above[k] += count / all * (pending + stuck);
          }
        });
    return above;
  }

  /** Probability of a cell that is stuck away from a target. */
  private static double never(ReramParameters p, WriteVerify verify, double target) {
    Cell cell = p.cell();
    boolean low = Math.abs(cell.maxConductance() - target) > verify.toleranceSiemens();
    boolean high = Math.abs(cell.minConductance() - target) > verify.toleranceSiemens();
    return (low ? p.faults().stuckLow() : 0) + (high ? p.faults().stuckHigh() : 0);
  }

  /** Targets in siemens and how often they occur. */
  private static Map<Double, Integer> targets(ArrayDesign design, int weightBits) {
    Map<Double, Integer> targets = new TreeMap<>();
    Mapping mapping = design.mapping();
    int largest = (1 << (weightBits - 1)) - 1;
    int step = Math.max(1, 2 * largest / CODES);
    int sides = mapping.differential() ? 2 : 1;
    for (int code = -largest; code <= largest; code += step) {
      for (int slice = 0; slice < mapping.slices(); slice++) {
        for (int s = 0; s < sides; s++) {
          double w = code / (double) largest;
          double g = mapping.target(w, slice, Side.values()[s], design.cells());
          double siemens = design.cells().round(g) * design.cells().maxSiemens();
          targets.merge(siemens, 1, Integer::sum);
        }
      }
    }
    return targets;
  }

  /** Whether pulses are verified. */
  boolean verified() {
    return above.isPresent();
  }

  /** Of a cell. */
  double mean() {
    return slowest(1);
  }

  /** Of the slowest of so many cells. */
  double slowest(double cells) {
    if (above.isEmpty()) {
      return p.write().pulses();
    }
    double sum = 0;
    for (double missed : above.get()) {
      sum += 1 - StrictMath.pow(1 - missed, cells);
    }
    return sum;
  }

  /** Of the slowest cell of a full row of an array. */
  double ofRow() {
    return slowest(Designs.width(p, Designs.unitColumn(p)));
  }

  /** Seconds of one pulse, its read included. */
  double seconds() {
    return p.write().rowPulse() + (above.isPresent() ? p.array().readCycle() : 0);
  }
}
