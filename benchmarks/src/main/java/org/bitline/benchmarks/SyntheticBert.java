package org.bitline.benchmarks;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Writes a folder in Hugging Face's form with the shapes of BERT-base and Gaussian weights of
 * standard deviation 0.02: what a run takes depends on shapes, not on what was trained.
 */
public final class SyntheticBert {

  private static final int HIDDEN = 768;
  private static final int INTERMEDIATE = 3072;
  private static final int LAYERS = 12;
  private static final int VOCABULARY = 30522;
  private static final int POSITIONS = 512;
  private static final float DEVIATION = 0.02f;

  /** Rows × columns as the file stores them; 0 rows for a vector. */
  private record Shape(int rows, int columns) {

    long size() {
      return (long) Math.max(1, rows) * columns;
    }

    String text() {
      return rows == 0 ? "[" + columns + "]" : "[" + rows + "," + columns + "]";
    }
  }

  private final Map<String, Shape> tensors = new LinkedHashMap<>();

  private SyntheticBert() {
    tensors.put("embeddings.word_embeddings.weight", new Shape(VOCABULARY, HIDDEN));
    tensors.put("embeddings.position_embeddings.weight", new Shape(POSITIONS, HIDDEN));
    tensors.put("embeddings.token_type_embeddings.weight", new Shape(2, HIDDEN));
    norm("embeddings.LayerNorm");
    for (int i = 0; i < LAYERS; i++) {
      String layer = "encoder.layer." + i + ".";
      linear(layer + "attention.self.query", HIDDEN, HIDDEN);
      linear(layer + "attention.self.key", HIDDEN, HIDDEN);
      linear(layer + "attention.self.value", HIDDEN, HIDDEN);
      linear(layer + "attention.output.dense", HIDDEN, HIDDEN);
      norm(layer + "attention.output.LayerNorm");
      linear(layer + "intermediate.dense", HIDDEN, INTERMEDIATE);
      linear(layer + "output.dense", INTERMEDIATE, HIDDEN);
      norm(layer + "output.LayerNorm");
    }
  }

  /** Arguments: a tokenizer.json of BERT's vocabulary, and the folder to write. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    Files.copy(
        Path.of(arguments[0]),
        folder.resolve("tokenizer.json"),
        StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(folder.resolve("config.json"), config());
    new SyntheticBert().write(folder.resolve("model.safetensors"));
  }

  private static String config() {
    return String.format(
        Locale.ROOT,
        """
        {
          "model_type": "bert", "hidden_act": "gelu", "layer_norm_eps": 1e-12,
          "vocab_size": %d, "hidden_size": %d, "num_hidden_layers": %d,
          "num_attention_heads": 12, "intermediate_size": %d,
          "max_position_embeddings": %d, "type_vocab_size": 2
        }
        """,
        VOCABULARY,
        HIDDEN,
        LAYERS,
        INTERMEDIATE,
        POSITIONS);
  }

  private void linear(String name, int inputs, int outputs) {
    tensors.put(name + ".weight", new Shape(outputs, inputs));
    tensors.put(name + ".bias", new Shape(0, outputs));
  }

  private void norm(String name) {
    tensors.put(name + ".weight", new Shape(0, HIDDEN));
    tensors.put(name + ".bias", new Shape(0, HIDDEN));
  }

  private void write(Path file) throws IOException {
    StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
    long at = 0;
    for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
      long end = at + Float.BYTES * tensor.getValue().size();
      header.append(",\"").append(tensor.getKey()).append("\":{\"dtype\":\"F32\",\"shape\":");
      header.append(tensor.getValue().text()).append(",\"data_offsets\":[");
      header.append(at).append(',').append(end).append("]}");
      at = end;
    }
    byte[] text = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
    Random random = new Random(1);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeLong(Long.reverseBytes(text.length));
      out.write(text);
      for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
        out.write(values(tensor.getKey(), (int) tensor.getValue().size(), random));
      }
    }
  }

  /** Gaussian matrices; layer norms that change nothing; no bias. */
  private static byte[] values(String name, int count, Random random) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
    boolean bias = name.endsWith("bias");
    boolean norm = name.contains("LayerNorm");
    for (int i = 0; i < count; i++) {
      float weight = norm ? 1 : DEVIATION * (float) random.nextGaussian();
      bytes.putFloat(bias ? 0 : weight);
    }
    return bytes.array();
  }
}
