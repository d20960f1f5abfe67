package org.bitline.engine.execute;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Measured noise on disk, one small file per content: {@code noise/DIGEST} below the system
 * property {@code bitline.cache}, by default {@code $XDG_CACHE_HOME/bitline} or {@code
 * ~/.cache/bitline}. A file that cannot be read counts as absent, a folder that cannot be written
 * as no cache: it saves time and never changes a result.
 */
final class NoiseCache {

  private final Path folder;

  NoiseCache(Path folder) {
    this.folder = folder;
  }

  static NoiseCache standard() {
    String property = System.getProperty("bitline.cache", "");
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path root =
        !property.isEmpty()
            ? Path.of(property)
            : xdg.isEmpty()
                ? Path.of(System.getProperty("user.home", "."), ".cache", "bitline")
                : Path.of(xdg, "bitline");
    return new NoiseCache(root.resolve("noise"));
  }

  Optional<Double> get(String digest) {
    try {
      double value =
          Double.longBitsToDouble(
              Long.parseUnsignedLong(Files.readString(folder.resolve(digest)).trim(), 16));
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  void put(String digest, double value) {
    try {
      Files.createDirectories(folder);
      Path beside = Files.createTempFile(folder, "new", "");
      Files.write(
          beside,
          Long.toHexString(Double.doubleToRawLongBits(value)).getBytes(StandardCharsets.UTF_8));
      Files.move(beside, folder.resolve(digest), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      // The next run measures again.
    }
  }
}
