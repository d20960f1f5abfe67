package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Optional;
import org.bitline.api.device.Load;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.junit.jupiter.api.Test;

class DramHostDeviceTest {

  @Test
  void everyOperationHoldsTheContract() {
    DeviceConformance.check(
        Stock.host(Map.of("core.elementBits", 32)),
        Options.standard().withTolerances(1e-5, 0, 1e-5));
    DeviceConformance.check(Stock.host(Map.of()), Options.standard().withTolerances(2e-3, 0, 2e-3));
  }

  @Test
  void oneTokenIsBoundByTheMemoryAndManyByTheCore() {
    var host = Stock.host(Map.of("core.macRate", "1000 GHz"));
    var one = host.timing(DramPimDeviceTest.matmul(768, 3072), Load.of(1));
    var many = host.timing(DramPimDeviceTest.matmul(768, 3072), Load.of(512));
    assertEquals("memory", one.critical());
    // 768 x 3072 FP16 weights at 82 to 98 % of 256 GB/s.
    assertEquals(768 * 3072 * 2 / 256e9 / 0.9, one.latencySeconds(), 0.1 * one.latencySeconds());
    assertEquals("core", many.critical());
    assertEquals(512.0 * 768 * 3072 / 1e12, many.latencySeconds(), 1e-9);
  }

  @Test
  void partialSumsAreReadAndAddedOneByOne() {
    var host = Stock.host(Map.of());
    var sums = new DramPimDeviceTest.Sums();
    var sum = new Operation.LaneSum("s", DramPimDeviceTest.matmul(768, 96), 16);
    host.account(sum, Load.of(3), sums);
    assertEquals(3 * 96 * 16 * 16.0, sums.sums.get("bank read"));
    assertEquals(3 * 96 * 16.0, sums.sums.get("bank write"));
    assertEquals(3 * 96 * 15.0, sums.sums.get("core pass"));
  }

  @Test
  void attentionWithinAWindowTakesTheKeysOfTheWindow() {
    var window = new Attention(3, false);
    // 16 tokens see 7 keys each, but for 3 + 2 + 1 at either end.
    assertEquals(100, window.pairs(16));
    var context =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", 2, 8, 1, Optional.empty(), window);
    DramPimDeviceTest.Sums sums = new DramPimDeviceTest.Sums();
    Stock.host(Map.of("core.elementBits", 32)).account(context, Load.of(16), sums);
    assertEquals(2 * 100 * 8, sums.sums.get("core mac"));
    assertEquals(32 * (2 * 100 + 2 * 16 * 8), sums.sums.get("bank read"));
    assertEquals(32 * 2 * 16 * 8, sums.sums.get("bank write"));
  }
}
