package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bitline.api.device.Component;
import org.junit.jupiter.api.Test;

/**
 * Prices of commands against the rule of supply currents (umd-memsys/DRAMsim3 2981759, {@code
 * configuration.cc} and its files HBM2_8Gb_x128, DDR4_8Gb_x8_2400 and GDDR6_8Gb_x16). For HBM3 and
 * UPMEM no currents are published; the latter takes DDR4's.
 */
class CurrentsTest {

  private static final Currents HBM2 =
      new Currents(1.2, 65, 40, 55, 390, 500, 250, 1.0, 48, 34, 14, 2, 260, 3900);
  private static final Currents DDR4 =
      new Currents(1.2, 48, 34, 43, 135, 123, 250, 0.83, 56, 39, 17, 4, 420, 9360);
  private static final Currents GDDR6 =
      new Currents(1.35, 71, 60, 61, 248, 231, 286, 0.66, 78, 54, 24, 3, 126, 11862);

  /** Supply voltage in volts, currents in milliamperes, clock in nanoseconds, delays in cycles. */
  private record Currents(
      double vdd,
      double idd0,
      double idd2n,
      double idd3n,
      double idd4r,
      double idd4w,
      double idd5ab,
      double clock,
      int rc,
      int ras,
      int rp,
      int burst,
      int rfc,
      int refi) {

    /** V · mA · cycles · ns is picojoules. */
    private double joules(double milliampereCycles) {
      return vdd * milliampereCycles * clock * 1e-12;
    }

    double activate() {
      return joules(idd0 * rc - idd3n * ras - idd2n * rp);
    }

    double read() {
      return joules((idd4r - idd3n) * burst);
    }

    double write() {
      return joules((idd4w - idd3n) * burst);
    }

    double refreshWatts() {
      return vdd * (idd5ab - idd3n) * rfc / refi * 1e-3;
    }

    double standbyWatts() {
      return vdd * (idd2n + idd3n) / 2 * 1e-3;
    }
  }

  private static double price(String component, String action) {
    return Shipped.component(component).action(action).energy().nominal();
  }

  private static double leakage(String component) {
    return Shipped.component(component).leakage().nominal();
  }

  private static void within(double low, double high, double ours, double rule) {
    double ratio = ours / rule;
    assertTrue(ratio >= low && ratio <= high, "ratio " + ratio);
  }

  @Test
  void hbm2IsPricedByAnotherSourceAndLiesWithinAFactorOfTheCurrents() {
    assertEquals(828e-12, HBM2.activate(), 1e-12);
    within(1.0, 1.1, price("dram/hbm2-bank", "activate") * 8192, HBM2.activate());
    double path =
        price("dram/hbm2-column-path", "transfer")
            + price("dram/hbm2-global-io", "transfer")
            + price("dram/hbm2-tsv", "transfer");
    // A burst of the 128-bit channel; the currents end at the die's pads, the vias do not.
    within(1.9, 2.2, (price("dram/hbm2-bank", "read") + path) * 512, HBM2.read());
    within(1.4, 1.6, (price("dram/hbm2-bank", "write") + path) * 512, HBM2.write());
    // Two pseudo channels; PIMSimulator's tRFC is 350 cycles where DRAMsim3's is 260.
    within(1.3, 1.4, 2 * leakage("dram/hbm2-refresh"), HBM2.refreshWatts());
    within(1 - 1e-9, 1 + 1e-9, 2 * leakage("dram/hbm2-background"), HBM2.standbyWatts());
  }

  @Test
  void ddr4AndGddr6ArePricedByTheRuleItselfTheClockIncluded() {
    rule(DDR4, "ddr4", 8192, 64, 8);
    rule(GDDR6, "gddr6", 16384, 256, 1);
  }

  private static void rule(Currents currents, String name, int row, int burst, int devices) {
    String bank = "dram/" + name + "-bank";
    exact(currents.activate(), price(bank, "activate") * row);
    exact(currents.read(), price(bank, "read") * burst);
    exact(currents.write(), price(bank, "write") * burst);
    exact(currents.refreshWatts() * devices, leakage("dram/" + name + "-refresh"));
    exact(currents.standbyWatts() * devices, leakage("dram/" + name + "-background"));
  }

  private static void exact(double expected, double found) {
    assertEquals(expected, found, 1e-9 * expected);
  }

  @Test
  void standbyLiesBetweenClosedAndOpenBanks() {
    for (String name : new String[] {"hbm2", "ddr4", "gddr6"}) {
      Component component = Shipped.component("dram/" + name + "-background");
      assertTrue(
          component.leakage().low() < component.leakage().nominal()
              && component.leakage().nominal() < component.leakage().high(),
          name);
    }
  }
}
