package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.bitline.launcher.BitlineFramework;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

/** A bundle that silently does not resolve must fail the build. */
class FrameworkTest {

  @Test
  void everyBundleIsActive() {
    BitlineFramework framework = Distribution.framework();
    assertEquals(List.of(), framework.failures());
    List<Bundle> bundles = List.of(framework.context().getBundles());
    List<String> inactive =
        bundles.stream()
            .filter(b -> b.getState() != Bundle.ACTIVE)
            .map(Bundle::getSymbolicName)
            .toList();
    assertEquals(List.of(), inactive);
    assertEquals(ACTIVE, bundles.stream().filter(b -> b.getState() == Bundle.ACTIVE).count());
    long ours =
        bundles.stream().filter(b -> b.getSymbolicName().startsWith("org.bitline.")).count();
    assertEquals(14, ours);
  }

  /** The framework, 14 bundles of Bitline's and the libraries. */
  private static final int ACTIVE = 32;

  @Test
  void theDeviceTypesAreTheKnownOnes() throws Exception {
    Set<String> types = new TreeSet<>();
    var references =
        Distribution.framework()
            .context()
            .getAllServiceReferences("org.bitline.api.device.DeviceType", null);
    for (var reference : references) {
      Object type = Distribution.framework().context().getService(reference);
      types.add((String) type.getClass().getMethod("id").invoke(type));
    }
    assertEquals(Set.of("dram-host", "dram-pim", "reram", "roofline", "systolic"), types);
  }

  @Test
  void aBundleThatCannotStartIsNamedAndTheOthersGoOn(@TempDir Path folder) throws IOException {
    Path home = Copies.linked(folder);
    jar(home.resolve("plugins/broken.jar"), "com.example.broken", "com.example.absent");
    Files.writeString(home.resolve("plugins/nonsense.jar"), "this is no jar");
    Distribution.Outcome outcome =
        Distribution.script(home, Distribution.javaHome(), "", "devices");
    assertEquals(0, outcome.code(), outcome.err());
    assertTrue(
        outcome
            .err()
            .contains(
                "the bundle com.example.broken is not available: no bundle exports the package"
                    + " com.example.absent that it needs; the others go on"),
        outcome.err());
    assertTrue(
        outcome.err().contains("the bundle nonsense.jar cannot be installed"), outcome.err());
    assertTrue(outcome.out().contains("reram/isaac"), outcome.out());
  }

  @Test
  void aBundleThatWasAskedForAndCannotStartEndsWithThree(@TempDir Path folder) throws IOException {
    Path broken = folder.resolve("broken.jar");
    jar(broken, "com.example.broken", "com.example.absent");
    Distribution.Outcome outcome =
        Distribution.run(
            "run", Distribution.ROOT.resolve("experiments/pim-vs-digital.json").toString(),
            "--bundle", broken.toString());
    assertEquals(3, outcome.code(), outcome.err());
    assertTrue(
        outcome.err().contains("no bundle exports the package com.example.absent that it needs"),
        outcome.err());
  }

  private static void jar(Path file, String name, String imports) throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue("Bundle-ManifestVersion", "2");
    attributes.putValue("Bundle-SymbolicName", name);
    attributes.putValue("Import-Package", imports);
    try (OutputStream out = Files.newOutputStream(file)) {
      new JarOutputStream(out, manifest).close();
    }
  }

  @Test
  void theScriptRefusesAnOldJavaWithASentence(@TempDir Path folder) throws IOException {
    Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
    assertTrue(java.toFile().setExecutable(true));
    Distribution.Outcome outcome = Distribution.script(Distribution.HOME, folder, "", "devices");
    assertEquals(2, outcome.code());
    assertTrue(outcome.err().contains("is Java 11; Java 17 or newer is needed"), outcome.err());
  }

  @Test
  void everyCommandHasHelp() {
    for (String command :
        Arrays.asList("run", "map", "check", "devices", "models", "compare", "conformance")) {
      Distribution.Outcome outcome = Distribution.run(command, "--help");
      assertEquals(0, outcome.code(), command);
      assertTrue(outcome.out().contains("Usage: bitline " + command), outcome.out());
    }
    assertEquals(0, Distribution.run("--version").code());
    assertEquals(2, Distribution.run("rum").code());
    assertTrue(Distribution.run("rum").err().contains("run"));
  }
}
