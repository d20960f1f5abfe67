package org.bitline.workload.bert.files;

import java.nio.file.Path;
import java.util.Optional;
import org.bitline.workload.bert.encoder.BertConfig;

/** A weight file that was opened: what it says of the model, and its tensors one by one. */
sealed interface WeightSource {

  Path file();

  /** The format's name, for a report. */
  String format();

  BertConfig config();

  /** The tensor of that identity; empty where the file has none. */
  Optional<StoredTensor> tensor(String identity);

  /** How a tensor is looked for, to end the message that there is none. */
  String search();

  /** A safetensors file; its sizes are in {@code config.json}. */
  record Safetensors(Path file, BertConfig config, SafetensorsFile content)
      implements WeightSource {

    static Safetensors open(Path file, ConfigFile config) {
      return new Safetensors(file, config.config(), new SafetensorsFile(file));
    }

    @Override
    public String format() {
      return "safetensors";
    }

    @Override
    public Optional<StoredTensor> tensor(String identity) {
      return content.tensor(identity);
    }

    @Override
    public String search() {
      return "it is neither there with the prefix bert. nor without";
    }
  }

  /** An ONNX file; its sizes are in the graph. */
  record Onnx(Path file, BertConfig config, OnnxEncoder encoder) implements WeightSource {

    static Onnx open(Path file, Optional<ConfigFile> config) {
      OnnxIndex index = new OnnxIndex(OnnxFile.graph(file));
      OnnxTensors tensors = new OnnxTensors(file);
      OnnxEncoder encoder = new OnnxEncoder(index, tensors);
      OnnxSizes sizes = new OnnxSizes(file, index, encoder, tensors);
      return new Onnx(file, sizes.config(config), encoder);
    }

    @Override
    public String format() {
      return "onnx";
    }

    @Override
    public Optional<StoredTensor> tensor(String identity) {
      return encoder.tensor(identity);
    }

    @Override
    public String search() {
      return "it is not there by name, nor is it the constant of a product that adds the matching"
          + " bias or that is named after its module";
    }
  }
}
