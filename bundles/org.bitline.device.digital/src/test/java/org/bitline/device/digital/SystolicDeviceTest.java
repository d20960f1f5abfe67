package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.device.Device;
import org.bitline.api.device.Load;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.ActivationFormat;
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
import org.bitline.api.workload.Tensors;
import org.bitline.device.digital.SystolicParameters.Array;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.LoopSearch.Objective;
import org.bitline.device.digital.vector.SoftmaxKind;
import org.bitline.device.digital.vector.VectorParameters;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

class SystolicDeviceTest {

  private static final Array ACCUMULATORS = Stock.array(128, 128, 8, 32);

  private final Device device = Stock.device();

  private static Stock.Amounts account(Device device, Operation operation, int tokens) {
    Stock.Amounts amounts = new Stock.Amounts();
    device.account(operation, Load.of(tokens), amounts);
    return amounts;
  }

  @Test
  void itHoldsTheContractWithAccumulators() {
    DeviceConformance.check(
        Stock.device(ACCUMULATORS, Stock.MEMORY, Stock.VECTOR),
        Options.standard().withTolerances(0.02, 0, 1e-6));
  }

  @Test
  void itHoldsTheContractWithRoundedResults() {
    // Column parts round to a step of their own range, of at most 1/127 of the largest result.
    DeviceConformance.check(device, Options.standard().withTolerances(0.03, 0.01, 0.01));
  }

  @Test
  void itHoldsTheContractWithManyFoldsAndNoRoomInSram() {
    DeviceConformance.check(
        Stock.device(Stock.array(4, 6, 6, 16), Stock.memory(4096, 1024, false, 1e9), Stock.VECTOR),
        Options.standard().withShapes(70, 50, 3, 20).withTolerances(0.08, 1e-3, 1e-3));
  }

  @Test
  void itHoldsTheContractWithResidentWeightsAndFloat32Vectors() {
    VectorParameters wide = Stock.vector(32, 32, Stock.EXACT, false);
    DeviceConformance.check(
        Stock.device(ACCUMULATORS, Stock.memory(1e6, 1e6, true, 1e9), wide),
        Options.standard().withTolerances(0.02, 0, 1e-6));
  }

  @Test
  void aProductTakesItsFoldsAndItsFirstWeights() {
    // 24528 cycles of 2 ns; the first 768 x 128 codes come at 471 bytes a cycle before them.
    Timing array = device.timing(Stock.matmul(768, 3072), Load.of(128));
    assertEquals((24528 + Math.ceil(768 * 128 / 471.0)) * 2e-9, array.latencySeconds(), 1e-15);
    assertEquals("array", array.critical());
    assertEquals(Set.of("array", "memory"), array.busy());
    Device slow = Stock.device(Stock.ARRAY, Stock.memory(2e6, 2e6, false, 8e9), Stock.VECTOR);
    Timing memory = slow.timing(Stock.matmul(768, 3072), Load.of(128));
    // All weights at 1 GB/s, and what is left of the last folds after them.
    double weights = 768 * 3072 / 1e9;
    assertTrue(weights < memory.latencySeconds(), memory.toString());
    assertTrue(memory.latencySeconds() < weights + 1023 * 2e-9, memory.toString());
    assertEquals("DRAM bandwidth", memory.critical());
  }

  @Test
  void residentWeightsAreNotReadFromDram() {
    Device resident = Stock.device(Stock.ARRAY, Stock.memory(4e6, 2e6, true, 8e9), Stock.VECTOR);
    StaticMatmul matmul = Stock.matmul(768, 3072);
    assertEquals(0, account(resident, matmul, 128).of("dram read"));
    assertEquals(768 * 3072 * 8, account(device, matmul, 128).of("dram read"));
    assertEquals(Set.of("array"), resident.timing(matmul, Load.of(128)).busy());
    assertEquals(768 * 3072, resident.footprint(matmul).of("SRAM bytes"));
    assertTrue(
        resident
            .footprint(matmul)
            .plus(resident.footprint(matmul))
            .exceeds(resident.capacity())
            .isPresent());
  }

  @Test
  void amountsOfAProductAreThoseOfItsFolds() {
    Stock.Amounts amounts = account(device, Stock.matmul(768, 3072), 128);
    assertEquals(301989888, amounts.of("mac mac"));
    double coded = 128 * 768;
    double results = 128 * 3072;
    assertEquals(coded + results, amounts.of("quantiser convert"));
    // Operands coded once, then A and B of 2359296 bytes each as SCALE-Sim reads them.
    assertEquals(coded * 16 + 2 * 2359296 * 8, amounts.of("sram read"));
    assertEquals(coded * 8 + results * 8 + 768 * 3072 * 8, amounts.of("sram write"));
  }

