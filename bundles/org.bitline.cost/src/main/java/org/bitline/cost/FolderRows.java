package org.bitline.cost;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The component files below a folder: {@code adc/isaac.json} there is the row {@code adc/isaac}.
 */
record FolderRows(String label, Path root) implements RowSource {

  static final String SUFFIX = ".json";

  @Override
  public Map<String, Path> rows() {
    SortedMap<String, Path> rows = new TreeMap<>();
    if (Files.isDirectory(root)) {
      try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> file.toString().endsWith(SUFFIX))
            .forEach(file -> rows.put(name(root.relativize(file)), file));
      } catch (IOException e) {
        throw new UncheckedIOException("cannot list " + root, e);
      }
    }
    return rows;
  }

  private static String name(Path relative) {
    String text = relative.toString().replace('\\', '/');
    return text.substring(0, text.length() - SUFFIX.length());
  }
}
