package org.bitline.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Tensors;
import org.bitline.api.workload.Workload;
import org.bitline.transform.WindowAttentionTransform.Parameters;
import org.junit.jupiter.api.Test;

class WindowAttentionTransformTest {

  private final WindowAttentionTransform transform = new WindowAttentionTransform();

  private static final class None implements Tensors {
    @Override
    public Tensor get(String identity) {
      throw new IllegalArgumentException("no tensor is called " + identity);
    }

    @Override
    public boolean present() {
      return false;
    }
  }

  private static DynamicMatmul scores(String id, int layer) {
    return new DynamicMatmul(
        id, layer, DynamicKind.SCORES, Graph.INPUT, Graph.INPUT, 2, 8, 1f, Optional.empty());
  }

  private static Workload workload() {
    return new Workload(
        "tiny",
        new Graph(
            List.of(
                scores("s1", 1),
                new Softmax("p1", 1, "s1", 2),
                scores("s2", 2),
                new Softmax("p2", 2, "s2", 2)),
            "p2"),
        new None(),
        16,
        false,
        Optional.empty(),
        Map.of());
  }

  private static Attention attention(Workload workload, String id) {
    return workload.graph().operation(id) instanceof Softmax s
        ? s.attention()
        : ((DynamicMatmul) workload.graph().operation(id)).attention();
  }

  @Test
  void everyLayerGetsTheReachOrItsOwn() {
    Workload one = transform.apply(new Parameters(Optional.of(3), List.of(), true), workload());
    for (String id : List.of("s1", "p1", "s2", "p2")) {
      assertEquals(new Attention(3, true), attention(one, id));
    }
    Workload own =
        transform.apply(new Parameters(Optional.empty(), List.of(3, 5), false), workload());
    assertEquals(3, attention(own, "p1").reach());
    assertEquals(5, attention(own, "s2").reach());
  }

  @Test
  void productsOutsideAreNotCounted() {
    Workload windowed =
        transform.apply(new Parameters(Optional.of(1), List.of(), false), workload());
    // 4 tokens: 2 + 3 + 3 + 2 pairs, two heads of 8.
    assertEquals(10 * 2 * 8, windowed.graph().operation("s1").macs(4));
    assertEquals(4 * 4 * 2 * 8, workload().graph().operation("s1").macs(4));
  }

  @Test
  void parametersThatDoNotFitAreRefused() {
    assertEquals(
        "\"layers\" has 3 reaches; tiny has 2 layers with attention",
        refusal(new Parameters(Optional.empty(), List.of(1, 2, 3), false)));
    assertEquals(
        "the transform window-attention takes either \"reach\" or \"layers\"",
        refusal(new Parameters(Optional.empty(), List.of(), false)));
    assertEquals(
        "the transform window-attention takes either \"reach\" or \"layers\"",
        refusal(new Parameters(Optional.of(2), List.of(1, 2), false)));
  }

  private String refusal(Parameters parameters) {
    return assertThrows(
            IllegalArgumentException.class, () -> transform.apply(parameters, workload()))
        .getMessage();
  }
}
