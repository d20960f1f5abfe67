package org.bitline.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.SynchronousBundleListener;

/**
 * Component files inside bundles: {@code device-models/components/adc/mine.json} of a bundle is the
 * row {@code adc/mine}, as long as the bundle is resolved. A bundle needs no code for it.
 *
 * <p>Files are copied into this bundle's data area, because parts and messages name files.
 */
final class BundleRows implements ExtraRows {

  private static final String PLACE = "device-models/components";

  private final BundleContext context;
  private final AtomicLong version = new AtomicLong();
  private final SynchronousBundleListener listener = event -> version.incrementAndGet();

  BundleRows(BundleContext context) {
    this.context = context;
    context.addBundleListener(listener);
  }

  @Override
  public long version() {
    return version.get();
  }

  @Override
  public void close() {
    context.removeBundleListener(listener);
  }

  /** One source per bundle that has rows, in the order of installation. */
  @Override
  public List<RowSource> sources() {
    List<RowSource> sources = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      boolean resolved = (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
      if (resolved && bundle.findEntries(PLACE, "*" + FolderRows.SUFFIX, true) != null) {
        sources.add(new BundleSource(bundle, context));
      }
    }
    return sources;
  }

  private record BundleSource(Bundle bundle, BundleContext context) implements RowSource {

    @Override
    public String label() {
      return "the bundle " + bundle.getSymbolicName();
    }

    @Override
    public Map<String, Path> rows() {
      SortedMap<String, Path> rows = new TreeMap<>();
      Enumeration<URL> entries = bundle.findEntries(PLACE, "*" + FolderRows.SUFFIX, true);
      for (URL entry : entries == null ? List.<URL>of() : Collections.list(entries)) {
        String path = entry.getPath();
        String below = path.substring(path.indexOf(PLACE) + PLACE.length() + 1);
        rows.put(
            below.substring(0, below.length() - FolderRows.SUFFIX.length()), copy(entry, below));
      }
      return rows;
    }

    private Path copy(URL entry, String below) {
      String folder = bundle.getSymbolicName() + "-" + bundle.getLastModified();
      Path file =
          context.getDataFile("").toPath().resolve("components").resolve(folder).resolve(below);
      try (InputStream in = entry.openStream()) {
        Files.createDirectories(file.getParent());
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot copy " + entry, e);
      }
    }
  }
}
