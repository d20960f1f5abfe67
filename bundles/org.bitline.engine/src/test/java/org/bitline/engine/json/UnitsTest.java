package org.bitline.engine.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {

  private final Units units = new Units();

  @ParameterizedTest
  @CsvSource({
    "16 mW, W, 0.016",
    "128 ns, s, 1.28e-7",
    "0.372 mm^2, m^2, 3.72e-7",
    "1200 um^2, m^2, 1.2e-9",
    "1.667 pJ, J, 1.667e-12",
    "3.59 pJ/bit, J/bit, 3.59e-12",
    "28.72 pJ/B, J/bit, 3.59e-12",
    "64 GB/s, bit/s, 5.12e11",
    "1 Gbit/s, bit/s, 1e9",
    "1.2 GHz, Hz, 1.2e9",
    "2 MiB, B, 2097152",
    "64 KiB, bit, 524288",
    "5 ohm, ohm, 5",
    "2 Mohm, ohm, 2e6",
    "50 uS, S, 5e-5",
    "0.3 V, V, 0.3",
    "1e-3 mJ, J, 1e-6",
    "22.6 nJ, J, 2.26e-8",
    "9.7 nW, W, 9.7e-9",
    "0.39 pJ, J, 3.9e-13",
    "1 fJ, J, 1e-15",
    "3 us, s, 3e-6",
    "3 \u00b5s, s, 3e-6",
  })
  void readsTheUnitsOfTheField(String text, String unit, double expected) {
    assertEquals(expected, units.parse(text, unit), 1e-12 * expected);
  }

  @ParameterizedTest
  @CsvSource({
    "16 mV, W",
    "16, W",
    "16 pJ, J/bit",
    "3 pJ/bit, J",
    "4 s, Hz",
    "5 S, s",
    "1 parsnip, W",
    "x W, W",
    "64 GB, bit/s",
    "64 cd/s, bit/s",
    "64 Gb/s, bit/s",
    "1e400 W, W"
  })
  void refusesOtherKindsWithASentence(String text, String unit) {
    var e = assertThrows(IllegalArgumentException.class, () -> units.parse(text, unit));
    assertTrue(e.getMessage().contains("\"" + text + "\""), e.getMessage());
    assertTrue(e.getMessage().contains(unit), e.getMessage());
  }

  @Test
  void threadsDoNotDisturbOneAnother() {
    java.util.stream.IntStream.range(0, 1000)
        .parallel()
        .forEach(i -> assertEquals(i * 1e-9, units.parse(i + " ns", "s"), 1e-20));
  }
}
