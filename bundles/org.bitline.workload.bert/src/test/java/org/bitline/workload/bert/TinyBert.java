package org.bitline.workload.bert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.bitline.api.workload.Operation;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.WeightSpec;

/** A small BERT with seeded random weights, for tests. Weights are in Hugging Face's layout. */
public final class TinyBert {

  public static final List<String> VOCABULARY = vocabulary();

  public static final BertConfig CONFIG =
      new BertConfig(2, 32, 2, 64, VOCABULARY.size(), 48, 2, 1e-12f, Operation.Function.GELU_ERF);

  /** A tensor as a file stores it. */
  public record Stored(List<Long> shape, float[] values) {}

  private final Map<String, Stored> tensors = new LinkedHashMap<>();

  public TinyBert(long seed) {
    Random random = new Random(seed);
    for (WeightSpec spec : WeightSpec.all(CONFIG)) {
      float[] values = new float[spec.rows() * spec.columns()];
      float middle = spec.identity().endsWith("LayerNorm.weight") ? 1 : 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = middle + (float) (0.2 * random.nextGaussian());
      }
      tensors.put(spec.identity(), new Stored(spec.storedShape(), values));
    }
  }

  public Map<String, Stored> tensors() {
    return tensors;
  }

  /** Writes config.json, tokenizer by vocab.txt, and weights as float32. */
  public Path writeFolder(Path folder) {
    new SafetensorsWriter().addAll(tensors).write(folder.resolve("model.safetensors"));
    writeConfig(folder, "gelu");
    writeVocabulary(folder);
    return folder;
  }

  public static void writeConfig(Path folder, String activation) {
    write(
        folder.resolve("config.json"),
        """
        {"model_type": "bert", "hidden_size": 32, "num_hidden_layers": 2,
         "num_attention_heads": 2, "intermediate_size": 64, "hidden_act": "%s",
         "layer_norm_eps": 1e-12, "vocab_size": %d, "max_position_embeddings": 48,
         "type_vocab_size": 2}
        """
            .formatted(activation, VOCABULARY.size()));
  }

  public static void writeVocabulary(Path folder) {
    write(folder.resolve("vocab.txt"), String.join("\n", VOCABULARY) + "\n");
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> vocabulary() {
    List<String> pieces = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (char c = 'a'; c <= 'z'; c++) {
      pieces.add(String.valueOf(c));
      pieces.add("##" + c);
    }
    pieces.addAll(List.of(".", ",", "!", "?", "'", "the", "cat", "dog", "sat", "ran", "on", "mat"));
    pieces.addAll(List.of("red", "blue", "house", "tree", "##ing", "##ed", "walk", "talk", "hund"));
    pieces.addAll(List.of("The", "Cat"));
    return List.copyOf(pieces);
  }
}
