package org.bitline.api.device;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.api.base.Location;

/** The cost library: rows of components, each with its sources. */
public interface ComponentLibrary {

  /**
   * A component for given parameters.
   *
   * @param name e.g. {@code adc/isaac}, or a path to a file relative to {@code directory}
   * @param set parameters that differ from the row's defaults; {@code node} may be set for every
   *     row, as a text such as "22 nm": a row that has no such parameter is scaled to that node
   *     where it is digital logic, and refused else
   * @param where the text that names it, for messages
   */
  Component component(String name, Map<String, Object> set, Location where, Path directory);

  /** The names of a row's parameters. */
  Set<String> parameters(String name, Location where, Path directory);

  /** The names of all rows. */
  List<String> names();

  /** A JSON Schema of a component file. */
  String schema();

  /** Checks one component file; throws an {@code InputProblem} where it is wrong. */
  void check(Path file);
}
