package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.device.Device;
import org.bitline.api.device.WeightLayout;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.dram.Layout.Location;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final List<Map<String, Object>> MODELS =
      List.of(
          Map.of(),
          Map.of("unit.kernel", "reuse"),
          Map.of("stacks", 2),
          Stock.AIM,
          Stock.STEPS,
          Stock.with(Stock.STEPS, Map.of("unit.numbers", "int8", "unit.level", "channel")));

  private static StaticMatmul part(StaticMatmul whole, Range rows, Range columns) {
    return new StaticMatmul(
        whole.id(),
        whole.layer(),
        whole.input(),
        whole.weight(),
        whole.bias(),
        rows,
        columns,
        Optional.empty());
  }

  /** The weight at each address; both as one number. */
  private static Map<Long, Long> inverse(Device device, List<StaticMatmul> matrices) {
    Map<Long, Long> weights = new HashMap<>();
    for (int m = 0; m < matrices.size(); m++) {
      StaticMatmul matmul = matrices.get(m);
      WeightLayout layout = device.layout(matmul, matrices.subList(0, m)).orElseThrow();
      int[] address = new int[layout.fields().size()];
      for (int row = matmul.rows().from(); row < matmul.rows().to(); row++) {
        for (int column = matmul.columns().from(); column < matmul.columns().to(); column++) {
          layout.locator().locate(row, column, address);
          Long other = weights.put(pack(address), pack(new int[] {m, row, column}));
          assertEquals(null, other, () -> "two weights at " + Arrays.toString(address));
        }
      }
    }
    return weights;
  }

  private static long pack(int[] address) {
    long packed = 0;
    for (int part : address) {
      packed = packed * (address.length == 3 ? 4096 : 128) + part;
    }
    return packed;
  }

  @Test
  void everyWeightOfEveryMatrixHasAPlaceOfItsOwnInsideTheMemory() {
    StaticMatmul big = DramPimDeviceTest.matmul(300, 1100);
    List<StaticMatmul> matrices =
        List.of(
            DramPimDeviceTest.matmul(130, 70),
            part(big, new Range(140, 280), new Range(17, 1100)),
            DramPimDeviceTest.matmul(7, 5));
    for (Map<String, Object> model : MODELS) {
      Map<Long, Long> weights = inverse(Stock.device(model), matrices);
      assertEquals(130 * 70 + 140 * 1083 + 35, weights.size(), "" + model);
      assertEquals(weights.size(), new HashSet<>(weights.values()).size(), "" + model);
      inside(model, matrices);
    }
  }

  private static void inside(Map<String, Object> model, List<StaticMatmul> matrices) {
    DramPimParameters p = Stock.parameters(model);
    int[] sizes = {
      p.stacks(),
      p.organisation().channelsPerStack(),
      p.organisation().ranks(),
      p.organisation().bankGroups(),
      p.organisation().banksPerGroup(),
      p.organisation().rowsPerBank() - p.organisation().reservedRows(),
      p.organisation().burstsPerRow(),
      p.lanes(),
      (int) p.organisation().burst()
    };
    StaticMatmul matmul = matrices.get(1);
    WeightLayout layout = Stock.device(model).layout(matmul, matrices.subList(0, 1)).orElseThrow();
    int[] address = new int[sizes.length];
    for (int row = matmul.rows().from(); row < matmul.rows().to(); row++) {
      for (int column = matmul.columns().from(); column < matmul.columns().to(); column++) {
        layout.locator().locate(row, column, address);
        for (int i = 0; i < sizes.length; i++) {
          assertTrue(
              address[i] >= 0 && address[i] < sizes[i], model + ": " + Arrays.toString(address));
        }
      }
    }
  }

  @Test
  void theFootprintIsWhatTheLayoutTakes() {
    for (Map<String, Object> model : MODELS) {
      DramPimParameters p = Stock.parameters(model);
      boolean independent = p.unit().style() == DramPimParameters.Style.INDEPENDENT;
      long banks = independent ? 1 : (long) p.channels() * p.bankUnits() * (both(p) ? 2 : 1);
      for (int inputs : new int[] {7, 128, 130, 300, 768, 1100}) {
        for (int outputs : new int[] {5, 64, 1025, 3000}) {
          assertEquals(
              Layout.taken(p, p.unit().kernel(), inputs, outputs) * banks,
              Stock.device(model)
                  .footprint(DramPimDeviceTest.matmul(inputs, outputs))
                  .of("bank rows"),
              model + " " + inputs + " " + outputs);
        }
      }
    }
  }

  /** Whether weights lie in both banks of a unit. */
  private static boolean both(DramPimParameters p) {
    return p.unit().style() == DramPimParameters.Style.REGISTERS
        && p.unit().kernel() == DramPimParameters.Kernel.GEMV;
  }

  @Test
  void theStockLayoutIsThatOfTheSimulator() {
    Layout layout = Layout.of(Stock.parameters(Map.of()), 768, 0);
    // Output 9 is the second of the second unit; input 300 is lane 12 of burst 2 of tile 2, an even
    // one, whose bursts begin at column 64: 64 + 8 · 2 + 1.
    assertEquals(new Location(0, 0, 2, 2, 17, 12), layout.of(9, 300));
    // Tile 1 is odd; outputs from 64 on are in the next channel.
    assertEquals(new Location(1, 0, 1, 0, 0, 0), layout.of(64, 128));
  }

  @Test
  void anAddressNamesGroupLaneAndByte() {
    WeightLayout layout =
        Stock.device(Map.of())
            .layout(
                DramPimDeviceTest.matmul(768, 768), List.of(DramPimDeviceTest.matmul(768, 1024)))
            .orElseThrow();
    int[] address = new int[layout.fields().size()];
    layout.locator().locate(300, 9, address);
    assertEquals(
        List.of("stack", "channel", "rank", "bankGroup", "bank", "row", "column", "lane", "byte"),
        layout.fields());
    // As above; the matrix before it takes 3 tiles of 64 bursts in each bank: 6 rows.
    assertArrayEquals(new int[] {0, 0, 0, 0, 2, 8, 17, 12, 24}, address);
  }

  @Test
  void rowsThatSwitchModesHoldNoWeights() {
    List<StaticMatmul> before =
        Collections.nCopies(0x17ff / 6, DramPimDeviceTest.matmul(768, 1024));
    WeightLayout layout =
        Stock.device(Map.of()).layout(DramPimDeviceTest.matmul(768, 1024), before).orElseThrow();
    int[] address = new int[layout.fields().size()];
    boolean beyond = false;
    for (int row = 0; row < 768; row++) {
      layout.locator().locate(row, 0, address);
      assertNotEquals(0x17ff, address[5]);
      beyond |= address[5] > 0x17ff;
    }
    assertTrue(beyond);
  }
}
