package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Costs of presets against the numbers of those whom they reproduce. */
class CostPresetsTest {

  private static double sum(SortedMap<String, Double> joules) {
    return joules.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** Shafiee et al., ISCA 2016, Table I: 0.01312, 0.37229 and 85.42 mm^2. */
  @Test
  void isaacsAreasCloseAtEveryLevel() {
    Preset isaac = Shipped.preset("isaac");
    assertEquals(0.01312, isaac.squareMetres("IMA") * 1e6, 0.01312e-3);
    assertEquals(0.37229, isaac.squareMetres("TILE") * 1e6, 0.37229e-3);
    assertEquals(85.42, isaac.squareMetres("CHIP") * 1e6, 85.42e-3);
  }

  /** The same table: 24.08 mW, 329.81 mW and 65.81 W, every component at its full rate. */
  @Test
  void isaacsPowersCloseAtEveryLevel() {
    Preset isaac = Shipped.preset("isaac");
    double cycle = 100e-9;
    double inputBits = 8 * 128 / cycle;
    double resultBits = 16 * 128 / (16 * cycle);
    double ima =
        isaac.leakageWatts("IMA")
            + 8 * 1.2e9 * isaac.price("adc", "convert")
            + 1024 / cycle * isaac.price("dac", "drive")
            + 1024 / cycle * isaac.price("sample-hold", "sample")
            + 8 / cycle * isaac.price("cell", "read")
            + 8 * 1.2e9 * isaac.price("shift-add", "add")
            + inputBits * isaac.price("register-in", "read")
            + resultBits * isaac.price("register-out", "write");
    assertEquals(24.08e-3, ima, 24.08e-6);
    double bits = 12 * (inputBits + resultBits);
    double results = 12 * resultBits / 16;
    double own =
        isaac.leakageWatts("TILE")
            - 12 * isaac.leakageWatts("IMA")
            + bits * isaac.price("edram", "read")
            + bits * isaac.price("bus", "transfer")
            + bits * isaac.price("router", "transfer")
            + results * isaac.price("sigmoid", "apply")
            + 2.4e9 * isaac.price("shift-add", "add")
            + results * isaac.price("max-pool", "compare")
            + 16 * results * isaac.price("register-tile", "write");
    double tile = 12 * ima + own;
    assertEquals(329.81e-3, tile, 329.81e-6);
    double link =
        isaac.leakageWatts("CHIP")
            - 168 * isaac.leakageWatts("TILE")
            + 204.8e9 * isaac.price("link", "transfer");
    assertEquals(65.81, 168 * tile + link, 65.81e-3);
  }

  /** ZigZag's analog macro of 128 x 128 at 28 nm with 4 bits: area, clock, energy of a cycle. */
  @Test
  void zigzagsMacroComesOut() {
    Preset macro = Shipped.preset("zigzag-28").with("adc.bits", 4L);
    assertEquals(0.32203410629252005, macro.squareMetres("ARRAY") * 1e6, 1e-6);
    assertEquals(8.16908, macro.intervalSeconds(128, 128) / 8 * 1e9, 1e-4);
    SortedMap<String, Double> amounts = macro.amounts(128, 128);
    assertEquals(8 * 1024, amounts.get("adc convert"));
    double cycle =
        1024 * macro.price("adc", "convert")
            + macro.price("cell", "read")
            + 1024 * macro.price("shift-add", "add");
    double expected = 331.98833664 + 2 * 37.158912 + 20.901887999999996 + 13.063679999999998;
    assertEquals(expected, cycle * 1e12, 1e-6 * expected);
  }

  /** Energies per operation at 4-bit inputs and 6-bit outputs: 21.8, 29.1 and 11.5 fJ. */
  @Test
  void neurramsPartsComeOutAtTheirMeasuredPoint() {
    Preset chip = Shipped.preset("neurram");
    SortedMap<String, Double> joules = chip.joules(128, 256);
    double operations = 2 * 128 * 256 / 1e15;
    assertEquals(21.756, joules.get("word-line") / operations, 0.06 * 21.756);
    assertEquals(29.108, joules.get("adc") / operations, 0.06 * 29.108);
    double pulses = joules.get("dac") + joules.get("cell");
    assertEquals(11.507, pulses / operations, 0.06 * 11.507);
    assertEquals(3.99e-6, chip.intervalSeconds(128, 256), 1e-12);
    assertEquals(1270 * 256 / 0.28, chip.squareMetres("TILE") * 1e12, 200);
  }

  /** 12.48 nJ and 127 ns a product; 1.008 TOPS over 1.59 TOPS/mm^2. */
  @Test
  void theHermesCoreTakesWhatWasMeasured() {
    Preset core = Shipped.preset("hermes-core");
    assertEquals(12.483e-9, sum(core.joules(256, 256)), 1e-12);
    assertEquals(127e-9, core.intervalSeconds(256, 256), 1e-15);
    assertEquals(0.634, core.squareMetres("TILE") * 1e6, 1e-3);
  }

  /** An access of 1-bit inputs and 2-bit weights: 0.264 pJ, 9.8 ns. */
  @Test
  void xuesMacroTakesWhatItWasFittedTo() {
    Preset access =
        Shipped.preset("xue-2020")
            .with("input.signed", false)
            .with("periphery.columnsPerAdc", 1L)
            .with("input.bits", 1L)
            .with("weights.bits", 2L);
    assertEquals(0.26363e-12, sum(access.joules(16, 1)), 0.01 * 0.26363e-12);
    assertEquals(9.8e-9, access.intervalSeconds(16, 1), 1e-12);
  }

  /** 11.49 pJ a column of 2304, 1350 ns an access. */
  @Test
  void jiasMacroTakesWhatWasMeasured() {
    Preset macro = Shipped.preset("jia-2020");
    double column = macro.price("adc", "convert") + macro.price("cell", "read") / 256;
    assertEquals(11.49e-12, column, 1e-18);
    assertEquals(8 * 1350e-9, macro.intervalSeconds(2304, 32), 1e-15);
  }

  @Test
  void everyPresetsLevelsClose() throws IOException {
    List<String> names;
    try (Stream<java.nio.file.Path> files =
        Files.list(Shipped.HOME.resolve("device-models/reram"))) {
      names =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".json"))
              .map(f -> f.replace(".json", ""))
              .sorted()
              .toList();
    }
    assertTrue(names.size() >= 8, names.toString());
    for (String name : names) {
      Preset preset = Shipped.preset(name);
      assertTrue(preset.squareMetres("CHIP") >= preset.squareMetres("TILE"), name);
      assertTrue(sum(preset.joules(100, 20)) > 0, name);
    }
  }
}
