package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.Half;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

class DramPimDeviceTest {

  private static final Options FP16 = Options.standard().withTolerances(1e-2, 0, 1e-2);
  private static final Map<String, Object> STOCK = Map.of();

  private final Device device = Stock.device(STOCK);

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
  static final class Sums implements Ledger {
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

  private static Sums account(Device device, Operation operation, int tokens) {
    Sums sums = new Sums();
    device.account(operation, Load.of(tokens), sums);
    return sums;
  }

  private static double seconds(Device device, Operation operation, int tokens) {
    return device.timing(operation, Load.of(tokens)).latencySeconds();
  }

  @Test
  void stockUnitsHoldTheContract() {
    DeviceConformance.check(device, FP16);
    DeviceConformance.check(
        Stock.device(Map.of("organisation.channelsPerStack", 2, "refresh.kind", "none")),
        FP16.withShapes(300, 200, 3, 24));
  }

  @Test
  void reuseHoldsTheContractInEveryMode() {
    for (String mode : new String[] {"all-bank", "per-bank", "decoupled"}) {
      DeviceConformance.check(
          Stock.device(Map.of("unit.kernel", "reuse", "unit.mode", mode)),
          FP16.withShapes(300, 200, 3, 24));
    }
    DeviceConformance.check(Stock.device(Map.of("unit.kernel", "fastest")), FP16);
  }

  @Test
  void unitsWithABufferHoldTheContract() {
    Options brain = Options.standard().withTolerances(2e-2, 0, 2e-2);
    DeviceConformance.check(Stock.device(Stock.AIM), brain);
    DeviceConformance.check(
        Stock.device(Stock.with(Stock.AIM, Map.of("unit.kernel", "reuse"))),
        brain.withShapes(1100, 130, 2, 16));
  }

  @Test
  void independentUnitsHoldTheContractAtEveryLevel() {
    for (String level : new String[] {"bank", "bank-group", "device", "channel"}) {
      DeviceConformance.check(
          Stock.device(Stock.with(Stock.STEPS, Map.of("unit.level", level))),
          Options.standard().withTolerances(1e-5, 0, 1e-5));
    }
    DeviceConformance.check(
        Stock.device(Stock.with(Stock.STEPS, Map.of("unit.numbers", "int8"))),
        Options.standard().withTolerances(0.03, 0, 1e-5));
  }

  @Test
  void commandsAreAsManyAsTheSimulatorIssues() {
    // PIMSimulator, gemv 768 x 768 on one channel: 4640 reads, 32 of them to park the channel, and
    // 703 writes, 7 of them before and after the products.
    Sums sums = account(device, matmul(768, 768), 1);
    double hostReads = 768 * 256;
    assertEquals((4640 - 32) * 8 * 256 + hostReads, sums.sums.get("bank read"));
    double broadcasts = sums.sums.get("tsv transfer") - hostReads;
    double results = sums.sums.get("bank write") / 8;
    assertEquals((703 - 7) * 256, broadcasts + results);
    assertEquals(768.0 * 768, sums.sums.get("pim-unit mac"));
  }

  @Test
  void withoutReuseEveryTokenReadsAllWeightsAgainAndWithItOneTokenInEightDoes() {
    Device reuse = Stock.device(Map.of("unit.kernel", "reuse"));
    double one = account(device, matmul(768, 3072), 1).sums.get("bank read");
    double many = account(device, matmul(768, 3072), 128).sums.get("bank read");
    assertEquals(128 * one, many);
    double partial = 3072 * 256.0;
    double reused = account(reuse, matmul(768, 3072), 128).sums.get("bank read");
    assertEquals((one - partial) * 128 / 8 + 128 * partial, reused);
    assertTrue(
        account(reuse, matmul(768, 3072), 128).sums.get("bank activate")
            < account(device, matmul(768, 3072), 128).sums.get("bank activate"));
  }

  @Test
  void aProductTakesTheKernelsTimeAndTheReadingOfItsResults() {
    // PIMSimulator, 768 x 768, 16 channels: 2596 cycles for a token, 40142 for 16.
    double one = seconds(device, matmul(768, 768), 1);
    double many = seconds(device, matmul(768, 768), 16);
    double peak = 64 * 2e-9;
    assertTrue(one > 2596e-9 + peak && one < 2596e-9 + 2 * peak, "" + one);
    assertEquals(40142e-9 + 16 * peak * 1.15, many, 0.01 * many);
    String critical = device.timing(matmul(768, 768), Load.of(16)).critical();
    assertEquals("PIM units (units filled to 75.0 %)", critical);
  }

