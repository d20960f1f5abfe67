package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.junit.jupiter.api.Test;

class DramPimDeviceTest {

  private static final Options FP16 = Options.standard().withTolerances(2e-3, 0, 2e-3);

  private final Device device = Stock.device(Stock.parameters());

  static StaticMatmul matmul(int inputs, int outputs) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", inputs, outputs, Optional.empty()),
        Optional.empty(),
        Range.all(inputs),
        Range.all(outputs),
        Optional.empty());
  }

  /** Amounts by "component action". */
  private static final class Amounts implements Ledger {
    final TreeMap<String, Double> sums = new TreeMap<>();

    @Override
    public void add(String component, String action, double amount) {
      sums.merge(component + " " + action, amount, Double::sum);
    }

    @Override
    public void max(String component, String action, double amount) {}

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }

  private Amounts account(Operation operation, int tokens) {
    Amounts amounts = new Amounts();
    device.account(operation, Load.of(tokens), amounts);
    return amounts;
  }

  @Test
  void itHoldsTheContract() {
    DeviceConformance.check(device, FP16);
  }

  @Test
  void itHoldsTheContractWhereMatricesTakeSeveralTiles() {
    DeviceConformance.check(
        Stock.device(Stock.parameters(2, Stock.DELAYS, Stock.KERNEL, Stock.NO_REFRESH)),
        FP16.withShapes(300, 200, 3, 24));
  }

  @Test
  void commandsAreAsManyAsTheSimulatorIssues() {
    // PIMSimulator, gemv 768 x 768 on one channel: 4640 reads, 32 of them to park the channel, and
    // 703 writes, 7 of them before and after the products.
    Amounts amounts = account(matmul(768, 768), 1);
    double hostReads = 768 * 256;
    assertEquals((4640 - 32) * 8 * 256 + hostReads, amounts.sums.get("bank read"));
    double broadcasts = amounts.sums.get("tsv transfer") - hostReads;
    double results = amounts.sums.get("bank write") / 8;
    assertEquals((703 - 7) * 256, broadcasts + results);
    assertEquals(768.0 * 768, amounts.sums.get("pim-unit mac"));
  }

  @Test
  void everyTokenReadsAllWeightsAgain() {
    Amounts one = account(matmul(768, 3072), 1);
    Amounts many = account(matmul(768, 3072), 128);
    one.sums.forEach((action, amount) -> assertEquals(128 * amount, many.sums.get(action), action));
  }

  @Test
  void aProductTakesTheKernelsTimeAndTheReadingOfItsResults() {
    // PIMSimulator, 768 x 768, 16 channels: 2596 cycles for a token, 40142 for 16.
    double peak = 256 / 2e-9;
    double reading = 768 * 256 / (12 * 0.92 * peak);
    assertEquals(2596e-9 + reading, seconds(matmul(768, 768), 1), 0.006 * 2596e-9);
    assertEquals(40142e-9 + 16 * reading, seconds(matmul(768, 768), 16), 0.006 * 40142e-9);
    assertEquals("PIM units", device.timing(matmul(768, 768), Load.of(16)).critical());
  }

  private double seconds(Operation operation, int tokens) {
    return device.timing(operation, Load.of(tokens)).latencySeconds();
  }

  @Test
  void copiesShareChannelsThatStoodIdle() {
    // 384 outputs occupy 6 of 16 channels: a second copy halves the time, a third finds no room.
    Timing one = device.timing(matmul(768, 384), Load.of(128));
    Timing two = device.timing(matmul(768, 384), new Load(128, 2));
    Timing four = device.timing(matmul(768, 384), new Load(128, 4));
    assertEquals(0.5, two.latencySeconds() / one.latencySeconds(), 0.01);
    assertTrue(four.latencySeconds() > 0.49 * one.latencySeconds());
  }

  @Test
  void headsRunSideBySideUnlessToldOtherwise() {
    Operation scores =
        new DynamicMatmul("s", 1, DynamicKind.SCORES, "q", "k", 12, 32, 0.2f, Optional.empty());
    Device serial =
        Stock.device(
            Stock.parameters(
                16, Stock.DELAYS, new DramPimParameters.Kernel(331, 409, false), Stock.REFRESH));
    double spread = seconds(scores, 128);
    double alone = serial.timing(scores, Load.of(128)).latencySeconds();
    // 128 keys take 2 channels, so 8 of the 12 heads run at once: 2 rounds instead of 12.
    assertEquals(6, alone / spread, 0.3);
  }

  @Test
  void anOperandThatIsNoWeightIsWrittenFirst() {
    Operation context =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", 12, 32, 1, Optional.empty());
    Amounts amounts = account(context, 100);
    // V, and the results of the units: 32 outputs take one tile per token and head.
    double results = 12 * 100 * 8 * 8 * 256;
    assertEquals(12 * 100 * 32 * 16 + results, amounts.sums.get("bank write"));
  }

  @Test
  void aMatrixTakesPaddedRowsOfAllBanks() {
    // 768 inputs are 6 tiles; 768 outputs are one tile of 16 channels x 64.
    Footprint rows = device.footprint(matmul(768, 768));
    assertEquals(6 * 2 * 8 * 16, rows.of("bank rows"));
    assertEquals(2 * rows.of("bank rows"), device.footprint(matmul(768, 1025)).of("bank rows"));
    assertEquals(16L * 16 * (16384 - 512), device.capacity().of("bank rows"));
  }

  @Test
  void unitsChannelsAndStacksAreProvidedWhole() {
    var counts = device.provision(device.footprint(matmul(768, 768)));
    assertEquals(1, counts.get("stack"));
    assertEquals(128, counts.get("pim-unit"));
    assertEquals(16, counts.get("refresh"));
    Device without =
        Stock.device(Stock.parameters(16, Stock.DELAYS, Stock.KERNEL, Stock.NO_REFRESH));
    assertEquals(0, without.provision(Footprint.NONE).get("refresh"));
  }

  @Test
  void whatItCannotDoHasAReason() {
    var support = device.supports(new Operation.Softmax("s", 1, "x", 12));
    assertFalse(support.supported());
    assertTrue(support.reason().startsWith("its PIM units multiply and add"), support.reason());
  }
}
