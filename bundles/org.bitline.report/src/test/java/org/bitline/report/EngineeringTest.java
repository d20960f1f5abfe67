package org.bitline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineeringTest {

  @ParameterizedTest
  @CsvSource({
    "1.2345e-4, 123.4 µs",
    "9.9996e-4, 1.000 ms",
    "1, 1.000 s",
    "0, 0 s",
    "999.94, 999.9 s",
    "12345, 12.34 ks",
    "5e-9, 5.000 ns",
    "1.5e-20, 0.01500 as",
    "2.5e16, 25000 Ts"
  })
  void quantitiesHaveFourDigitsAndAPrefix(double value, String text) {
    assertEquals(text, Engineering.withPrefix(value, Engineering.FULL, "s"));
  }

  @ParameterizedTest
  @CsvSource({"85.42, 85.42", "1, 1.000", "123456, 123500", "0.0012345, 0.001234", "-2.5, -2.500"})
  void plainNumbersHaveFourDigits(double value, String text) {
    assertEquals(text, Engineering.plain(value));
  }

  @Test
  void differencesCarryTheirSign() {
    assertEquals("+0.00120", Engineering.difference(0.0012));
    assertEquals("-0.0100", Engineering.difference(-0.01));
    assertEquals("+0", Engineering.difference(0));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 4",
    "1, 0.9, 1.1, 2",
    "1, 0.99, 1.01, 3",
    "1, 0.5, 2, 2",
    "1, 0, 9, 1",
    "0, 0, 5, 4"
  })
  void aValueHasNoMoreDigitsThanItsBandDeserves(double value, double low, double high, int digits) {
    assertEquals(digits, Engineering.deserved(value, low, high));
  }
}
