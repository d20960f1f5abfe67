package org.bitline.device.digital;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bitline.api.device.Device;
import org.bitline.api.device.Load;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.digital.ArrayWork.Task;
import org.bitline.device.digital.SystolicParameters.Array;
import org.bitline.device.digital.SystolicParameters.Vector;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.junit.jupiter.api.Test;

class SystolicDeviceTest {

  private static final Array ACCUMULATORS = new Array(128, 128, 8, 32);

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
        Stock.device(new Array(4, 6, 6, 16), Stock.memory(4096, 1024, false, 1e9), Stock.VECTOR),
        Options.standard().withShapes(70, 50, 3, 20).withTolerances(0.08, 1e-3, 1e-3));
  }

  @Test
  void itHoldsTheContractWithResidentWeightsAndFloat32Vectors() {
    Vector wide = new Vector(32, 32, Stock.VECTOR.passes());
    DeviceConformance.check(
        Stock.device(ACCUMULATORS, Stock.memory(1e6, 1e6, true, 1e9), wide),
        Options.standard().withTolerances(0.02, 0, 1e-6));
  }

  @Test
  void aProductTakesItsFoldsOrItsWeights() {
    // 24528 cycles of 2 ns against 768 x 3072 bytes at 235.5 GB/s.
    Timing array = device.timing(Stock.matmul(768, 3072), Load.of(128));
    assertEquals(24528 * 2e-9, array.latencySeconds(), 1e-15);
    assertEquals("array", array.critical());
    assertEquals(Set.of("array", "memory"), array.busy());
    Device slow = Stock.device(Stock.ARRAY, Stock.memory(2e6, 2e6, false, 8e9), Stock.VECTOR);
    Timing memory = slow.timing(Stock.matmul(768, 3072), Load.of(128));
    assertEquals(768 * 3072 / 1e9, memory.latencySeconds(), 1e-12);
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
  void trafficLiesBetweenEachOperandOnceAndOncePerFold() {
    Random random = new Random(9);
    for (int trial = 0; trial < 1000; trial++) {
      Gemm gemm =
          new Gemm(
              1 + random.nextInt(600),
              1 + random.nextInt(3000),
              1 + random.nextInt(3000),
              1 + random.nextInt(3));
      Array array = new Array(1 + random.nextInt(200), 1 + random.nextInt(200), 8, 8);
      double sram = 1 + random.nextInt(4_000_000);
      ArrayWork small = work(array, sram);
      ArrayWork large = work(array, 2 * sram);
      for (boolean weights : new boolean[] {false, true}) {
        Task task = new Task(gemm, weights, 8);
        double reads = small.dramReads(task);
        double least = weights ? 8 * gemm.right() : 0;
        double most =
            8 * (gemm.left() * gemm.columnFolds(array) + gemm.right() * gemm.rowFolds(array))
                + 8 * gemm.results();
        assertTrue(least <= reads && reads <= most, () -> gemm + ": " + reads);
        assertTrue(large.dramReads(task) <= reads, () -> gemm + " reads more with more SRAM");
        assertTrue(large.dramWrites(task) <= small.dramWrites(task));
      }
    }
  }

  private static ArrayWork work(Array array, double sram) {
    return new ArrayWork(
        Stock.parameters(array, Stock.memory(sram, sram, false, 1e9), Stock.VECTOR));
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
        assertThrows(IllegalArgumentException.class, () -> new Array(8, 8, 8, 20)).getMessage());
    assertEquals(
        "vector.resultBits is 24; elements have 16 or 32 bits",
        assertThrows(IllegalArgumentException.class, () -> new Vector(8, 24, Stock.VECTOR.passes()))
            .getMessage());
  }
}
