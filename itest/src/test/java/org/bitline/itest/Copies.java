package org.bitline.itest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A distribution of links to the built one, with a plug-in folder of its own. */
final class Copies {

  private Copies() {}

  static Path linked(Path folder) throws IOException {
    Path home = Files.createDirectories(folder.resolve("bitline"));
    for (String part : new String[] {"bundles", "lib", "models", "device-models"}) {
      Files.createSymbolicLink(home.resolve(part), Distribution.HOME.resolve(part));
    }
    Files.createDirectories(home.resolve("bin"));
    Path script = Files.copy(Distribution.HOME.resolve("bin/bitline"), home.resolve("bin/bitline"));
    script.toFile().setExecutable(true);
    Files.createDirectories(home.resolve("plugins"));
    return home;
  }
}
