package org.bitline.workload.bert.encoder;

import org.bitline.api.workload.Operation;

/**
 * The sizes and choices that make a BERT encoder (Devlin et al., "BERT: Pre-training of Deep
 * Bidirectional Transformers for Language Understanding", NAACL 2019).
 *
 * @param layers encoder layers
 * @param hidden columns of a token vector
 * @param heads attention heads, a divisor of hidden
 * @param intermediate columns between the two feed-forward products
 * @param vocabulary rows of the token embedding
 * @param positions rows of the position embedding: the longest sequence
 * @param types rows of the token type embedding
 * @param epsilon added to the variance in a layer norm
 * @param activation between the two feed-forward products
 */
public record BertConfig(
    int layers,
    int hidden,
    int heads,
    int intermediate,
    int vocabulary,
    int positions,
    int types,
    float epsilon,
    Operation.Function activation) {

  /** Layer norm epsilon of the published models. */
  public static final float PUBLISHED_EPSILON = 1e-12f;

  public BertConfig {
    if (Math.min(Math.min(layers, hidden), Math.min(heads, intermediate)) < 1
        || Math.min(Math.min(vocabulary, positions), types) < 1) {
      throw new IllegalArgumentException("every size of an encoder is at least 1");
    }
    if (hidden % heads != 0) {
      throw new IllegalArgumentException(
          "a hidden size of " + hidden + " does not divide into " + heads + " heads");
    }
  }

  public int headSize() {
    return hidden / heads;
  }

  /** Values of all tensors that the graph uses. A pooler or a task's head is not among them. */
  public long parameters() {
    return WeightSpec.all(this).stream().mapToLong(w -> (long) w.rows() * w.columns()).sum();
  }
}
