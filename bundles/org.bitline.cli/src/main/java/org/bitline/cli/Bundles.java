package org.bitline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    try {
      return context.installBundle(jar.toAbsolutePath().normalize().toUri().toString());
    } catch (BundleException e) {
      throw new DeviceProblem("the bundle " + jar + " cannot be installed: " + reason(e), e);
    }
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
