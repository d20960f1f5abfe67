package org.bitline.device.reram.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * Effective matrices on disk, by content: the name of a file is the SHA-256 of all that decides the
 * matrix. What is read is what was computed, to the bit; what cannot be read, or is damaged, is
 * computed again. A file is written beside and moved to its place, so that processes do not meet
 * half of one. Above the limit the files that were not used for longest go.
 *
 * @param folder made where it is missing
 * @param limitBytes of all files together, about
 */
record MatrixCache(Path folder, long limitBytes) {

  private static final String FOLDER = "bitline.cache";
  private static final String LIMIT = "bitline.cache.bytes";
  private static final long DEFAULT_LIMIT = 2L << 30;
  private static final String SUFFIX = ".matrix";

  /** Changes whenever the same network would get other bits. */
  private static final String ALGORITHM = "nested-elimination-2";

  /** Matrices of fewer entries are computed sooner than looked up. */
  private static final int SMALLEST = 1024;

  /** One in so many files is followed by a look at the size of all. */
  private static final int SELDOM = 64;

  /** What a cache holds of one file. */
  private record Entry(Path file, FileTime used, long bytes) {}

  /**
   * The user's: the system property {@code bitline.cache}, or below {@code XDG_CACHE_HOME}, or
   * {@code ~/.cache}; at most {@code bitline.cache.bytes}, 2 GiB.
   */
  static MatrixCache ofUser() {
    String named = System.getProperty(FOLDER);
    String xdg = System.getenv("XDG_CACHE_HOME");
    Path base =
        xdg == null || xdg.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(xdg);
    Path folder = named == null ? base.resolve("bitline") : Path.of(named);
    return new MatrixCache(folder.resolve("wires"), Long.getLong(LIMIT, DEFAULT_LIMIT));
  }

  /** The matrix of an array: kept, or computed and kept. */
  double[] get(
      double[][] sides, int rows, int columns, Segments wires, Supplier<double[]> computation) {
    int size = rows * columns;
    if (size < SMALLEST) {
      return computation.get();
    }
    byte[] digest = digest(sides, rows, columns, wires);
    Path file = folder.resolve(HexFormat.of().formatHex(digest) + SUFFIX);
    Optional<double[]> kept = read(file, size);
    if (kept.isPresent()) {
      return kept.get();
    }
    double[] matrix = computation.get();
    write(file, matrix);
    if ((digest[0] & 0xFF) % SELDOM == 0) {
      trim();
    }
    return matrix;
  }

  private static byte[] digest(double[][] sides, int rows, int columns, Segments wires) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update((ALGORITHM + ' ' + sides.length + ' ' + rows + ' ' + columns).getBytes(US_ASCII));
      double[] segments = {wires.row(), wires.column(), wires.source(), wires.sense()};
      sha.update(bytes(segments));
      sha.update((byte) ((wires.bothDriven() ? 1 : 0) + (wires.bothSensed() ? 2 : 0)));
      for (double[] side : sides) {
        sha.update(bytes(side));
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static byte[] bytes(double[] values) {
    byte[] bytes = new byte[values.length * Double.BYTES];
    ByteBuffer.wrap(bytes).asDoubleBuffer().put(values);
    return bytes;
  }

  private static Optional<double[]> read(Path file, int size) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      byte[] bytes = Files.readAllBytes(file);
      int length = size * Double.BYTES;
      if (bytes.length != length + Long.BYTES
          || ByteBuffer.wrap(bytes, length, Long.BYTES).getLong() != checksum(bytes, length)) {
        return Optional.empty();
      }
      double[] matrix = new double[size];
      ByteBuffer.wrap(bytes, 0, length).asDoubleBuffer().get(matrix);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      return Optional.of(matrix);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static long checksum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return sum.getValue();
  }

  /** Keeps a matrix; a disk that cannot is none of the product's business. */
  private void write(Path file, double[] matrix) {
    try {
      Files.createDirectories(folder);
      byte[] content = bytes(matrix);
      ByteBuffer whole = ByteBuffer.allocate(content.length + Long.BYTES);
      whole.put(content).putLong(checksum(content, content.length));
      Path beside = Files.createTempFile(folder, "new", ".part");
      try {
        Files.write(beside, whole.array());
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      // The next run computes it again.
    }
  }

  /** Removes what was not used for longest until a tenth of the limit is free. */
  void trim() {
    try {
      List<Entry> entries = entries();
      long bytes = entries.stream().mapToLong(Entry::bytes).sum();
      if (bytes <= limitBytes) {
        return;
      }
      entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
      for (Entry entry : entries) {
        if (bytes <= limitBytes - limitBytes / 10) {
          return;
        }
        Files.deleteIfExists(entry.file());
        bytes -= entry.bytes();
      }
    } catch (IOException e) {
      // Another process is at it.
    }
  }

  private List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        entries.add(new Entry(file, attributes.lastModifiedTime(), attributes.size()));
      }
    } catch (java.nio.file.DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }
}
