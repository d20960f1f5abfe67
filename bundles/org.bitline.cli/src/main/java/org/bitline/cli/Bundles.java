package org.bitline.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.base.InputProblem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Installs device bundles from outside, before anything runs. */
final class Bundles {

  private final BundleContext context;

  Bundles(BundleContext context) {
    this.context = context;
  }

  /** Installs all, then starts all, so that they may need one another. */
  void install(List<Path> jars) {
    List<Bundle> installed = new ArrayList<>();
    for (Path jar : jars) {
      installed.add(install(jar));
    }
    for (Bundle bundle : installed) {
      start(bundle);
    }
  }

  private Bundle install(Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw new InputProblem("--bundle " + jar + ": there is no such file");
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      if (file.getManifest() == null) {
        throw new InputProblem("--bundle " + jar + ": it has no manifest, so it is no bundle");
      }
      return context.installBundle(jar.toAbsolutePath().normalize().toUri().toString());
    } catch (IOException e) {
      throw new InputProblem("--bundle " + jar + ": it is no jar (" + e.getMessage() + ")", e);
    } catch (BundleException e) {
      if (e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR) {
        return same(jar, e);
      }
      throw new DeviceProblem("the bundle " + jar + " cannot be installed: " + reason(e), e);
    }
  }

  /** A bundle of that name and version is there already: fine if it is the same jar. */
  private Bundle same(Path jar, BundleException duplicate) {
    for (Bundle bundle : context.getBundles()) {
      String location = bundle.getLocation().replaceFirst("^reference:", "");
      if (location.startsWith("file:")) {
        try {
          if (Files.mismatch(Path.of(URI.create(location)), jar) < 0) {
            return bundle;
          }
        } catch (IOException e) {
          // Cannot be compared: not the same.
        }
      }
    }
    throw new InputProblem(
        "--bundle "
            + jar
            + ": another jar with the same symbolic name and version is installed already, in"
            + " plugins/ or by the descriptor; remove one of them",
        duplicate);
  }

  private static void start(Bundle bundle) {
    try {
      bundle.start();
    } catch (BundleException e) {
      throw new DeviceProblem(
          "the bundle "
              + bundle.getSymbolicName()
              + " ("
              + bundle.getLocation()
              + ") cannot start: "
              + reason(e),
          e);
    }
  }

  /** Felix's message, shortened to the missing package where there is one. */
  private static String reason(BundleException e) {
    String text = String.valueOf(e.getMessage());
    int at = text.indexOf("osgi.wiring.package=");
    if (at >= 0) {
      String name = text.substring(at + "osgi.wiring.package=".length()).split("[)\\s]", 2)[0];
      return "no bundle exports the package " + name + " that it needs";
    }
    return text;
  }
}
