package org.bitline.benchmarks;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A row of the table of speeds.
 *
 * @param label what is measured
 * @param atMost the ratio to OpenBLAS that is promised
 * @param research the ratio to be proud of
 * @param settings of the device, on top of a programming error of 2 % and an 8-bit converter
 */
public enum Case {
  FROZEN("exact, frozen programming error, 8 two's-complement planes", 15, 8),
  SIGN_MAGNITUDE("the same, 7 sign-magnitude planes", 20, 10, "input.encoding", "sign-magnitude"),
  NOISE_PROPORTIONAL(
      "+ read noise, deviation proportional to conductance",
      40,
      25,
      "cell.readNoise",
      0.02,
      "cell.readModel",
      "normal-proportional"),
  NOISE("+ read noise, any variance (state-independent, cut at 0)", 55, 25, "cell.readNoise", 0.02),
  NOISE_SIGN_MAGNITUDE(
      "+ read noise, any variance, sign-magnitude",
      55,
      25,
      "cell.readNoise",
      0.02,
      "input.encoding",
      "sign-magnitude"),
  WIRES(
      "+ wires of 1 ohm, per product after programming",
      15,
      8,
      "wires.row",
      "1 ohm",
      "wires.column",
      "1 ohm"),
  LOSSLESS(
      "exact, converter that cannot clip or round",
      2,
      0.5,
      "cell.programmingError",
      0.0,
      "adc.bits",
      10L),
  STATISTICAL(
      "statistical with read noise", 4, 2.5, "cell.readNoise", 0.02, "fidelity", "statistical");

  private final String label;
  private final double atMost;
  private final double research;
  private final Map<String, Object> settings = new LinkedHashMap<>();

  Case(String label, double atMost, double research, Object... settings) {
    this.label = label;
    this.atMost = atMost;
    this.research = research;
    this.settings.put("cell.programmingError", 0.02);
    this.settings.put("adc.bits", 8L);
    for (int i = 0; i < settings.length; i += 2) {
      this.settings.put((String) settings[i], settings[i + 1]);
    }
  }

  String label() {
    return label;
  }

  double atMost() {
    return atMost;
  }

  double research() {
    return research;
  }

  Map<String, Object> settings() {
    return settings;
  }
}
