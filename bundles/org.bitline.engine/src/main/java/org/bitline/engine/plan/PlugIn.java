package org.bitline.engine.plan;

import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Section;
import org.bitline.api.unit.RecordReader;
import org.bitline.engine.json.RecordBinder;

/** Takes the part of a descriptor that belongs to a plug-in apart: its name, and its parameters. */
final class PlugIn {

  private PlugIn() {}

  /** The text of the member that names the plug-in. */
  static String id(Section section, String key) {
    Object id = section.values().get(key);
    if (!(id instanceof String text)) {
      throw new InputProblem(
          section.location(),
          id == null
              ? "the key \"" + key + "\" is missing: it names what this part is for"
              : "\"" + key + "\" should be a text");
    }
    return text;
  }

  /** The other members as the plug-in's parameters. */
  static <P extends Record> P parameters(
      RecordReader reader, Section section, String key, Class<P> type) {
    return reader.bind(RecordBinder.without(section, key), type);
  }
}
