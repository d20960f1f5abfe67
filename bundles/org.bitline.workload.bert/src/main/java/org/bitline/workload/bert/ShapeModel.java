package org.bitline.workload.bert;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.api.workload.Operation;
import org.bitline.workload.bert.encoder.BertConfig;

/**
 * Published encoders of which only the sizes are known here: they are costed, not run. Sizes of
 * BERT: Devlin et al., NAACL 2019, section 3; of MiniLM: the config of all-MiniLM-L6-v2.
 */
enum ShapeModel {
  MINILM("minilm-shape", 6, 384, 12, 1536),
  BERT_BASE("bert-base-shape", 12, 768, 12, 3072),
  BERT_LARGE("bert-large-shape", 24, 1024, 16, 4096);

  /** Pieces of the uncased English vocabulary. */
  private static final int VOCABULARY = 30522;

  private static final int POSITIONS = 512;
  private static final int TYPES = 2;

  private final String model;
  private final BertConfig config;

  ShapeModel(String model, int layers, int hidden, int heads, int intermediate) {
    this.model = model;
    this.config =
        new BertConfig(
            layers,
            hidden,
            heads,
            intermediate,
            VOCABULARY,
            POSITIONS,
            TYPES,
            BertConfig.PUBLISHED_EPSILON,
            Operation.Function.GELU_ERF);
  }

  /** The name in {@code workload.model}. */
  String model() {
    return model;
  }

  BertConfig config() {
    return config;
  }

  static Optional<ShapeModel> of(String model) {
    return Arrays.stream(values()).filter(shape -> shape.model.equals(model)).findFirst();
  }
}
