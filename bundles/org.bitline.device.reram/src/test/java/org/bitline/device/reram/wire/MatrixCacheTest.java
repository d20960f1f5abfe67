package org.bitline.device.reram.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixCacheTest {

  private static final int EDGE = 40;
  private static final Segments WIRES = new Segments(2000, 2000, 1500, 1000, false, true);

  @TempDir private Path folder;
  private final AtomicInteger computed = new AtomicInteger();

  private static double[][] cells(int seed) {
    return new double[][] {Crossbars.cells(new Random(seed), EDGE * EDGE)};
  }

  private double[] get(MatrixCache cache, double[][] sides, Segments wires) {
    return cache.get(
        sides,
        EDGE,
        EDGE,
        wires,
        () -> {
          computed.incrementAndGet();
          return new NestedElimination(sides, EDGE, EDGE, wires).matrix();
        });
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aMatrixIsComputedOnceAndComesBackToTheBit() {
    MatrixCache cache = new MatrixCache(folder, 1 << 30);
    double[] first = get(cache, cells(1), WIRES);
    double[] second = get(cache, cells(1), WIRES);
    assertEquals(1, computed.get());
    assertArrayEquals(first, second, 0);
    assertEquals(1, files().size());
  }

  @Test
  void otherCellsAndOtherWiresAreOtherMatrices() {
    MatrixCache cache = new MatrixCache(folder, 1 << 30);
    get(cache, cells(1), WIRES);
    get(cache, cells(2), WIRES);
    get(cache, cells(1), new Segments(2000, 2000, 1500, 1000, true, true));
    get(cache, cells(1), new Segments(2000, 2001, 1500, 1000, false, true));
    double[][] turned = cells(1);
    turned[0][7] = Math.nextUp(turned[0][7]);
    get(cache, turned, WIRES);
    assertEquals(5, computed.get());
  }

  @Test
  void aDamagedFileIsComputedAgainAndMended() throws IOException {
    MatrixCache cache = new MatrixCache(folder, 1 << 30);
    double[] matrix = get(cache, cells(1), WIRES);
    Path file = files().get(0);
    byte[] bytes = Files.readAllBytes(file);
    bytes[100] ^= 1;
    Files.write(file, bytes);
    assertArrayEquals(matrix, get(cache, cells(1), WIRES), 0);
    assertEquals(2, computed.get());
    Files.write(file, new byte[10]);
    assertArrayEquals(matrix, get(cache, cells(1), WIRES), 0);
    assertEquals(3, computed.get());
    assertArrayEquals(matrix, get(cache, cells(1), WIRES), 0);
    assertEquals(3, computed.get());
  }

  @Test
  void aFolderThatCannotBeMadeCostsNothingButTime() throws IOException {
    Path file = Files.writeString(folder.resolve("a file"), "in the way");
    MatrixCache cache = new MatrixCache(file.resolve("wires"), 1 << 30);
    assertArrayEquals(get(cache, cells(1), WIRES), get(cache, cells(1), WIRES), 0);
    assertEquals(2, computed.get());
  }

  @Test
  void theLongestUnusedGoFirst() throws IOException {
    long one = EDGE * EDGE * 8L + 8;
    MatrixCache cache = new MatrixCache(folder, 4 * one);
    for (int seed = 0; seed < 6; seed++) {
      get(cache, cells(seed), WIRES);
    }
    List<Path> all = files();
    for (int i = 0; i < all.size(); i++) {
      Files.setLastModifiedTime(all.get(i), FileTime.fromMillis(1_000_000L * (i + 1)));
    }
    cache.trim();
    List<Path> left = files();
    assertTrue(left.size() <= 4 && left.size() >= 3, left.toString());
    assertEquals(all.subList(all.size() - left.size(), all.size()), left);
  }

  @Test
  void manyAtOnceGetTheSame() {
    MatrixCache cache = new MatrixCache(folder, 1 << 30);
    double[] expected = new NestedElimination(cells(3), EDGE, EDGE, WIRES).matrix();
    IntStream.range(0, 64)
        .parallel()
        .forEach(i -> assertArrayEquals(expected, get(cache, cells(3), WIRES), 0));
    assertEquals(1, files().size());
  }
}
