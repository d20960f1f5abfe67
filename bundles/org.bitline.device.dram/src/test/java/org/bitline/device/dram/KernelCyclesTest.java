package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.bitline.device.dram.DramPimParameters.Delays;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Refresh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against cycle counts of SAITPublic/PIMSimulator b464dde, stock and with changed delays. */
class KernelCyclesTest {

  private static final double TOLERANCE = 0.006;

  private static long products(int outputs, int batch, int channels) {
    return (long) batch * PimUnit.ceil(outputs, PimUnit.TILE_OUTPUTS * channels);
  }

  private static int tiles(int inputs) {
    return PimUnit.ceil(inputs, PimUnit.TILE_INPUTS);
  }

  private static KernelCycles stock(Refresh refresh) {
    return new KernelCycles(Stock.parameters(16, Stock.DELAYS, Stock.KERNEL, refresh));
  }

  @ParameterizedTest(name = "gemv {0} x {1}, batch {2}, {3} channels")
  @CsvSource({
    "128, 64, 1, 1, 1, 1169",
    "256, 256, 1, 1, 1, 3559",
    "2048, 512, 1, 1, 1, 54164",
    "48, 768, 128, 1, 1, 319468",
    "3072, 768, 1, 1, 1, 119910",
    "64, 1024, 128, 1, 1, 422664",
    "768, 3072, 1, 1, 1, 116746",
    "64, 4096, 16, 1, 1, 207377",
    "768, 768, 1, 16, 1, 2596",
    "768, 768, 16, 16, 1, 40142",
    "3072, 768, 16, 16, 1, 119910",
    "512, 2048, 1, 16, 1, 6591",
    "768, 3072, 8, 16, 1, 77850",
    "1024, 4096, 1, 64, 2, 13166",
    "768, 768, 1, 64, 2, 2934",
    "512, 2048, 1, 64, 2, 6970"
  })
  void stockProductsAreWithin06Percent(
      int outputs, int inputs, int batch, int channels, int ranks, int cycles) {
    KernelCycles kernel = stock(ranks == 2 ? Stock.TWO_RANKS : Stock.REFRESH);
    double ours = kernel.gemv(products(outputs, batch, channels), tiles(inputs));
    assertEquals(cycles, ours, TOLERANCE * cycles);
  }

  @ParameterizedTest(name = "add {0}, {1} channels")
  @CsvSource({
    "2048, 1, 1, 731",
    "6144, 1, 1, 1375",
    "24576, 1, 1, 4637",
    "65536, 1, 1, 11441",
    "131072, 64, 2, 731",
    "2097152, 64, 2, 5926"
  })
  void stockSumsAreWithin06Percent(int elements, int channels, int ranks, int cycles) {
    KernelCycles kernel = stock(ranks == 2 ? Stock.TWO_RANKS : Stock.REFRESH);
    double ours = kernel.add(PimUnit.ceil((long) elements, 2048L * channels));
    assertEquals(cycles, ours, TOLERANCE * cycles);
  }

  @Test
  void withoutRefreshAKernelIsTheSumOfItsTiles() {
    KernelCycles kernel = stock(Stock.NO_REFRESH);
    assertEquals(331 + 12 * (78 + 3 * 341 + 3 * 388), kernel.gemv(12, 6));
    assertEquals(409 + 32 * 322, kernel.add(32));
    // 30017 cycles with seven refreshes of 354.
    assertEquals(stock(Stock.REFRESH).gemv(12, 6), kernel.gemv(12, 6) + 7 * 354);
  }

  /** One small case gives the constant part of a set of delays; the larger ones follow from it. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "tCCDL 6,    20, 8, 6, 14, 10, 33, 14, 16, 9, 1, 1, 902, 2, 8, 9254, 1, 24, 13539",
    "slow row,   20, 8, 4, 18, 14, 40, 20, 16, 9, 1, 6, 2774, 6, 6, 16184, 6, 6, 16184",
    "slow write, 24, 10, 4, 14, 10, 33, 14, 24, 12, 1, 1, 798, 2, 8, 6870, 1, 24, 10130",
    "fast,       20, 8, 2, 10, 6, 24, 10, 10, 6, 1, 1, 528, 2, 8, 3728, 1, 24, 5691"
  })
  void changedDelaysChangeTheCyclesAsMeasured(
      String name,
      int rl,
      int wl,
      int ccdl,
      int rcdrd,
      int rcdwr,
      int ras,
      int rp,
      int wr,
      int wtrl,
      long products,
      int tiles,
      int cycles,
      long products2,
      int tiles2,
      int cycles2,
      long products3,
      int tiles3,
      int cycles3) {
    Delays delays = new Delays(rl, wl, 2, ccdl, rcdrd, rcdwr, ras, rp, 5, wr, wtrl, 1);
    KernelCycles bare =
        new KernelCycles(Stock.parameters(1, delays, new Kernel(0, 0, true), Stock.NO_REFRESH));
    int constant = (int) (cycles - bare.gemv(products, tiles));
    KernelCycles kernel =
        new KernelCycles(
            Stock.parameters(1, delays, new Kernel(constant, 409, true), Stock.REFRESH));
    assertTrue(constant > 200 && constant < 600, "constant part " + constant);
    assertEquals(cycles, kernel.gemv(products, tiles));
    assertEquals(cycles2, kernel.gemv(products2, tiles2), TOLERANCE * cycles2);
    assertEquals(cycles3, kernel.gemv(products3, tiles3), TOLERANCE * cycles3);
  }

  @Test
  void theFastPartWithoutRefreshIsExact() {
    // 528 and 3728 cycles measured, both before the first refresh.
    Delays fast = new Delays(20, 8, 2, 2, 10, 6, 24, 10, 5, 10, 6, 1);
    KernelCycles kernel =
        new KernelCycles(Stock.parameters(1, fast, Stock.KERNEL, Stock.NO_REFRESH));
    assertEquals(3728 - 528, kernel.gemv(2, 8) - kernel.gemv(1, 1));
  }

  @Test
  void delaysThatTheFormDoesNotCoverAreRefused() {
    Delays open = new Delays(20, 8, 2, 4, 14, 10, 60, 14, 5, 16, 9, 1);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new KernelCycles(Stock.parameters(1, open, Stock.KERNEL, Stock.REFRESH)));
    assertTrue(refusal.getMessage().startsWith("delays.ras is 60 cycles"), refusal.getMessage());
  }

  @Test
  void refreshThatLeavesNoTimeIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> new Refresh(true, 300, 350, 4, 100, 0));
    assertTrue(refusal.getMessage().contains("no time is left"), refusal.getMessage());
  }
}
