package org.bitline.device.digital.reference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.device.digital.array.Axis;
import org.bitline.device.digital.array.Gemm;
import org.bitline.device.digital.array.LoopNest;
import org.bitline.device.digital.array.LoopNest.Loop;
import org.bitline.device.digital.array.Operand;

/**
 * Energies of ZigZag per operand and memory within 1 %, for its memories and the loops that it
 * chose; multiply-accumulate energy and ideal cycles too. Counted by {@link LoopNest}.
 *
 * <p>The accelerator {@code tpu_like}: 32 x 32 elements, N along one side, K along the other; a
 * weight register and a register of partial sums in each element; an SRAM that inputs and results
 * share; DRAM. Weights do not pass through the SRAM.
 */
final class ZigZagCases {

  private static final double TOLERANCE = 0.01;
  private static final int SIDE = 32;
  private static final int OPERAND_BITS = 8;
  private static final int RESULT_BITS = 8;
  private static final int SUM_BITS = 16;
  private static final double MAC_PICOJOULES = 0.04;
  private static final double WEIGHT_REGISTER_PICOJOULES = 0.095;
  private static final double SUM_REGISTER_PICOJOULES = 0.021;
  private static final double SRAM_READ_PICOJOULES_PER_BIT = 416.16 / 2048;
  private static final double SRAM_WRITE_PICOJOULES_PER_BIT = 378.4 / 2048;
  private static final double DRAM_READ_PICOJOULES_PER_BIT = 700.0 / 64;
  private static final double DRAM_WRITE_PICOJOULES_PER_BIT = 750.0 / 64;

  private static final Pattern OPERAND = Pattern.compile("([OIW]): \\[((?:\\[[^\\[\\]]*],? ?)*)]");
  private static final Pattern LEVEL = Pattern.compile("\\[([^\\[\\]]*)]");
  private static final Pattern LOOP = Pattern.compile("\\(([BCK]), (\\d+)\\)");

  private final CaseFile file;

  ZigZagCases(CaseFile file) {
    this.file = file;
  }

  void run(Consumer<CaseOutcome> outcomes) {
    for (int i = 0; i < file.json().path("cases").size(); i++) {
      outcomes.accept(compare("/cases/" + i));
    }
  }

  /**
   * Loops of the case and how many of them each memory of an operand holds, innermost memory first.
   */
  private record Mapping(LoopNest nest, Map<Operand, List<Integer>> held) {

    int held(Operand operand, int level) {
      return held.get(operand).get(level);
    }
  }

  private CaseOutcome compare(String at) {
    String accelerator = file.text(at + "/accelerator");
    if (!accelerator.equals("tpu_like")) {
      throw file.problem(
          at + "/accelerator", "\"" + accelerator + "\" is not known; only tpu_like is");
    }
    Findings findings = new Findings(file.name() + "/" + file.text(at + "/id"));
    Gemm gemm = file.gemm(at + "/gemm");
    Mapping mapping = mapping(at + "/temporal_mapping");
    findings.equal(
        "ideal cycles", mapping.nest().iterations(), file.number(at + "/latency_cycles/ideal"));
    close(findings, "MAC energy", gemm.macs() * MAC_PICOJOULES, at + "/mac_energy_pJ");
    double total = gemm.macs() * MAC_PICOJOULES;
    for (Map.Entry<String, double[]> entry :
        Map.of(
                "I", inputs(gemm, mapping),
                "W", weights(gemm, mapping),
                "O", results(gemm, mapping))
            .entrySet()) {
      for (int level = 0; level < entry.getValue().length; level++) {
        String pointer = "/mem_energy_by_operand_pJ/" + entry.getKey() + "/" + level;
        close(findings, pointer.substring(1), entry.getValue()[level], at + pointer);
        total += entry.getValue()[level];
      }
    }
    close(findings, "energy", total, at + "/energy_pJ");
    return findings.outcome("energies of " + file.text(at + "/gemm/name"));
  }