  @Test
  void everyFormatAndDataflowHoldsTheContract() {
    for (Dataflow flow : Dataflow.values()) {
      Array integers = Stock.array(16, 24, 8, 32, NumberFormat.INT, 32, flow);
      DeviceConformance.check(
          Stock.device(integers, Stock.memory(9000, 400000, false, 1e9), Stock.VECTOR),
          Options.standard().withTolerances(0.02, 0, 1e-6));
    }
    for (NumberFormat format : new NumberFormat[] {NumberFormat.FP16, NumberFormat.BF16}) {
      Array floats = Stock.array(16, 24, 8, 16, format, 32, Dataflow.WEIGHT_STATIONARY);
      DeviceConformance.check(
          Stock.device(floats, Stock.MEMORY, Stock.VECTOR),
          Options.standard().withTolerances(0.02, 0, 0.01));
    }
  }

  @Test
  void everySoftmaxHoldsTheContract() {
    for (SoftmaxKind kind : SoftmaxKind.values()) {
      VectorParameters vector = Stock.vector(32, 32, Stock.softmax(kind), true);
      DeviceConformance.check(
          Stock.device(ACCUMULATORS, Stock.MEMORY, vector),
          Options.standard().withTolerances(0.02, 0, 1e-6));
    }
  }

  @Test
  void partialSumsPassTheSram() {
    // 768 inputs are six folds of a weight-stationary array: sums leave and return five times.
    Array weights = Stock.array(128, 128, 8, 8, NumberFormat.INT, 32, Dataflow.WEIGHT_STATIONARY);
    Stock.Amounts amounts =
        account(Stock.device(weights, Stock.MEMORY, Stock.VECTOR), Stock.matmul(768, 128), 128);
    double sums = 5 * 32 * 128 * 128;
    double operands = 128 * 768;
    double a = operands * 16 + operands * 8;
    assertEquals(a + 768 * 128 * 8 + sums, amounts.of("sram read"));
    double moved = 2 * (8 + 32) + 8;
    assertEquals(moved * 128 * 768 * 128 + 768 * 128 * 8, amounts.of("register access"));
  }

  @Test
  void saturatedSumsAreCounted() {
    Array narrow = Stock.array(16, 16, 8, 32, NumberFormat.INT, 16, Dataflow.OUTPUT_STATIONARY);
    Device small = Stock.device(narrow, Stock.MEMORY, Stock.VECTOR);
    int inputs = 64;
    float[] ones = new float[inputs * 2];
    Arrays.fill(ones, 1);
    Tensors tensors =
        new Tensors() {
          @Override
          public boolean present() {
            return true;
          }

          @Override
          public Tensor get(String identity) {
            return new Tensor(identity, inputs, 2, ones);
          }
        };
    Segments one = new Segments(new long[] {1}, new int[] {1}, new int[] {1});
    Block x = new Block(one, inputs, 32, Arrays.copyOf(ones, inputs));
    StaticMatmul matmul = Stock.matmul(inputs, 2);
    Stock.Amounts amounts = new Stock.Amounts();
    RandomStream random = KeyedStream.of(1);
    Block y =
        small.place(matmul, tensors, random).run(List.of(x), Selection.all(), random, amounts);
    assertEquals(2, amounts.of("mac saturated sums"));
    assertEquals(32767 / (127.0 * 127), y.data()[0], 1e-6);
  }

  @Test
  void aFusedFunctionHidesBehindTheArray() {
    Operation gelu = new Operation.Activation("g", 1, "x", Operation.Function.GELU_ERF, 1536);
    double alone = device.timing(gelu, Load.of(128)).latencySeconds();
    assertEquals(8 * 128 * 1536 / 128 * 2e-9, alone, 1e-15);
    Device fused =
        Stock.device(Stock.ARRAY, Stock.MEMORY, Stock.vector(128, 16, Stock.EXACT, true));
    assertEquals(7.0 / 8 * alone, fused.timing(gelu, Load.of(128)).latencySeconds(), 1e-15);
    assertEquals(0, account(fused, gelu, 128).of("sram read"));
    assertEquals(16 * 128 * 1536, account(fused, gelu, 128).of("sram write"));
  }

  @Test
  void aRecomposedSoftmaxHalvesTheMapsTraffic() {
    Device recomposed =
        Stock.device(
            Stock.ARRAY,
            Stock.MEMORY,
            Stock.vector(128, 16, Stock.softmax(SoftmaxKind.RECOMPOSED), false));
    Operation softmax = new Operation.Softmax("s", 1, "x", 12);
    Operation scores =
        new DynamicMatmul("q", 1, DynamicKind.SCORES, "q", "k", 12, 64, 1, Optional.empty());
    Operation context =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", 12, 64, 1, Optional.empty());
    double elements = 12 * 128 * 128;
    assertEquals(16 * elements, account(device, softmax, 128).of("sram read"));
    assertEquals(16 * elements, account(device, softmax, 128).of("sram write"));
    // Of four times the map is written or read, softmax itself made two; now a few per tile.
    double tiles = 12 * 128 * 4;
    assertEquals(2 * 16 * tiles, account(recomposed, softmax, 128).of("sram read"));
    assertEquals(16 * tiles, account(recomposed, softmax, 128).of("sram write"));
    for (Operation product : List.of(scores, context)) {
      assertEquals(account(device, product, 128).sums, account(recomposed, product, 128).sums);
    }
  }

