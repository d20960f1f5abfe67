package org.bitline.transform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bitline.api.base.InputProblem;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.ActivationFormat.Scope;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.api.workload.Workload;
import org.bitline.transform.QuantiseTransform.Parameters;
import org.bitline.transform.QuantiseTransform.WeightScope;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantiseTransformTest {

  private static final int ROWS = 5;
  private static final int COLUMNS = 7;

  private final QuantiseTransform quantise = new QuantiseTransform();

  private record Weights(Map<String, Tensor> byName, boolean present) implements Tensors {
    @Override
    public Tensor get(String identity) {
      if (!byName.containsKey(identity)) {
        throw new IllegalArgumentException("no tensor is called " + identity);
      }
      return byName.get(identity);
    }
  }

  private static StaticMatmul matmul(String id, String weight, Range columns) {
    return new StaticMatmul(
        id,
        1,
        Graph.INPUT,
        new Weight(weight, ROWS, COLUMNS, Optional.empty()),
        Optional.empty(),
        Range.all(ROWS),
        columns,
        Optional.empty());
  }

  private static Workload workload(boolean present, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] data = new float[ROWS * COLUMNS];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextDouble(-3, 3);
    }
    List<Operation> operations =
        List.of(
            matmul("a", "shared", Range.all(COLUMNS)),
            matmul("b", "shared", new Range(2, 4)),
            matmul("c", "own", Range.all(COLUMNS)),
            new DynamicMatmul("d", 1, DynamicKind.SCORES, "a", "c", 1, 7, 1f, Optional.empty()),
            new Softmax("e", 1, "d", 1));
    Map<String, Tensor> tensors =
        present
            ? Map.of(
                "shared", new Tensor("shared", ROWS, COLUMNS, data),
                "own", new Tensor("own", ROWS, COLUMNS, new float[ROWS * COLUMNS]))
            : Map.of();
    return new Workload(
        "tiny",
        new Graph(operations, "e"),
        new Weights(tensors, present),
        4,
        false,
        Optional.empty(),
        Map.of());
  }

  private static Parameters parameters(
      Optional<Integer> weightBits, Optional<Integer> activationBits, String... operations) {
    return new Parameters(
        weightBits, activationBits, WeightScope.CHANNEL, Scope.TOKEN, List.of(operations));
  }

  private static Scales scales(Workload workload, String id) {
    return workload.graph().operation(id).resident().orElseThrow().scales().orElseThrow();
  }

  private static Optional<ActivationFormat> format(Workload workload, String id) {
    Operation operation = workload.graph().operation(id);
    return operation instanceof StaticMatmul m
        ? m.activations()
        : ((DynamicMatmul) operation).activations();
  }

  @RepeatedTest(15)
  void everyWeightIsWithinHalfAStepOfItsCodeAndTheLargestIsReached(RepetitionInfo repetition) {
    int bits = 1 + repetition.getCurrentRepetition();
    Workload before = workload(true, bits);
    Scales scales =
        scales(quantise.apply(parameters(Optional.of(bits), Optional.empty()), before), "a");
    Tensor tensor = before.tensors().get("shared");
    assertEquals(bits, scales.bits());
    assertEquals(COLUMNS, scales.perColumn().length);
    for (int c = 0; c < COLUMNS; c++) {
      double largest = 0;
      for (int r = 0; r < ROWS; r++) {
        double code = Math.rint(tensor.at(r, c) / scales.of(c));
        assertEquals(tensor.at(r, c), code * scales.of(c), 0.5001 * scales.of(c));
        largest = Math.max(largest, Math.abs(code));
      }
      assertEquals((1 << (bits - 1)) - 1, largest);
    }
  }

  @Test
  void operationsThatShareAWeightShareItsScales() {
    Workload after =
        quantise.apply(parameters(Optional.of(8), Optional.empty(), "b"), workload(true, 1));
    assertSame(scales(after, "a"), scales(after, "b"));
    assertTrue(after.graph().operation("c").resident().orElseThrow().scales().isEmpty());
  }

  @Test
  void oneScaleForTheTensorIsItsLargestMagnitudeOverTheLargestCode() {
    Workload before = workload(true, 3);
    Parameters parameters =
        new Parameters(
            Optional.of(4), Optional.empty(), WeightScope.TENSOR, Scope.TOKEN, List.of());
    float largest = 0;
    for (float value : before.tensors().get("shared").data()) {
      largest = Math.max(largest, Math.abs(value));
    }
    assertArrayEquals(
        new float[] {largest / 7}, scales(quantise.apply(parameters, before), "a").perColumn());
  }

  @Test
  void aColumnOfZerosAndAWorkloadWithoutWeightsHaveScalesOfOne() {
    Parameters parameters = parameters(Optional.of(8), Optional.empty());
    float[] ones = {1, 1, 1, 1, 1, 1, 1};
    assertArrayEquals(ones, scales(quantise.apply(parameters, workload(true, 1)), "c").perColumn());
    assertArrayEquals(
        ones, scales(quantise.apply(parameters, workload(false, 1)), "a").perColumn());
  }

  @Test
  void inputsOfBothKindsOfProductsGetTheFormatAndNothingElseChanges() {
    Workload before = workload(true, 1);
    Parameters parameters =
        new Parameters(
            Optional.empty(), Optional.of(6), WeightScope.CHANNEL, Scope.TENSOR, List.of());
    Workload after = quantise.apply(parameters, before);
    Optional<ActivationFormat> expected = Optional.of(new ActivationFormat(6, Scope.TENSOR));
    for (String id : List.of("a", "b", "c", "d")) {
      assertEquals(expected, format(after, id));
      assertEquals(Optional.empty(), format(before, id));
    }
    assertTrue(after.graph().operation("a").resident().orElseThrow().scales().isEmpty());
    assertSame(before.graph().operation("e"), after.graph().operation("e"));
    assertSame(before.tensors(), after.tensors());
    assertEquals(before.graph().output(), after.graph().output());
  }

  @Test
  void aStarStandsForAnyTextAndALaterQuantiseReplacesAnEarlierOne() {
    Workload once = quantise.apply(parameters(Optional.of(8), Optional.of(8)), workload(true, 1));
    Workload twice = quantise.apply(parameters(Optional.of(4), Optional.of(5), "*c*", "d"), once);
    assertEquals(8, scales(twice, "a").bits());
    assertEquals(4, scales(twice, "c").bits());
    assertEquals(8, format(twice, "a").orElseThrow().bits());
    assertEquals(5, format(twice, "d").orElseThrow().bits());
  }

  private String refusal(Parameters parameters) {
    Workload workload = workload(true, 1);
    return assertThrows(InputProblem.class, () -> quantise.apply(parameters, workload))
        .getMessage();
  }

  @Test
  void nothingToDoIsRefused() {
    assertEquals(
        "The transform quantise has nothing to do. Give weightBits, activationBits or both.",
        refusal(parameters(Optional.empty(), Optional.empty())));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 17})
  void bitsOutsideTheRangeAreRefused(int bits) {
    assertEquals(
        "The transform quantise has weightBits " + bits + "; allowed are 2 to 16.",
        refusal(parameters(Optional.of(bits), Optional.empty())));
    assertEquals(
        "The transform quantise has activationBits " + bits + "; allowed are 2 to 16.",
        refusal(parameters(Optional.empty(), Optional.of(bits))));
  }

  @Test
  void aPatternThatNamesNoProductIsRefused() {
    assertEquals(
        "The transform quantise names operations \"e\", but no matrix product is called so. There"
            + " are, for example, a, b, c, d.",
        refusal(parameters(Optional.of(8), Optional.empty(), "e")));
  }
}
