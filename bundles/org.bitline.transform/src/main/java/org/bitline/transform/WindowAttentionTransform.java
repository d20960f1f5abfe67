package org.bitline.transform;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Attention;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Transform;
import org.bitline.api.workload.Workload;
import org.osgi.service.component.annotations.Component;

/**
 * Lets a token attend only to keys near it: {@code {"id": "window-attention", "reach": 16}}. Scores
 * outside are not computed, their probabilities are 0, and a token-pipeline need not wait for them.
 *
 * <p>Kang, Shin and Kim, "A framework for accelerating transformer-based language model on ReRAM
 * architecture", IEEE TCAD 41(9), 2022 (10.1109/TCAD.2021.3121264) restrict attention to a window
 * of its own in every layer; how they search for the windows is not done here.
 */
@Component(service = Transform.class)
public final class WindowAttentionTransform
    implements Transform<WindowAttentionTransform.Parameters> {

  /** How far. */
  public record Parameters(
      @Param(doc = "Places to either side that a token attends to.", min = 0, max = 1000000)
          Optional<Integer> reach,
      @Param(
              doc =
                  "A reach of its own for each layer with attention, first to last, in place of reach.",
              min = 0,
              max = 1000000)
          List<Integer> layers,
      @Param(doc = "Whether all tokens attend to the first one too.", byDefault = "false")
          boolean keepFirst) {}

  @Override
  public String id() {
    return "window-attention";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Workload apply(Parameters parameters, Workload workload) {
    TreeSet<Integer> layers = new TreeSet<>();
    for (Operation operation : workload.graph().operations()) {
      if (operation instanceof Softmax) {
        layers.add(operation.layer());
      }
    }
    if (parameters.layers().isEmpty() == parameters.reach().isEmpty()) {
      throw new IllegalArgumentException(
          "the transform window-attention takes either \"reach\" or \"layers\"");
    }
    if (!parameters.layers().isEmpty() && parameters.layers().size() != layers.size()) {
      throw new IllegalArgumentException(
          "\"layers\" has "
              + parameters.layers().size()
              + " reaches; "
              + workload.name()
              + " has "
              + layers.size()
              + " layers with attention");
    }
    List<Operation> changed =
        workload.graph().operations().stream()
            .map(
                o -> {
                  int place = layers.headSet(o.layer()).size();
                  int reach =
                      parameters
                          .reach()
                          .orElseGet(
                              () -> parameters.layers().get(Math.min(place, layers.size() - 1)));
                  return windowed(o, new Attention(reach, parameters.keepFirst()));
                })
            .toList();
    return workload.with(new Graph(changed, workload.graph().output()));
  }

  private static Operation windowed(Operation operation, Attention attention) {
    if (operation instanceof Softmax s) {
      return new Softmax(s.id(), s.layer(), s.input(), s.heads(), attention);
    } else if (operation instanceof DynamicMatmul m) {
      return new DynamicMatmul(
          m.id(),
          m.layer(),
          m.product(),
          m.left(),
          m.right(),
          m.heads(),
          m.headSize(),
          m.scale(),
          m.activations(),
          attention);
    }
    return operation;
  }
}
