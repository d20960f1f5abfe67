package org.bitline.workload.bert.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.workload.bert.encoder.BertConfig;

/**
 * A folder with one model: {@code config.json} and {@code model.safetensors}, or an ONNX file
 * ({@code model.onnx}, {@code onnx/model.onnx}, or the only {@code *.onnx}). Where both are there,
 * safetensors is read.
 */
public final class ModelFolder {

  private final Path folder;

  public ModelFolder(Path folder) {
    this.folder = folder;
  }

  /** Whether there is a weight file that Bitline reads. */
  public boolean holdsModel() {
    return safetensors().isPresent() || !onnxFiles().isEmpty();
  }

  /** The sizes, without reading the weights. */
  public BertConfig config() {
    return open().config();
  }

  /** Reads sizes and weights. */
  public LoadedModel load() {
    WeightSource source = open();
    return new LoadedModel(
        source.config(), new WeightAssembly(source).assemble(), source.file(), source.format());
  }

  /** The file that the weights are read from, for a listing. */
  public Optional<Path> weightFile() {
    return safetensors().or(() -> onnxFiles().stream().findFirst());
  }

  /** {@code tokenizer.json}, or the first file whose name ends so. */
  public Optional<Path> tokenizerJson() {
    return existing("tokenizer.json")
        .or(() -> filesEndingIn(folder, "tokenizer.json").stream().findFirst());
  }

  /** A WordPiece vocabulary, one piece a line. */
  public Optional<Path> vocabulary() {
    return existing("vocab.txt");
  }

  public Optional<Path> tokenizerConfig() {
    return existing("tokenizer_config.json");
  }

  @Override
  public String toString() {
    return folder.toString();
  }

  private WeightSource open() {
    Optional<ConfigFile> config = existing("config.json").map(ConfigFile::new);
    if (safetensors().isPresent()) {
      return WeightSource.Safetensors.open(
          safetensors().get(),
          config.orElseThrow(
              () ->
                  new InputProblem(
                      folder
                          + ": there is a model.safetensors but no config.json; the sizes of the"
                          + " model are in it: put it there.")));
    }
    List<Path> onnx = onnxFiles();
    if (onnx.size() > 1) {
      throw new InputProblem(
          folder
              + ": there are "
              + onnx.size()
              + " ONNX files ("
              + String.join(", ", onnx.stream().map(p -> p.getFileName().toString()).toList())
              + "); call the one to be read model.onnx.");
    }
    if (onnx.isEmpty()) {
      throw noWeights();
    }
    return WeightSource.Onnx.open(onnx.get(0), config);
  }

  private InputProblem noWeights() {
    if (existing("pytorch_model.bin").isPresent()) {
      return new InputProblem(
          folder
              + ": the weights are in pytorch_model.bin, a Python pickle, which Bitline does not"
              + " read; convert it to model.safetensors (save_pretrained with"
              + " safe_serialization=True writes one).");
    }
    if (existing("model.safetensors.index.json").isPresent()) {
      return new InputProblem(
          folder
              + ": the weights are split over several files; save them as one model.safetensors.");
    }
    return new InputProblem(
        folder
            + ": there is no weight file; a model folder holds model.safetensors with config.json,"
            + " or an ONNX file (model.onnx, onnx/model.onnx, or the only *.onnx).");
  }

  private Optional<Path> safetensors() {
    return existing("model.safetensors");
  }

  private List<Path> onnxFiles() {
    return existing("model.onnx")
        .or(() -> existing("onnx/model.onnx"))
        .map(List::of)
        .orElseGet(() -> filesEndingIn(folder, ".onnx"));
  }

  private Optional<Path> existing(String name) {
    return Optional.of(folder.resolve(name)).filter(Files::isRegularFile);
  }

  private static List<Path> filesEndingIn(Path folder, String suffix) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(suffix))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw DataFiles.unreadable(folder, e);
    }
  }
}
