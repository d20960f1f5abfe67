package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.array.ArrayDesign.Sampling;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.Converter.Model;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.wire.Wires.Topology;
import org.junit.jupiter.api.Test;

class WarningsTest {

  private static void warned(String sentence, Object... changes) {
    List<String> warnings = Warnings.of(Stock.with(changes));
    assertTrue(warnings.stream().anyMatch(w -> w.contains(sentence)), warnings.toString());
    for (String warning : warnings) {
      assertTrue(warning.endsWith("."), warning);
    }
  }

  private static void silent(Object... changes) {
    assertEquals(List.of(), Warnings.of(Stock.with(changes)));
  }

  @Test
  void rangesThatClipAreTold() {
    // 127 of 384 levels, and 10 bits hold 511.
    warned("adc.range granular with adc.bits 8 reaches 33.1 % of the largest sum", "adc.bits", 8);
    warned("Set adc.bits to 10", "adc.bits", 8);
    silent("adc.bits", 10);
    silent("adc.range", AdcRange.FULL);
    silent("adc.model", Converter.Model.IDEAL);
    silent("adc.range", AdcRange.SYNTHETIC);
    warned(
        "adc.limits of slice 1 reach 25.0 %",
        "adc.range",
        AdcRange.CALIBRATED,
        "adc.limits",
        List.of(-200.0, 200.0, -31.96800, 200.0, -200.0, 200.0, -200.0, 200.0));
  }

  @Test
  void rangesBelowTheRowsAreTold() {
    warned(
        "adc.range full reaches",
        "adc.range",
        AdcRange.FULL,
        "array.rows",
        90,
        "weights.mapping",
        Encoded.SLICED_OFFSET,
        "cell.bits",
        4,
        "compatibility",
        "crosssim-3.2");
    silent("adc.range", AdcRange.FULL, "array.rows", 90);
  }

  @Test
  void aZeroOnATieIsTold() {
    warned("no code for 0", "adc.model", Model.UNIFORM, "adc.range", AdcRange.FULL);
    silent(
        "adc.model",
        Model.UNIFORM,
        "adc.range",
        AdcRange.CALIBRATED,
        "adc.limits",
        List.of(-128.5, 129.5));
  }

  @Test
  void mixesThatNoCircuitDoesAreTold() {
    warned(
        "drives rows below zero",
        "weights.mapping",
        Encoded.SLICED_OFFSET,
        "input.encoding",
        Encoding.SIGN_MAGNITUDE);
    warned(
        "gates cells with inputs of one bit",
        "wires.topology",
        Topology.SEPARATE_SOURCE,
        "wires.row",
        1.0,
        "input.encoding",
        Encoding.SIGN_MAGNITUDE,
        "input.sliceBits",
        2);
    warned("which no integrator does", "adc.conversion", Conversion.ACCUMULATED);
    warned("replace their own columns", "array.spareColumns", 4, "faults.stuckLow", 0.01);
    warned("wires of their own", "wires.row", 1.0, "wires.column", 1.0);
  }

  @Test
  void whatHasNoEffectIsTold() {
    warned("they hold nothing", "array.spareColumns", 4);
    warned(
        "is so tight",
        "cell.minConductance",
        50e-6,
        "cell.programmingError",
        0.05,
        "cell.writeVerify.tolerance",
        0.001,
        "cell.writeVerify.maxPulses",
        10);
    warned(
        "readSampling column does not hold with telegraph noise",
        "cell.readNoise",
        0.01,
        "cell.telegraph.amplitude",
        0.1);
    warned("to first order", "cell.readNoise", 0.01, "wires.row", 1.0, "wires.column", 1.0);
    warned(
        "the converter is ideal",
        "adc.model",
        Converter.Model.IDEAL,
        "adc.range",
        AdcRange.FROM_DATA);
    silent(
        "adc.bits",
        0,
        "cell.readNoise",
        0.01,
        "cell.telegraph.amplitude",
        0.1,
        "cell.readSampling",
        Sampling.CELL);
  }
}
