package org.bitline.engine;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitline.engine.output.Digest;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Where a plug-in's code comes from, as part of an experiment's identity. */
final class Origin {

  private Origin() {}

  /**
   * Empty for a bundle of this software, whose version is in the digest already; for a bundle from
   * outside its name and the digest of its jar.
   */
  static String of(Class<?> type) {
    Bundle bundle = FrameworkUtil.getBundle(type);
    if (bundle == null || bundle.getSymbolicName().startsWith("org.bitline.")) {
      return "";
    }
    String location = bundle.getLocation().replaceFirst("^reference:", "");
    if (location.startsWith("file:")) {
      Path jar = Path.of(URI.create(location));
      if (Files.isRegularFile(jar)) {
        return bundle.getSymbolicName() + " " + Digest.of(jar);
      }
    }
    return bundle.getSymbolicName() + " " + bundle.getVersion();
  }
}
