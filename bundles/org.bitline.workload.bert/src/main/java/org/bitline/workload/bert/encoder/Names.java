package org.bitline.workload.bert.encoder;

import java.util.List;

/** Names of BERT's modules and tensors as Hugging Face's BertModel gives them. */
public final class Names {

  public static final String TOKEN = "embeddings.word_embeddings.weight";
  public static final String POSITION = "embeddings.position_embeddings.weight";
  public static final String TYPE = "embeddings.token_type_embeddings.weight";
  public static final String EMBEDDING_NORM = "embeddings.LayerNorm";

  /** What models that hold a BertModel as a member, or wrap one, put before its names. */
  private static final List<String> PREFIXES =
      List.of("0.auto_model.", "auto_model.", "model.", "bert.");

  private Names() {}

  public static String query(int layer) {
    return module(layer, "attention.self.query");
  }

  public static String key(int layer) {
    return module(layer, "attention.self.key");
  }

  public static String value(int layer) {
    return module(layer, "attention.self.value");
  }

  public static String output(int layer) {
    return module(layer, "attention.output.dense");
  }

  public static String norm1(int layer) {
    return module(layer, "attention.output.LayerNorm");
  }

  public static String ffn1(int layer) {
    return module(layer, "intermediate.dense");
  }

  public static String ffn2(int layer) {
    return module(layer, "output.dense");
  }

  public static String norm2(int layer) {
    return module(layer, "output.LayerNorm");
  }

  /** The modules of a layer that hold a matrix, in the order of the graph. */
  public static List<String> linears(int layer) {
    return List.of(query(layer), key(layer), value(layer), output(layer), ffn1(layer), ffn2(layer));
  }

  public static String weight(String module) {
    return module + ".weight";
  }

  public static String bias(String module) {
    return module + ".bias";
  }

  /**
   * A file's name for a tensor as this class would write it: known prefixes taken off, and the
   * {@code gamma} and {@code beta} of old files renamed.
   */
  public static String canonical(String name) {
    String rest = name;
    for (String prefix : PREFIXES) {
      if (rest.startsWith(prefix)) {
        rest = rest.substring(prefix.length());
      }
    }
    if (rest.endsWith("LayerNorm.gamma")) {
      return rest.substring(0, rest.length() - "gamma".length()) + "weight";
    }
    if (rest.endsWith("LayerNorm.beta")) {
      return rest.substring(0, rest.length() - "beta".length()) + "bias";
    }
    return rest;
  }

  private static String module(int layer, String rest) {
    return "encoder.layer." + layer + "." + rest;
  }
}
