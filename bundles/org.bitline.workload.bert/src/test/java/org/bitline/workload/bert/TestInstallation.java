package org.bitline.workload.bert;

import java.nio.file.Path;
import java.util.Map;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;

/** An installation at a folder of the test's choice. */
public record TestInstallation(Path home) implements Installation {

  @Override
  public String version() {
    return "test";
  }

  /** A section of a descriptor in a folder. */
  public static Section section(Path directory) {
    return new Section(new Location("experiment.json", "/workload"), directory, Map.of());
  }
}