  @Test
  void sumsOfLanesThatAreLeftMakeTheSameResultsElsewhere() {
    Device leaving = device.leavingSums();
    Operation context =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", 2, 24, 1, Optional.empty());
    Operation scores =
        new DynamicMatmul("s", 1, DynamicKind.SCORES, "q", "k", 2, 24, 0.3f, Optional.empty());
    Float32Operations host = new Float32Operations(new ScalarKernels());
    Segments segments = new Segments(new long[] {0, 1}, new int[] {5, 9}, new int[] {5, 7});
    for (Operation product : List.of(biased(300, 70), scores, context)) {
      assertEquals(16, device.partialSums(product));
      assertEquals(256, leaving.resultBits(product));
      List<Block> inputs = new ArrayList<>();
      for (int i = 0; i < product.inputs().size(); i++) {
        boolean attention = product == context && i == 0;
        int columns = product == scores || product == context ? (attention ? 18 : 48) : 300;
        inputs.add(new Block(segments, columns, 16, gaussian(7 + i, 14 * columns)));
      }
      Block whole = run(device, product, inputs);
      Block lanes = run(leaving, product, inputs);
      assertEquals(16 * whole.columns(), lanes.columns());
      Block sum =
          host.prepare(new Operation.LaneSum("sum", product, 16), TENSORS)
              .run(List.of(lanes), Selection.all(), KeyedStream.of(0), new Sums());
      for (int i = 0; i < whole.data().length; i++) {
        assertEquals(whole.data()[i], Half.round(sum.data()[i]), product.id() + " " + i);
      }
    }
  }

  @Test
  void sumsOfLanesThatAreLeftTakeNeitherTheHostNorItsReads() {
    StaticMatmul product = biased(768, 768);
    Sums whole = account(device, product, 3);
    Sums left = account(device.leavingSums(), product, 3);
    double results = 3 * 768;
    assertEquals(results * 15 + results, whole.sums.get("host add"));
    assertEquals(0, left.sums.get("host add"));
    assertEquals(results * 256, whole.sums.get("bank read") - left.sums.get("bank read"));
    assertEquals(results * 256, whole.sums.get("io transfer") - left.sums.get("io transfer"));
    assertTrue(seconds(device.leavingSums(), product, 3) < seconds(device, product, 3));
    assertEquals(1, Stock.device(Stock.AIM).partialSums(product));
    assertEquals(1, device.partialSums(new Operation.Add("a", 1, "x", "y", 8)));
  }

  private static final Tensors TENSORS =
      new Tensors() {
        @Override
        public boolean present() {
          return true;
        }

        @Override
        public Tensor get(String identity) {
          return identity.equals("w")
              ? new Tensor("w", 300, 70, gaussian(1, 300 * 70))
              : new Tensor("b", 1, 70, gaussian(2, 70));
        }
      };

  private static float[] gaussian(int seed, int count) {
    Random random = new Random(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static StaticMatmul biased(int inputs, int outputs) {
    StaticMatmul plain = matmul(inputs, outputs);
    return new StaticMatmul(
        plain.id(),
        plain.layer(),
        plain.input(),
        plain.weight(),
        Optional.of("b"),
        plain.rows(),
        plain.columns(),
        plain.activations());
  }

  private static Block run(Device device, Operation operation, List<Block> inputs) {
    RandomStream random = KeyedStream.of(0);
    Resident resident =
        operation instanceof StaticMatmul matmul
            ? device.place(matmul, TENSORS, random)
            : device.scratch(operation, TENSORS, random);
    return resident.run(inputs, Selection.all(), random, new Sums());
  }

  @Test
  void trafficBesideTheUnitsHidesBehindTheSlowerOfBoth() {
    Device dual = Stock.device(Map.of("host.overlap", "dual-row-buffer"));
    Operation add = new Operation.Add("a", 1, "x", "y", 3072);
    double blocking = seconds(device, add, 128);
    double beside = seconds(dual, add, 128);
    assertTrue(beside < blocking && beside > blocking / 2, beside + " of " + blocking);
  }

  @Test
  void copiesShareChannelsThatStoodIdle() {
    // 384 outputs occupy 6 of 16 channels: a second copy halves the time.
    Timing one = device.timing(matmul(768, 384), Load.of(128));
    Timing two = device.timing(matmul(768, 384), new Load(128, 2));
    assertEquals(0.5, two.latencySeconds() / one.latencySeconds(), 0.01);
  }

  @Test
  void anOperandThatIsNoWeightIsWrittenFirst() {
    Operation context =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", 12, 32, 1, Optional.empty());
    // V, and the results of the units: 32 outputs take one tile per token and head.
    double results = 12 * 100 * 8 * 8 * 256;
    assertEquals(
        12 * 100 * 32 * 16 + results, account(device, context, 100).sums.get("bank write"));
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
    Device without = Stock.device(Map.of("refresh.kind", "none"));
    assertEquals(0, without.provision(Footprint.NONE).get("refresh"));
    assertEquals(16, Stock.device(Stock.STEPS).provision(Footprint.NONE).get("pim-unit"));
  }

  @Test
  void whatItCannotDoHasAReason() {
    var support = device.supports(new Operation.Softmax("s", 1, "x", 12));
    assertFalse(support.supported());
    assertTrue(support.reason().startsWith("its PIM units multiply and add"), support.reason());
    var add = Stock.device(Stock.AIM).supports(new Operation.Add("a", 1, "x", "y", 8));
    assertTrue(add.reason().contains("cannot add two vectors"), add.reason());
  }
}
