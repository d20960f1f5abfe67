package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.bitline.api.device.Device;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.digital.RooflineParameters.Memory;
import org.bitline.device.digital.RooflineParameters.Products;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

class RooflineDeviceTest {

  private static Device device(NumberFormat format, double launchSeconds, double onChip) {
    Products products = new Products(1000, 0.5, format, 8, format == NumberFormat.FP32 ? 32 : 16);
    Memory memory = new Memory(80e9, 0.8, onChip, 1e9);
    return new RooflineType(new ScalarKernels())
        .create(
            new RooflineParameters(1e9, launchSeconds, products, memory, Stock.VECTOR),
            new Stock.Context());
  }

  @Test
  void itHoldsTheContractInEveryFormat() {
    for (NumberFormat format : NumberFormat.values()) {
      DeviceConformance.check(
          device(format, 1e-6, 0), Options.standard().withTolerances(0.03, 1e-3, 0.01));
    }
  }

  @Test
  void aProductTakesThePeakOrTheBandwidth() {
    StaticMatmul matmul = Stock.matmul(1000, 2000);
    Timing many = device(NumberFormat.FP16, 0, 1e9).timing(matmul, Load.of(500));
    assertEquals(500 * 1000 * 2000 / (1000 * 0.5 * 1e9), many.latencySeconds(), 1e-15);
    assertEquals("processor", many.critical());
    Timing one = device(NumberFormat.FP16, 0, 1e9).timing(matmul, Load.of(1));
    assertEquals(16 * 1000 * 2000 / (80e9 * 0.8), one.latencySeconds(), 1e-15);
    assertEquals("DRAM bandwidth", one.critical());
    Timing started = device(NumberFormat.FP16, 1, 1e9).timing(matmul, Load.of(1));
    assertEquals(1 + one.latencySeconds(), started.latencySeconds());
    assertEquals("launch", started.critical());
  }

  @Test
  void activationsThatDoNotStayOnChipAreMovedOnce() {
    StaticMatmul matmul = Stock.matmul(100, 200);
    Stock.Amounts amounts = new Stock.Amounts();
    device(NumberFormat.BF16, 0, 0).account(matmul, Load.of(10), amounts);
    assertEquals(16 * (100 * 200 + 10 * 100), amounts.of("dram read"));
    assertEquals(16 * 10 * 200, amounts.of("dram write"));
    Stock.Amounts inside = new Stock.Amounts();
    device(NumberFormat.BF16, 0, 1e6).account(matmul, Load.of(10), inside);
    assertEquals(16 * 100 * 200, inside.of("dram read"));
    assertEquals(0, inside.of("dram write"));
  }
}
