package org.bitline.cost.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.device.Component;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import org.bitline.cost.form.ColumnConductance;
import org.bitline.cost.form.ColumnConductance.Reads;

/**
 * What NeuroSim V1.4 prints as energy of SAR converters: their electronics, the current of the
 * columns and the charge of the wordlines, from the values of weights and inputs. The three are the
 * rows adc/neurosim-sar, cell/neurosim and dac/neurosim.
 */
final class SarCase implements CaseKind {

  private static final double TOLERANCE = 1e-2;
  private static final double RATIO_TOLERANCE = 0.15;
  private static final String BASE = "ns_q_22_sar5";
  private static final int RESISTIVE = 2;
  private static final int PARALLEL = 2;
  private static final int HIGH_PERFORMANCE = 1;
  private static final int CROSSBAR = 4;

  private final Prices prices;

  /** The base case is a part of many. */
  private final Map<JsonNode, Double> known = new ConcurrentHashMap<>();

  SarCase(Prices prices) {
    this.prices = prices;
  }

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    Optional<String> outside = outside(golden.member("params"));
    if (outside.isPresent()) {
      return new CaseOutcome(id, Status.SKIP, "informational: " + outside.get());
    }
    double picojoules = energy(golden);
    double expected = golden.member("energy_pJ").number("adc");
    Comparison comparison =
        new Comparison().field("energy_pJ.adc", expected, picojoules, TOLERANCE);
    for (Golden base : file.cases()) {
      boolean other = !golden.text("case").equals(BASE);
      if (other && base.has("case") && base.text("case").equals(BASE)) {
        double baseExpected = base.member("energy_pJ").number("adc");
        comparison.field(
            "ratio to " + BASE,
            expected / baseExpected,
            picojoules / energy(base),
            RATIO_TOLERANCE);
      }
    }
    return comparison.outcome(id, "");
  }

  /** Why a case is not compared. */
  private static Optional<String> outside(Golden params) {
    if (params.integer("memcelltype") != RESISTIVE) {
      return Optional.of("cells other than ReRAM are not compared");
    } else if (!params.flag("SARADC")) {
      return Optional.of("multilevel sense amplifiers are not compared");
    } else if (params.has("operationmode") && params.integer("operationmode") != PARALLEL
        || params.integer("numRowParallel") != params.integer("numRowSubArray")) {
      return Optional.of("reads of some rows at a time are not compared");
    } else if (params.integer("cellBit") > 2) {
      return Optional.of("cells of more than two bits are not compared");
    }
    return Optional.empty();
  }

  private double energy(Golden golden) {
    return known.computeIfAbsent(golden.json(), json -> computed(golden));
  }

  private double computed(Golden golden) {
    Golden params = golden.member("params");
    double on = product(params, "resistanceOn");
    Map<String, Object> technology =
        Map.of(
            "node",
            params.number("technode"),
            "transistors",
            params.integer("deviceroadmap") == HIGH_PERFORMANCE ? "hp" : "lstp");
    double bits = Math.rint(StrictMath.log(params.number("levelOutput")) / StrictMath.log(2));
    double kelvin = params.has("temp_K") ? params.number("temp_K") : 300;
    String access = params.integer("accesstype") == CROSSBAR ? "crossbar" : "1t1r";
    Map<String, Object> cell =
        with(
            technology,
            Map.of(
                "adcBits", bits,
                "kelvin", kelvin,
                "access", access,
                "ron", on,
                "onOff", product(params, "resistanceOff") / on,
                "rows", params.number("numRowSubArray"),
                "columns", params.number("numColSubArray")));
    Reads reads = reads(golden, cell);
    Component adc =
        prices.component(
            "adc/neurosim-sar", with(technology, Map.of("bits", bits, "kelvin", kelvin)));
    Component wordline =
        prices.component(
            "dac/neurosim",
            with(
                technology,
                Map.of(
                    "columns",
                    params.number("numColSubArray"),
                    "mux",
                    params.number("numColMuxed"),
                    "access",
                    access,
                    "ron",
                    on)));
    double joules =
        reads.conversions() * adc.action("convert").energy().nominal()
            + reads.idle() * adc.action("idle").energy().nominal()
            + reads.sense()
                * prices.component("cell/neurosim", cell).action("sense").energy().nominal()
            + reads.drivenRows() * wordline.action("drive").energy().nominal();
    return joules * 1e12;
  }

  private Reads reads(Golden golden, Map<String, Object> cell) {
    Golden params = golden.member("params");
    int cellBits = params.integer("cellBit");
    String row = "cell/neurosim";
    ColumnConductance columns =
        new ColumnConductance(
            params.integer("numRowSubArray"),
            params.integer("numColSubArray"),
            product(params, "resistanceOn"),
            product(params, "resistanceOff"),
            1 << cellBits,
            prices.value(row, cell, "rowSegment"),
            prices.value(row, cell, "columnSegment"),
            prices.value(row, cell, "accessResistance"));
    double exponent = prices.value(row, cell, "exponent");
    Reads sum = Reads.NONE;
    for (Golden layer : golden.member("layers").elements()) {
      GeneratedLayer data = GeneratedLayer.of(layer);
      sum = sum.plus(columns.read(data.digits(cellBits), data.planes(), exponent));
    }
    return sum;
  }

  private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(some);
    all.putAll(more);
    return all;
  }

  /** A number that the file writes as a product, such as {@code 100e3*17}. */
  private static double product(Golden params, String key) {
    double product = 1;
    try {
      for (String factor : params.text(key).split("\\*")) {
        product *= Double.parseDouble(factor.trim());
      }
    } catch (NumberFormatException e) {
      throw new InputProblem(params.where().member(key) + ": a product of numbers is wanted.", e);
    }
    return product;
  }
}
