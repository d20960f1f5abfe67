package org.bitline.workload.bert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.workload.ModelInfo;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.files.DataFiles;
import org.bitline.workload.bert.files.ModelFolder;

/** The models at hand: folders of the installation's {@code models/}, and shapes. */
public final class ModelCatalogue {

  private final Path models;

  public ModelCatalogue(Installation installation) {
    this.models = installation.home().resolve("models");
  }

  /** The folder of an installed model. */
  public Optional<ModelFolder> installed(String name) {
    return folders().stream()
        .filter(folder -> folder.getFileName().toString().equals(name))
        .findFirst()
        .map(ModelFolder::new);
  }

  /** The folder that a descriptor means: an installed model, or a path. */
  ModelFolder find(String model, Section section, Location where) {
    Optional<ModelFolder> installed = installed(model);
    if (installed.isPresent()) {
      return installed.get();
    }
    Path path = DataFiles.resolve(model, section, where);
    if (Files.isRegularFile(path)) {
      throw new InputProblem(
          where, path + " is a file; name the folder that holds it, with its tokenizer.");
    }
    if (!Files.isDirectory(path)) {
      throw new InputProblem(
          where,
          "there is no model \""
              + model
              + "\"; at hand are "
              + String.join(", ", names())
              + ". A model of your own is named by the path of its folder, relative to this file.");
    }
    return new ModelFolder(path);
  }

  /** All models with a line about each. */
  List<ModelInfo> list() {
    List<ModelInfo> list = new ArrayList<>();
    for (Path folder : folders()) {
      list.add(new ModelInfo(folder.getFileName().toString(), true, summary(folder)));
    }
    for (ShapeModel shape : ShapeModel.values()) {
      list.add(new ModelInfo(shape.model(), false, sizes(shape.config()) + "; sizes alone"));
    }
    return list;
  }

  private List<String> names() {
    return Stream.concat(
            folders().stream().map(folder -> folder.getFileName().toString()),
            Arrays.stream(ShapeModel.values()).map(ShapeModel::model))
        .toList();
  }

  private List<Path> folders() {
    if (!Files.isDirectory(models)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(models)) {
      return entries
          .filter(Files::isDirectory)
          .filter(entry -> new ModelFolder(entry).holdsModel())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputProblem(models + ": the folder cannot be listed (" + e + ").", e);
    }
  }

  private static String summary(Path path) {
    ModelFolder folder = new ModelFolder(path);
    String file = folder.weightFile().map(f -> path.relativize(f).toString()).orElse("");
    try {
      return sizes(folder.config()) + "; " + file;
    } catch (InputProblem e) {
      return "cannot be read: " + e.getMessage();
    }
  }

  private static String sizes(BertConfig config) {
    return config.layers()
        + " layers, hidden "
        + config.hidden()
        + ", "
        + config.heads()
        + " heads, intermediate "
        + config.intermediate()
        + ", vocabulary "
        + config.vocabulary();
  }
}
