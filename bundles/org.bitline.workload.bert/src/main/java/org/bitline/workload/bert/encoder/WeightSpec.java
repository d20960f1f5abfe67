package org.bitline.workload.bert.encoder;

import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that the encoder needs.
 *
 * @param identity its Hugging Face name without the {@code bert.} prefix
 * @param kind how a file stores it
 * @param rows rows as the graph applies it; 1 for a vector
 * @param columns columns as the graph applies it
 */
public record WeightSpec(String identity, Kind kind, int rows, int columns) {

  /** How a file stores a tensor. */
  public enum Kind {
    /** A table of token vectors, as it is. */
    TABLE,
    /** The matrix of an nn.Linear: outputs × inputs, the transpose of what the graph applies. */
    LINEAR,
    /** A vector. */
    VECTOR
  }

  /** All tensors of an encoder, in the order of the graph. */
  public static List<WeightSpec> all(BertConfig config) {
    List<WeightSpec> all = new ArrayList<>();
    int hidden = config.hidden();
    all.add(table(Names.TOKEN, config.vocabulary(), hidden));
    all.add(table(Names.POSITION, config.positions(), hidden));
    all.add(table(Names.TYPE, config.types(), hidden));
    addNorm(all, Names.EMBEDDING_NORM, hidden);
    for (int layer = 0; layer < config.layers(); layer++) {
      addLinear(all, Names.query(layer), hidden, hidden);
      addLinear(all, Names.key(layer), hidden, hidden);
      addLinear(all, Names.value(layer), hidden, hidden);
      addLinear(all, Names.output(layer), hidden, hidden);
      addNorm(all, Names.norm1(layer), hidden);
      addLinear(all, Names.ffn1(layer), hidden, config.intermediate());
      addLinear(all, Names.ffn2(layer), config.intermediate(), hidden);
      addNorm(all, Names.norm2(layer), hidden);
    }
    return List.copyOf(all);
  }

  /** The shape in which a Hugging Face file stores it. */
  public List<Long> storedShape() {
    return switch (kind) {
      case TABLE -> List.of((long) rows, (long) columns);
      case LINEAR -> List.of((long) columns, (long) rows);
      case VECTOR -> List.of((long) columns);
    };
  }

  /** The shape as the graph applies it. */
  public List<Long> appliedShape() {
    return List.of((long) rows, (long) columns);
  }

  private static WeightSpec table(String name, int rows, int columns) {
    return new WeightSpec(name, Kind.TABLE, rows, columns);
  }

  private static void addLinear(List<WeightSpec> all, String module, int inputs, int outputs) {
    all.add(new WeightSpec(Names.weight(module), Kind.LINEAR, inputs, outputs));
    all.add(new WeightSpec(Names.bias(module), Kind.VECTOR, 1, outputs));
  }

  private static void addNorm(List<WeightSpec> all, String module, int columns) {
    all.add(new WeightSpec(Names.weight(module), Kind.VECTOR, 1, columns));
    all.add(new WeightSpec(Names.bias(module), Kind.VECTOR, 1, columns));
  }
}
