package org.bitline.workload.bert.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.workload.Operation;
import org.bitline.workload.bert.encoder.BertConfig;

/** A Hugging Face {@code config.json} of a BERT. */
final class ConfigFile {

  /** Far above any BERT; a damaged file must not make us ask for a billion tensors. */
  private static final int MOST_LAYERS = 1000;

  private final Path file;
  private final JsonNode json;

  ConfigFile(Path file) {
    this.file = file;
    this.json = JsonFiles.object(file);
    requireBert();
  }

  /** All sizes; those that every BERT shares (512 positions, 2 types) have defaults. */
  BertConfig config() {
    int hidden = required("hidden_size");
    int heads = required("num_attention_heads");
    if (hidden % heads != 0) {
      throw new InputProblem(
          at("num_attention_heads"),
          heads + " heads do not divide the hidden_size " + hidden + "; give a divisor.");
    }
    return new BertConfig(
        layers(),
        hidden,
        heads,
        required("intermediate_size"),
        required("vocab_size"),
        size("max_position_embeddings").orElse(512),
        size("type_vocab_size").orElse(2),
        epsilon().orElse(BertConfig.PUBLISHED_EPSILON),
        activation().orElse(Operation.Function.GELU_ERF));
  }

  private int layers() {
    int layers = required("num_hidden_layers");
    if (layers > MOST_LAYERS) {
      throw new InputProblem(
          at("num_hidden_layers"), "found " + layers + "; 1 to " + MOST_LAYERS + " are allowed.");
    }
    return layers;
  }

  /** A size, if it is given. */
  OptionalInt size(String key) {
    JsonNode value = json.path(key);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
      throw new InputProblem(at(key), "found " + value + "; a whole number from 1 is allowed.");
    }
    return OptionalInt.of(value.intValue());
  }

  /** The layer norm's epsilon, if it is given. */
  Optional<Float> epsilon() {
    JsonNode value = json.path("layer_norm_eps");
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isNumber() || !(value.doubleValue() > 0) || value.doubleValue() > 1) {
      throw new InputProblem(
          at("layer_norm_eps"), "found " + value + "; a number above 0 and up to 1 is allowed.");
    }
    return Optional.of((float) value.doubleValue());
  }

  /** The activation function, if it is given. */
  Optional<Operation.Function> activation() {
    JsonNode value = json.path("hidden_act");
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (value.asText()) {
          case "gelu" -> Operation.Function.GELU_ERF;
          case "gelu_new", "gelu_pytorch_tanh" -> Operation.Function.GELU_TANH;
          case "relu" -> Operation.Function.RELU;
          default ->
              throw new InputProblem(
                  at("hidden_act"),
                  "found " + value + "; gelu, gelu_new, gelu_pytorch_tanh and relu are allowed.");
        });
  }

  Location at(String key) {
    return new Location(file.toString(), "").member(key);
  }

  private int required(String key) {
    return size(key)
        .orElseThrow(
            () -> new InputProblem(at(key), "the key is missing; a BERT's config.json has it."));
  }

  private void requireBert() {
    JsonNode type = json.path("model_type");
    if (!type.isMissingNode() && !type.asText().equals("bert")) {
      throw new InputProblem(
          at("model_type"), "found " + type + "; Bitline reads models of type \"bert\".");
    }
    JsonNode decoder = json.path("is_decoder");
    if (decoder.asBoolean()) {
      throw new InputProblem(
          at("is_decoder"), "found " + decoder + "; Bitline runs encoders: false is allowed.");
    }
    JsonNode positions = json.path("position_embedding_type");
    if (!positions.isMissingNode() && !positions.asText().equals("absolute")) {
      throw new InputProblem(
          at("position_embedding_type"), "found " + positions + "; \"absolute\" is allowed.");
    }
  }
}
