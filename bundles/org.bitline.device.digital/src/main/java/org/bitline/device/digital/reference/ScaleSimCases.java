package org.bitline.device.digital.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.device.digital.array.Buffers;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.Folds;
import org.bitline.device.digital.array.Gemm;
import org.bitline.device.digital.array.Geometry;
import org.bitline.device.digital.array.LoopSearch;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.array.Operand;
import org.bitline.device.digital.array.Ports;

/**
 * Counts of SCALE-Sim: compute cycles, folds, SRAM reads and least writes exact, mapping efficiency
 * to 1e-9, and no stall in any run for which it reports none. Its stalls and DRAM counts are not
 * compared, as the cases' README asks: its prefetcher reads an operand again and again.
 */
final class ScaleSimCases {

  /** SCALE-Sim counts words of one byte, results and partial sums too. */
  private static final int WORD = 8;

  private static final double KILO = 1024;

  private final CaseFile file;

  ScaleSimCases(CaseFile file) {
    this.file = file;
  }

  void run(Consumer<CaseOutcome> outcomes) {
    for (int i = 0; i < file.json().path("cases").size(); i++) {
      outcomes.accept(compare("/cases/" + i));
    }
  }

  private CaseOutcome compare(String at) {
    Findings findings = new Findings(file.name() + "/" + file.text(at + "/id"));
    Gemm gemm = file.gemm(at + "/gemm");
    Geometry array =
        new Geometry(
            file.count(at + "/array/rows"), file.count(at + "/array/cols"), flow(at), false);
    Folds folds = Folds.of(gemm, array);
    String expected = at + "/compute/";
    findings.equal("folds", folds.count(), file.number(expected + "folds"));
    findings.equal("compute cycles", folds.cycles(), file.number(expected + "cycles"));
    findings.equal("MACs", gemm.macs(), file.number(expected + "macs"));
    findings.equal(
        "reads of A", folds.transfers(Operand.A), file.number(expected + "sram_ifmap_reads"));
    findings.equal(
        "reads of B", folds.transfers(Operand.B), file.number(expected + "sram_filter_reads"));
    findings.equal(
        "writes of C", folds.transfers(Operand.C), file.number(expected + "sram_ofmap_writes_min"));
    // The file has six decimals of a percentage.
    findings.close(
        "utilisation",
        100 * folds.utilisation(),
        file.number(expected + "overall_util_pct_nostall"),
        1e-6);
    int stallFree = 0;
    JsonNode runs = file.json().at(at + "/runs");
    for (int i = 0; i < runs.size(); i++) {
      String run = at + "/runs/" + i;
      findings.close(
          "mapping efficiency",
          100 * folds.mappingEfficiency(),
          file.number(run + "/mapping_eff_pct"),
          1e-9);
      if (file.number(run + "/reported_stall_cycles") == 0) {
        stallFree++;
        findings.equal("stalls of run " + i, stalls(gemm, array, run + "/memory/"), 0);
      }
    }
    return findings.outcome(stallFree + " runs without stalls");
  }

  private Dataflow flow(String at) {
    String name = file.text(at + "/dataflow");
    return switch (name) {
      case "OS" -> Dataflow.OUTPUT_STATIONARY;
      case "WS" -> Dataflow.WEIGHT_STATIONARY;
      case "IS" -> Dataflow.INPUT_STATIONARY;
      default -> throw file.problem(at + "/dataflow", "\"" + name + "\" is none of OS, WS and IS");
    };
  }

  private double stalls(Gemm gemm, Geometry array, String memory) {
    Buffers buffers =
        new Buffers(
            Map.of(
                Operand.A, KILO * WORD * file.number(memory + "ifmap_kB"),
                Operand.B, KILO * WORD * file.number(memory + "filter_kB"),
                Operand.C, KILO * WORD * file.number(memory + "ofmap_kB")),
            Set.of(Operand.values()),
            WORD,
            WORD,
            WORD,
            Ports.PER_OPERAND,
            WORD * file.number(memory + "bw_words_per_cycle_per_stream"));
    int whole = gemm.extent(array.dataflow().stream());
    return new LoopSearch(array, Objective.LATENCY, Optional.empty(), whole)
        .plan(gemm, buffers)
        .cycles()
        .stall();
  }
}