  private void close(Findings findings, String what, double ours, String pointer) {
    findings.close(what, ours, file.number(pointer), TOLERANCE);
  }

  /** SRAM, DRAM: the array reads a row of inputs each step, and N columns share it. */
  private static double[] inputs(Gemm gemm, Mapping mapping) {
    double bits = gemm.elements(Operand.A) * OPERAND_BITS;
    double fills = bits * mapping.nest().sweeps(Operand.A, mapping.held(Operand.A, 0));
    double reads = bits * mapping.nest().steps(Operand.A, 0);
    return new double[] {
      reads * SRAM_READ_PICOJOULES_PER_BIT + fills * SRAM_WRITE_PICOJOULES_PER_BIT,
      fills * DRAM_READ_PICOJOULES_PER_BIT
    };
  }

  /** Registers, DRAM: an element reads its weight for every multiply-accumulate. */
  private static double[] weights(Gemm gemm, Mapping mapping) {
    double fills =
        gemm.elements(Operand.B) * mapping.nest().sweeps(Operand.B, mapping.held(Operand.B, 0));
    return new double[] {
      (gemm.macs() + fills) * WEIGHT_REGISTER_PICOJOULES,
      fills * OPERAND_BITS * DRAM_READ_PICOJOULES_PER_BIT
    };
  }

  /**
   * Registers, SRAM, DRAM: an element reads and writes its sum for every multiply-accumulate, and
   * gives it to the adders along K when the loops over K in its register are done. The SRAM takes
   * partial sums and gives them back while more loops over K are to come.
   */
  private static double[] results(Gemm gemm, Mapping mapping) {
    double elements = gemm.elements(Operand.C);
    long sums = mapping.nest().sweeps(Operand.C, mapping.held(Operand.C, 0));
    long spills = mapping.nest().sweeps(Operand.C, mapping.held(Operand.C, 1));
    double last = elements * RESULT_BITS;
    double partial = elements * SUM_BITS;
    double sramWrites = last + (sums - 1) * partial + (spills - 1) * partial;
    double sramReads = last + (sums - 1) * partial + (spills - 1) * partial;
    return new double[] {
      (2 * gemm.macs() + elements * SIDE * sums) * SUM_REGISTER_PICOJOULES,
      sramReads * SRAM_READ_PICOJOULES_PER_BIT + sramWrites * SRAM_WRITE_PICOJOULES_PER_BIT,
      (spills - 1) * partial * (DRAM_READ_PICOJOULES_PER_BIT + DRAM_WRITE_PICOJOULES_PER_BIT)
          + last * DRAM_WRITE_PICOJOULES_PER_BIT
    };
  }

  private Mapping mapping(String at) {
    Map<Operand, List<Integer>> held = new EnumMap<>(Operand.class);
    List<Loop> loops = List.of();
    Matcher operands = OPERAND.matcher(file.text(at));
    while (operands.find()) {
      List<Loop> own = new ArrayList<>();
      List<Integer> counts = new ArrayList<>();
      Matcher levels = LEVEL.matcher(operands.group(2));
      while (levels.find()) {
        Matcher loop = LOOP.matcher(levels.group(1));
        while (loop.find()) {
          own.add(new Loop(axis(loop.group(1)), Long.parseLong(loop.group(2))));
        }
        counts.add(own.size());
      }
      held.put(operand(operands.group(1)), counts);
      loops = own;
    }
    if (held.size() != 3 || held.get(Operand.C).size() != 3) {
      throw file.problem(at, "loops of the three operands O, I and W are wanted here");
    }
    return new Mapping(new LoopNest(loops), held);
  }

  private static Axis axis(String loop) {
    return switch (loop) {
      case "B" -> Axis.M;
      case "C" -> Axis.K;
      default -> Axis.N;
    };
  }

  private static Operand operand(String name) {
    return switch (name) {
      case "I" -> Operand.A;
      case "W" -> Operand.B;
      default -> Operand.C;
    };
  }
}
