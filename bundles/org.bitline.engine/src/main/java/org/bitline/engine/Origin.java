package org.bitline.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitline.engine.output.Digest;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The bundles that do not come from the distribution's own folder. */
final class Origin {

  private Origin() {}

  /** Name and digest of each bundle from outside, sorted; empty outside a framework. */
  static List<String> outside(Path home) {
    Bundle own = FrameworkUtil.getBundle(Origin.class);
    if (own == null) {
      return List.of();
    }
    Path bundles = home.resolve("bundles");
    return Stream.of(own.getBundleContext().getBundles())
        .flatMap(bundle -> jar(bundle).stream().map(jar -> new Placed(bundle, jar)))
        .filter(placed -> !placed.jar().startsWith(bundles))
        .map(placed -> placed.bundle().getSymbolicName() + " " + Digest.of(placed.jar()))
        .sorted()
        .toList();
  }

  private record Placed(Bundle bundle, Path jar) {}

  private static Optional<Path> jar(Bundle bundle) {
    String location = bundle.getLocation().replaceFirst("^reference:", "");
    return location.startsWith("file:")
        ? Optional.of(Path.of(URI.create(location)).normalize()).filter(Files::isRegularFile)
        : Optional.empty();
  }
}
