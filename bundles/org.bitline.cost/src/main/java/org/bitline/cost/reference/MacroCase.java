package org.bitline.cost.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.device.Component;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.cost.Sum;

/** ZigZag's in-memory macros: the whole and every term. */
record MacroCase(Prices prices) implements CaseKind {

  private static final double TOLERANCE = 1e-9;
  private static final double MM2 = 1e6;
  private static final double PICO = 1e12;
  private static final double NANO = 1e9;

  /** Our parts and actions to ZigZag's terms. */
  private static final Map<String, String> TERMS =
      Map.of(
          "cells", "cells",
          "cells/precharge", "local_bl_precharging",
          "cells/accumulate", "analog_bl_addition",
          "dacs", "dacs",
          "adcs", "adcs",
          "multipliers", "mults",
          "regularTrees", "adders_regular",
          "placeValueTrees", "adders_pv",
          "accumulators", "accumulators");

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    boolean analog = golden.flag("analog");
    String row = analog ? "macro/zigzag-analog" : "macro/zigzag-digital";
    Map<String, Object> set = parameters(golden, analog);
    Component macro = prices.component(row, set);
    Component.Action cycle = macro.action("cycle");
    double squareMillimetres = macro.area().nominal() * MM2;
    double nanoseconds = cycle.latency().nominal() * NANO;
    Comparison comparison =
        new Comparison()
            .field("tclk_ns", golden.number("tclk_ns"), nanoseconds, TOLERANCE)
            .field("area_mm2", golden.number("area_mm2"), squareMillimetres, TOLERANCE);
    terms(comparison, golden, "area_breakdown_mm2", row, set, Sum.Kind.AREA, MM2);
    terms(comparison, golden, "peak_energy_pJ_per_cycle", row, set, Sum.Kind.ENERGY, PICO);
    terms(comparison, golden, "tclk_breakdown_ns", row, set, Sum.Kind.LATENCY, NANO);
    double tops = 2 * prices.value(row, set, "macs") / nanoseconds / 1000;
    double cycleOperations = 2 * prices.value(row, set, "macs");
    double picojoules = cycle.energy().nominal() * PICO;
    comparison
        .field("tops", golden.number("tops"), tops, TOLERANCE)
        .field("topsw", golden.number("topsw"), cycleOperations / picojoules, TOLERANCE)
        .field("topsmm2", golden.number("topsmm2"), tops / squareMillimetres, TOLERANCE);
    converters(comparison, golden);
    return comparison.outcome(id, "");
  }

  private static Map<String, Object> parameters(Golden golden, boolean analog) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("outputs", golden.number("wordline"));
    set.put("inputs", golden.number("bitline"));
    set.put("banks", golden.has("banks") ? golden.number("banks") : 1);
    set.put("activationBits", golden.number("act_bits"));
    set.put("bitsPerCycle", golden.number("bit_serial"));
    set.put("weightBits", golden.number("weight_bits"));
    set.put("unitArea", golden.number("cells_area_mm2") * 1e6);
    if (analog) {
      set.put("adcBits", golden.number("adc_bits"));
    }
    return set;
  }

  private void terms(
      Comparison comparison,
      Golden golden,
      String field,
      String row,
      Map<String, Object> set,
      Sum.Kind kind,
      double factor) {
    Map<String, Double> ours = new LinkedHashMap<>();
    List<Sum.Term> terms = prices.breakdown(row, set, kind, "cycle");
    for (Sum.Term term : terms) {
      String part = term.part();
      String name = TERMS.getOrDefault(part, TERMS.get(part.replaceFirst("/.*", "")));
      ours.merge(name, term.count() * term.figure().nominal() * factor, Double::sum);
    }
    Golden expected = golden.member(field);
    for (String key : expected.keys()) {
      comparison.field(
          field + "." + key, expected.number(key), ours.getOrDefault(key, 0.0), TOLERANCE);
    }
  }

  private void converters(Comparison comparison, Golden golden) {
    if (golden.has("adc_cost")) {
      Golden expected = golden.member("adc_cost");
      Component adc =
          prices.component(
              "adc/zigzag",
              Map.of("bits", golden.number("adc_bits"), "rows", golden.number("bitline")));
      Component.Action convert = adc.action("convert");
      comparison
          .field("adc area", expected.number("area_mm2"), adc.area().nominal() * MM2, TOLERANCE)
          .field(
              "adc delay",
              expected.number("delay_ns"),
              convert.latency().nominal() * NANO,
              TOLERANCE)
          .field(
              "adc energy",
              expected.number("energy_pJ"),
              convert.energy().nominal() * PICO,
              TOLERANCE);
    }
    if (golden.has("dac_energy_pJ")) {
      Component dac = prices.component("dac/zigzag", Map.of("bits", golden.number("bit_serial")));
      comparison.field(
          "dac energy",
          golden.number("dac_energy_pJ"),
          dac.action("drive").energy().nominal() * PICO,
          TOLERANCE);
    }
  }
}
