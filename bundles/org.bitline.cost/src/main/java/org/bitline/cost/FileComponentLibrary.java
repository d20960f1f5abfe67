package org.bitline.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.unit.QuantityParser;
import org.bitline.api.unit.RecordReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Reference;

/**
 * The component files below {@code device-models/components} of the installation: {@code
 * adc/isaac.json} there is the row {@code adc/isaac}. A name that ends with {@code .json} is a file
 * beside the device model that names it. A file is read when it is first asked for, once.
 */
@org.osgi.service.component.annotations.Component(service = ComponentLibrary.class)
public final class FileComponentLibrary implements ComponentLibrary {

  private static final String SUFFIX = ".json";

  private final Path home;
  private final Path root;
  private final RecordReader reader;
  private final FigureReader figures;
  private final Map<Path, Row> rows = new ConcurrentHashMap<>();
  private List<String> names = List.of();

  @Activate
  public FileComponentLibrary(
      @Reference Installation installation,
      @Reference RecordReader reader,
      @Reference QuantityParser quantities) {
    this.home = installation.home();
    this.root = home.resolve("device-models").resolve("components");
    this.reader = reader;
    this.figures = new FigureReader(quantities);
  }

  @Override
  public Component component(String name, Map<String, Object> set, Location where, Path directory) {
    Row row = row(name, where, directory);
    return row.at(row.parameters().with(set, where), figures);
  }

  @Override
  public Set<String> parameters(String name, Location where, Path directory) {
    return row(name, where, directory).parameters().byName().keySet();
  }

  private Row row(String name, Location where, Path directory) {
    return row(name.endsWith(SUFFIX) ? beside(name, where, directory) : own(name, where));
  }

  @Override
  public synchronized List<String> names() {
    if (names.isEmpty() && Files.isDirectory(root)) {
      try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
        names =
            files
                .filter(Files::isRegularFile)
                .filter(file -> file.toString().endsWith(SUFFIX))
                .map(this::rowName)
                .sorted()
                .toList();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + root, e);
      }
    }
    return names;
  }

  @Override
  public String schema() {
    return reader.schema(ComponentFile.class, ComponentFile.FORMAT);
  }

  @Override
  public void check(Path file) {
    row(file).check(figures);
  }

  private Path own(String name, Location where) {
    if (!names().contains(name)) {
      throw new InputProblem(
          where,
          "the cost library has no component \"%s\". %s Or give the path of a component file that"
                  .formatted(name, Nearest.sentence(name, names()))
              + " ends with .json.");
    }
    return root.resolve(name + SUFFIX);
  }

  private static Path beside(String name, Location where, Path directory) {
    Path file = directory.resolve(name).normalize();
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(
          where,
          "there is no component file %s. Paths are relative to the folder of the device model."
              .formatted(file));
    }
    return file;
  }

  private Row row(Path file) {
    return rows.computeIfAbsent(file.toAbsolutePath().normalize(), this::read);
  }

  private Row read(Path path) {
    ComponentFile file = reader.read(path, ComponentFile.FORMAT, ComponentFile.class);
    Path base = home.toAbsolutePath().normalize();
    Path library = root.toAbsolutePath().normalize();
    Path shown = path.startsWith(base) ? base.relativize(path) : path;
    Location location = new Location(shown.toString().replace('\\', '/'), "");
    if (path.startsWith(library) && !file.name().equals(rowName(library, path))) {
      throw new InputProblem(
          location.member("name"),
          "this file is the row %s by its place, but calls itself %s. Rename one of the two."
              .formatted(rowName(library, path), file.name()));
    }
    return new Row(file, Parameters.read(file.name(), file.parameters()), location);
  }

  private String rowName(Path file) {
    return rowName(root, file);
  }

  private static String rowName(Path root, Path file) {
    String relative = root.relativize(file).toString().replace('\\', '/');
    return relative.substring(0, relative.length() - SUFFIX.length());
  }
}
