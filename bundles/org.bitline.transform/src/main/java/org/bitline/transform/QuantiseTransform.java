package org.bitline.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bitline.api.base.InputProblem;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Scales;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Transform;
import org.bitline.api.workload.Workload;
import org.osgi.service.component.annotations.Component;

/**
 * Says how the operands of matrix products are to be rounded: {@code {"id": "quantise",
 * "weightBits": 8, "activationBits": 8}}. Symmetric uniform codes, the largest magnitude at the
 * largest code, so nothing is clipped.
 *
 * <p>Weights get {@link Scales}, which belong to the tensor: operations that name the same weight
 * get the same ones, also where only one of them is asked for. Inputs of products get an {@link
 * ActivationFormat}. No tensor is changed and nothing is rounded here; the devices round. A later
 * quantise replaces what an earlier one said of the same operand.
 *
 * <p>A workload of shapes alone has no magnitudes: all its scales are 1. Costs do not depend on
 * them.
 */
@Component(service = Transform.class)
public final class QuantiseTransform implements Transform<QuantiseTransform.Parameters> {

  private static final int SHOWN = 4;

  /** What shares one scale of a weight: a column, which is an output channel, or all of it. */
  public enum WeightScope {
    CHANNEL,
    TENSOR
  }

  /** How many bits, and what shares a scale. */
  public record Parameters(
      @Param(
              doc = "Bits of a weight, sign included; default: weights stay as they are.",
              min = 2,
              max = 16)
          Optional<Integer> weightBits,
      @Param(
              doc = "Bits of an input of a product, sign included; default: they stay as they are.",
              min = 2,
              max = 16)
          Optional<Integer> activationBits,
      @Param(doc = "What shares one scale of a weight.", byDefault = "channel") WeightScope weights,
      @Param(doc = "What shares one scale of an input.", byDefault = "token")
          ActivationFormat.Scope activations,
      @Param(doc = "Ids of matrix products, * for any text; default: all.")
          List<String> operations) {}

  @Override
  public String id() {
    return "quantise";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Workload apply(Parameters parameters, Workload workload) {
    check("weightBits", parameters.weightBits());
    check("activationBits", parameters.activationBits());
    if (parameters.weightBits().isEmpty() && parameters.activationBits().isEmpty()) {
      throw new InputProblem(
          "The transform quantise has nothing to do. Give weightBits, activationBits or both.");
    }
    Set<String> chosen = chosen(parameters.operations(), workload.graph());
    Map<String, Scales> scales = scales(parameters, workload, chosen);
    List<Operation> operations =
        workload.graph().operations().stream()
            .map(o -> withScales(o, scales))
            .map(o -> chosen.contains(o.id()) ? withFormat(o, parameters) : o)
            .toList();
    return workload.with(new Graph(operations, workload.graph().output()));
  }

  private static void check(String name, Optional<Integer> bits) {
    if (bits.isPresent() && (bits.get() < 2 || bits.get() > 16)) {
      throw new InputProblem(
          "The transform quantise has %s %d; allowed are 2 to 16.".formatted(name, bits.get()));
    }
  }

  private static Set<String> chosen(List<String> patterns, Graph graph) {
    List<String> products =
        graph.operations().stream()
            .filter(o -> o instanceof StaticMatmul || o instanceof DynamicMatmul)
            .map(Operation::id)
            .toList();
    Set<String> chosen = new TreeSet<>(patterns.isEmpty() ? products : List.of());
    for (String pattern : patterns) {
      List<String> named = products.stream().filter(Wildcard.matcher(pattern)).toList();
      if (named.isEmpty()) {
        throw new InputProblem(
            "The transform quantise names operations \"%s\", but no matrix product is called so."
                    .formatted(pattern)
                + " There are, for example, "
                + products.stream().limit(SHOWN).collect(Collectors.joining(", "))
                + ".");
      }
      chosen.addAll(named);
    }
    return chosen;
  }

  private static Map<String, Scales> scales(
      Parameters parameters, Workload workload, Set<String> chosen) {
    Map<String, Scales> scales = new HashMap<>();
    parameters
        .weightBits()
        .ifPresent(
            bits ->
                workload.graph().operations().stream()
                    .filter(o -> chosen.contains(o.id()))
                    .flatMap(o -> o.resident().stream())
                    .forEach(
                        w ->
                            scales.computeIfAbsent(
                                w.identity(),
                                identity ->
                                    new WeightScales(workload.tensors())
                                        .of(w, bits, parameters.weights()))));
    return scales;
  }

  private static Operation withScales(Operation operation, Map<String, Scales> scales) {
    if (!(operation instanceof StaticMatmul m) || !scales.containsKey(m.weight().identity())) {
      return operation;
    }
    Weight w = m.weight();
    Optional<Scales> found = Optional.of(scales.get(w.identity()));
    return new StaticMatmul(
        m.id(),
        m.layer(),
        m.input(),
        new Weight(w.identity(), w.rows(), w.columns(), found),
        m.bias(),
        m.rows(),
        m.columns(),
        m.activations());
  }

  private static Operation withFormat(Operation operation, Parameters parameters) {
    if (parameters.activationBits().isEmpty()) {
      return operation;
    }
    Optional<ActivationFormat> format =
        parameters.activationBits().map(b -> new ActivationFormat(b, parameters.activations()));
    if (operation instanceof StaticMatmul m) {
      return new StaticMatmul(
          m.id(), m.layer(), m.input(), m.weight(), m.bias(), m.rows(), m.columns(), format);
    }
    DynamicMatmul m = (DynamicMatmul) operation;
    return new DynamicMatmul(
        m.id(),
        m.layer(),
        m.product(),
        m.left(),
        m.right(),
        m.heads(),
        m.headSize(),
        m.scale(),
        format,
        m.attention());
  }
}
