package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeMap;
import org.bitline.api.device.Ledger;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.ScalarCrossbar;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

/**
 * Energy that DNN+NeuroSim V1.4 prints as its converters': electronics, cell current and word lines
 * of one token, with the weights and inputs that were given to it (SplitMix64, twelve draws a
 * value). Here each is its own component, from the conductances and bits of the run.
 *
 * <p>Not modelled: wires of the array, and the power's exponent of 1.0002 (0.9976 at 32 nm) off the
 * mean current.
 */
class NeurosimTest {

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  /** Values of seed, drawn as the cases' README says. */
  private static int[] values(long seed, int count, int low) {
    int[] values = new int[count];
    long state = seed;
    for (int i = 0; i < count; i++) {
      double sum = -6;
      for (int k = 0; k < 12; k++) {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        sum += (z >>> 11) * 0x1p-53;
      }
      values[i] = Math.max(low, Math.min(127, (int) Math.floor(32 * sum + 0.5)));
    }
    return values;
  }

  private static TreeMap<String, Double> amounts(Preset preset, int columns, long seed) {
    ReramParameters p = preset.parameters();
    int rows = 768;
    WeightCodes weights =
        new WeightCodes(rows, columns, 8, values(seed, rows * columns, -127), new float[columns]);
    InputCodes x =
        new InputCodes(8, 127, rows, values(201, rows, -127), new float[] {1}, new int[] {0});
    double[] siemens =
        new Programmer(p, new ScalarCrossbar(), new ScalarKernels())
            .siemens(weights, 8, new Place(0, 0, columns), KeyedStream.of(1));
    long driven = 0;
    for (int code : x.codes()) {
      driven += Integer.bitCount(code & 0xff);
    }
    TreeMap<String, Double> amounts = new TreeMap<>();
    Ledger ledger =
        new Ledger() {
          @Override
          public void add(String component, String action, double amount) {
            amounts.merge(component + " " + action, amount, Double::sum);
          }

          @Override
          public void max(String component, String action, double amount) {}

          @Override
          public void histogram(String component, String action, int bin, long count) {}

          @Override
          public void alternative(String way, String component, String action, double amount) {
            amounts.merge(way, amount, Double::sum);
          }
        };
    Geometry g = Geometry.of(rows, columns, 8, p);
    preset.counts().product(g, 8, Reading.of(x, driven, siemens, p), ledger);
    return amounts;
  }

  private static double picojoules(Preset preset, int columns, long seed) {
    TreeMap<String, Double> amounts = amounts(preset, columns, seed);
    return 1e12
        * (amounts.get("adc convert") * preset.price("adc", "convert")
            + amounts.get("cell conduct") * preset.price("cell", "conduct")
            + amounts.get("dac drive") * preset.price("dac", "drive"));
  }

  @Test
  void theFirstValuesAreTheReadmes() {
    int[] q = values(101, 4, -127);
    assertEquals("[-24, 17, 25, -7]", java.util.Arrays.toString(q));
    assertEquals("[7, -49, 61, -3]", java.util.Arrays.toString(values(201, 4, -127)));
  }

  @Test
  void energiesOfItsConvertersComeOutWithinAPercent() {
    Preset at22 = Shipped.preset("neurosim-22");
    assertEquals(30565.8, picojoules(at22, 768, 101), 305.658);
    assertEquals(45954.6, picojoules(at22.with("adc.bits", 8L), 768, 101), 459.546);
    assertEquals(163413, picojoules(Shipped.preset("neurosim-32"), 3072, 102), 1634.13);
  }

  /** The read of its eight columns and eight bits: 545.521 and 728.706 ns. */
  @Test
  void itsClockComesOut() {
    assertEquals(545.521e-9, Shipped.preset("neurosim-22").intervalSeconds(768, 768), 1e-12);
    assertEquals(728.706e-9, Shipped.preset("neurosim-32").intervalSeconds(768, 3072), 1e-12);
  }

  /** 144 arrays of 16 converters each, and a conversion of each of 6 x 3072 columns and 8 bits. */
  @Test
  void conversionsAreItsCount() {
    TreeMap<String, Double> amounts = amounts(Shipped.preset("neurosim-22"), 768, 101);
    assertEquals(147456, amounts.get("adc convert"));
    // Averages lose what rows and inputs have in common: little where both are independent.
    assertEquals(1, amounts.get("averaged") / amounts.get("exact"), 0.01);
    assertTrue(Math.abs(amounts.get("fixed") / amounts.get("exact") - 1) > 0.01);
  }
}