  @Test
  void theVectorUnitTakesItsPasses() {
    Timing softmax = device.timing(new Operation.Softmax("s", 1, "x", 12), Load.of(128));
    assertEquals(5 * 12 * 128 * 128 / 128 * 2e-9, softmax.latencySeconds(), 1e-15);
    assertEquals(Set.of("vector unit"), softmax.busy());
    Operation embedding = new Operation.Embedding("e", 0, "t", "p", "y", 384);
    assertEquals(3 * 384 * 100 * 16, account(device, embedding, 100).of("dram read"));
    assertEquals(Set.of("memory", "vector unit"), device.timing(embedding, Load.of(100)).busy());
  }

  @Test
  void partialSumsKeepTheirAccumulators() {
    assertEquals(8, device.resultBits(Stock.matmul(64, 64)));
    assertEquals(32, device.resultBits(Stock.matmul(64, 64, new Range(0, 32))));
    assertEquals(16, device.resultBits(new Operation.Softmax("s", 1, "x", 12)));
  }

  @Test
  void moreBitsThanTheArrayHasAreRefused() {
    Operation scores =
        new DynamicMatmul(
            "s",
            1,
            DynamicKind.SCORES,
            "q",
            "k",
            12,
            32,
            1,
            Optional.of(new ActivationFormat(12, ActivationFormat.Scope.TOKEN)));
    Support support = device.supports(scores);
    assertFalse(support.supported());
    assertEquals(
        "its array multiplies operands of 8 bits, and quantise asks for 12", support.reason());
  }

  @Test
  void bitsThatNothingHasAreRefused() {
    assertEquals(
        "array.outputBits is 20; results have 2 to 16 bits, or 32 to keep the accumulators",
        assertThrows(IllegalArgumentException.class, () -> Stock.array(8, 8, 8, 20)).getMessage());
    assertEquals(
        "vector.resultBits is 24; elements have 16 or 32 bits",
        assertThrows(IllegalArgumentException.class, () -> Stock.vector(8, 24, Stock.EXACT, false))
            .getMessage());
  }

  @Test
  void formatsAndRegistersThatDoNotGoTogetherAreRefused() {
    assertEquals(
        "array.outputBits is 8; results of fp16 have 16 bits, or 32 to keep the accumulators",
        assertThrows(
                IllegalArgumentException.class,
                () -> Stock.array(8, 8, 8, 8, NumberFormat.FP16, 32, Dataflow.OUTPUT_STATIONARY))
            .getMessage());
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> shadow(true, false))
            .getMessage()
            .startsWith("array.weightPreload is true, but an output-stationary array"));
  }

  private static Array shadow(boolean preload, boolean accumulators) {
    return new Array(
        8,
        8,
        8,
        8,
        NumberFormat.INT,
        32,
        Dataflow.OUTPUT_STATIONARY,
        preload,
        accumulators,
        "search",
        0,
        Objective.LATENCY);
  }

  @Test
  void codesForAnArrayOfFloatsAreRefused() {
    Array floats = Stock.array(8, 8, 8, 16, NumberFormat.BF16, 32, Dataflow.WEIGHT_STATIONARY);
    Operation scores =
        new DynamicMatmul(
            "s",
            1,
            DynamicKind.SCORES,
            "q",
            "k",
            12,
            32,
            1,
            Optional.of(new ActivationFormat(8, ActivationFormat.Scope.TOKEN)));
    assertEquals(
        "its array multiplies bf16 numbers, and quantise asks for codes of 8 bits",
        Stock.device(floats, Stock.MEMORY, Stock.VECTOR).supports(scores).reason());
  }

  @Test
  void aBufferThatHoldsNoTileIsRefusedWithDemandAndLimit() {
    Array weights = Stock.array(128, 128, 8, 8, NumberFormat.INT, 32, Dataflow.WEIGHT_STATIONARY);
    InfeasibleProblem problem =
        assertThrows(
            InfeasibleProblem.class,
            () -> Stock.device(weights, Stock.memory(8192, 2e6, false, 1e9), Stock.VECTOR));
    assertEquals(4, problem.exitCode());
    assertEquals(
        "the device \"npu\" cannot multiply: one tile of matrix B needs 131072 bits, and half of its"
            + " buffer, the half at work, has 32768; give the device more SRAM, a smaller array or a"
            + " shorter streamTile (A: memory.activationSram, B: memory.weightSram, C:"
            + " memory.resultSram or half of activationSram)",
        problem.getMessage());
  }

  @Test
  void numbersRoundToTheNearestAndStayFinite() {
    assertEquals(1f, NumberFormat.BF16.round(1.00390625f));
    assertEquals(1.015625f, NumberFormat.BF16.round(1.01171875f));
    assertEquals(1.0078125f, NumberFormat.BF16.round(1.0040f));
    assertEquals(0x1.fep127f, NumberFormat.BF16.round(Float.MAX_VALUE));
    assertEquals(-0x1.fep127f, NumberFormat.BF16.round(-Float.MAX_VALUE));
    assertEquals(65504f, NumberFormat.FP16.round(1e6f));
  }
}
