package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Encoded;
import org.bitline.device.reram.ReramParameters.Subtraction;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.ConverterErrors.Calibration;
import org.bitline.device.reram.array.Offset.Reference;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.wire.Wires;
import org.junit.jupiter.api.Test;

/** Combinations of parameters that no array has, and what is said of them. */
class RefusalsTest {

  @Test
  void combinationsThatNoArrayHasAreRefused() {
    refused("adc.limits", "adc.range", AdcRange.CALIBRATED);
    refused(
        "share a column wire",
        "weights.interleaved",
        true,
        "weights.subtraction",
        Subtraction.DIGITAL);
    refused("cell.bits is 0", "cell.bits", 0);
    refused("does not fit a cell", "weights.slices", 2);
    refused("two's complement", "input.sliceBits", 2);
    refused("does not drift", "cell.age", 5.0, "cell.programmingError", 0.1);
    refused(
        "is fitted up to",
        "cell.programmingModel",
        ErrorModel.PCM_JOSHI,
        "cell.programmingError",
        0.1);
    refused("reads err by", "cell.readModel", ErrorModel.HERMES_1, "cell.readNoise", 0.1);
    refused(
        "read noise of whole columns",
        "cell.readNoise",
        0.1,
        "wires.row",
        1.0,
        "wires.column",
        1.0,
        "wires.idleRows",
        Wires.IdleRows.OPEN);
    refused(
        "nonlinear cells behind wires",
        "cell.conduction",
        Conduction.Law.MILO,
        "cell.minConductance",
        50e-6,
        "cell.maxConductance",
        225e-6,
        "wires.column",
        1.0);
    refused("rows that are open or float", "wires.idleRows", Wires.IdleRows.OPEN);
    refused(
        "an interleaved pair",
        "weights.interleaved",
        true,
        "wires.row",
        1.0,
        "wires.column",
        1.0,
        "wires.idleRows",
        Wires.IdleRows.FLOATING);
    refused("pcm-like, hermes-1, hermes-2, wan-2022", "cell.age", 5.0);
    refused("set it to none", "cell.compensation", Cell.Compensation.GLOBAL);
    refused(
        "would scale the reference too",
        "cell.programmingModel",
        ErrorModel.PCM_LIKE,
        "cell.compensation",
        Cell.Compensation.GLOBAL,
        "weights.mapping",
        Encoded.SLICED_OFFSET);
    refused(
        "leave write.pulses at 1",
        "cell.writeVerify.tolerance",
        0.01,
        "cell.programmingError",
        0.02,
        "write.pulses",
        3);
    refused(
        "after their own program and verify",
        "cell.writeVerify.tolerance",
        0.01,
        "cell.programmingError",
        0.02,
        "cell.programmingModel",
        ErrorModel.HERMES_2);
    refused("only a calibrated range has limits", "adc.limits", List.of(-1.0, 1.0));
    refused("only input.range calibrated has a limit", "input.limit", 2.0);
    refused("no gain or offset error to undo", "adc.mismatch.calibration", Calibration.ONE_POINT);
    refused("at least one column must be left", "array.spareColumns", 128);
    refused(
        "leave no room for weights",
        "array.spareColumns",
        127,
        "weights.mapping",
        Encoded.SLICED_OFFSET,
        "weights.reference",
        Reference.UNIT_COLUMN);
    refused("together they are at most 1", "faults.stuckHigh", 0.7, "faults.stuckLow", 0.7);
    refused(
        "leave one out", "faults.stuckLow", 0.1, "faults.map", java.util.Optional.of("map.csv"));
    refused("more than the 4 bits", "weights.slices", 5, "weights.bits", 4, "cell.bits", 3);
    refused("has none; take a sliced", "weights.slices", 2, "weights.mapping", Encoded.OFFSET);
    refused("fitted from 5.0E-5 S", "cell.conduction", Conduction.Law.MILO);
    refused(
        "up to 0.5 V",
        "cell.conduction",
        Conduction.Law.MILO,
        "cell.minConductance",
        50e-6,
        "cell.maxConductance",
        225e-6,
        "cell.readVoltage",
        0.6);
    refused(
        "nonlinear cells behind wires",
        "cell.conduction",
        Conduction.Law.MILO,
        "cell.minConductance",
        50e-6,
        "cell.maxConductance",
        225e-6,
        "wires.row",
        1.0);
    refused("smallest must be below the largest", "cell.minConductance", 600e-6);
    refused(
        "a converter's range goes up",
        "adc.range",
        AdcRange.CALIBRATED,
        "adc.limits",
        List.of(3.0, 1.0));
    refused(
        "more than half",
        "cell.programmingModel",
        ErrorModel.NORMAL_INVERSE,
        "cell.programmingError",
        0.1);
    ReramParameters calibrated =
        Stock.with("adc.range", AdcRange.CALIBRATED, "adc.limits", List.of(-30.0, 30.0));
    assertEquals(Converter.Model.SIGN_MAGNITUDE, calibrated.adc().model());
  }

  private static void refused(String sentence, Object... changes) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class, () -> Stock.device(Stock.with(changes)), sentence);
    assertTrue(refusal.getMessage().contains(sentence), refusal.getMessage());
  }
}
