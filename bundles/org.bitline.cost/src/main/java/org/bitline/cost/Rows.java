package org.bitline.cost;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;

/** The rows of the installation and of bundles: their names and files. */
final class Rows {

  private static final String PLACE = "device-models/components";

  private final Path home;
  private final ExtraRows extra;
  private final FolderRows own;
  private SortedMap<String, List<Held>> all = Collections.emptySortedMap();
  private long version = -1;

  /** A file and who has it. */
  record Held(String owner, Path file) {}

  Rows(Path home, ExtraRows extra) {
    this.home = home.toAbsolutePath().normalize();
    this.extra = extra;
    this.own = new FolderRows("the distribution", this.home.resolve(PLACE));
  }

  /** Row name to every file of that name; listed anew when bundles have come or gone. */
  synchronized SortedMap<String, List<Held>> all() {
    long now = extra.version();
    if (version != now) {
      SortedMap<String, List<Held>> found = new TreeMap<>();
      List<RowSource> sources = new ArrayList<>(List.of(own));
      sources.addAll(extra.sources());
      for (RowSource source : sources) {
        source
            .rows()
            .forEach(
                (name, file) ->
                    found
                        .computeIfAbsent(name, n -> new ArrayList<>())
                        .add(new Held(source.label(), file.toAbsolutePath().normalize())));
      }
      all = found;
      version = now;
    }
    return all;
  }

  /** The file of a row. */
  Path file(String name, Location where) {
    SortedMap<String, List<Held>> rows = all();
    List<Held> held = rows.getOrDefault(name, List.of());
    if (held.isEmpty()) {
      throw new InputProblem(
          where,
          "the cost library has no component \"%s\". %s Or give the path of a component file that"
                  .formatted(name, Nearest.sentence(name, rows.keySet()))
              + " ends with .json.");
    }
    if (held.size() > 1) {
      throw new InputProblem(
          where,
          "component \"%s\" is in %s. Rename all but one."
              .formatted(name, String.join(" and in ", held.stream().map(Held::owner).toList())));
    }
    return held.get(0).file();
  }

  /** The row's name that a file's place says; empty for a file elsewhere. */
  Optional<String> nameByPlace(Path file) {
    for (var entry : all().entrySet()) {
      if (entry.getValue().stream().anyMatch(held -> held.file().equals(file))) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  /** A file as a person names it. */
  Location location(Path file) {
    Path shown = file.startsWith(home) ? home.relativize(file) : file;
    return new Location(shown.toString().replace('\\', '/'), "");
  }
}
