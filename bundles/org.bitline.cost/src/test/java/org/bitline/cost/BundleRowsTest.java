package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/** Rows inside bundles, in a framework as the product runs one. */
class BundleRowsTest {

  private static final Location HERE = new Location("model.json", "/costs/adc");
  private static final String ROW =
      """
      { "format": "bitline/component/1", "name": "adc/theirs", "node": "28 nm",
        "area": { "value": "900 um^2", "source": "their layout", "basis": "measured" },
        "leakage": { "value": null, "source": "not measured" } }
      """;

  @TempDir Path folder;
  private Framework framework;
  private BundleRows rows;
  private FileComponentLibrary library;

  @BeforeEach
  void start() throws BundleException {
    framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(Map.of(Constants.FRAMEWORK_STORAGE, folder.resolve("cache").toString()));
    framework.start();
    rows = new BundleRows(framework.getBundleContext());
    library = TestLibrary.of(folder.resolve("home"), rows);
  }

  @AfterEach
  void stop() throws BundleException, InterruptedException {
    rows.close();
    framework.stop();
    framework.waitForStop(10_000);
  }

  private Bundle install(String name, String row) throws IOException, BundleException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.putValue(Constants.BUNDLE_MANIFESTVERSION, "2");
    attributes.putValue(Constants.BUNDLE_SYMBOLICNAME, name);
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out, manifest)) {
      zip.putNextEntry(new ZipEntry("device-models/components/adc/theirs.json"));
      zip.write(row.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
    Bundle bundle = framework.getBundleContext().installBundle(jar.toUri().toString());
    bundle.start();
    return bundle;
  }

  @Test
  void rowsComeAndGoWithTheirBundle() throws IOException, BundleException {
    assertFalse(library.names().contains("adc/theirs"));
    Bundle bundle = install("com.example.rows", ROW);
    assertTrue(library.names().contains("adc/theirs"));
    assertEquals(
        900e-12, library.component("adc/theirs", Map.of(), HERE, folder).area().nominal(), 1e-24);
    bundle.uninstall();
    assertFalse(library.names().contains("adc/theirs"));
  }

  @Test
  void aRowOfTwoBundlesIsRefusedWithBothNames() throws IOException, BundleException {
    install("com.example.rows", ROW);
    install("com.example.others", ROW);
    String message =
        assertThrows(
                InputProblem.class, () -> library.component("adc/theirs", Map.of(), HERE, folder))
            .getMessage();
    assertEquals(
        "model.json#/costs/adc: component \"adc/theirs\" is in the bundle com.example.rows and in"
            + " the bundle com.example.others. Rename all but one.",
        message);
  }

  @Test
  void aRowThatCallsItselfOtherwiseIsRefused() throws IOException, BundleException {
    install("com.example.rows", ROW.replace("adc/theirs", "adc/ours"));
    String message =
        assertThrows(
                InputProblem.class, () -> library.component("adc/theirs", Map.of(), HERE, folder))
            .getMessage();
    assertTrue(message.contains("this file is the row adc/theirs by its place"), message);
  }
}
