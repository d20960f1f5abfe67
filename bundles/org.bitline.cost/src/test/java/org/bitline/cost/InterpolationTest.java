package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How wrong the row memory/cacti is where a point is left out and interpolated. */
class InterpolationTest {

  private static final Map<Integer, String> LEFT_OUT =
      Map.of(
          65536,
          "[\"itrs-lstp\", 65, 256, 1, 65536, ",
          262144,
          "[\"itrs-lstp\", 65, 256, 1, 262144, ");

  @TempDir Path home;

  private static Component memory(FileComponentLibrary library, int bytes) {
    return library.component(
        "memory/cacti",
        Map.of("node", "65 nm", "bytes", bytes + " B"),
        new Location("test", ""),
        TestLibrary.PROJECT);
  }

  private FileComponentLibrary without(int bytes) throws IOException {
    Path product = TestLibrary.PROJECT.resolve("device-models/components/memory/cacti.json");
    Path file = home.resolve("device-models/components/memory/cacti.json");
    Files.createDirectories(file.getParent());
    String text = Files.readString(product);
    String row = LEFT_OUT.get(bytes);
    int from = text.indexOf(row);
    int to = text.indexOf("]", from);
    // The row's comma goes with it.
    Files.writeString(file, text.substring(0, from) + text.substring(text.indexOf('[', to)));
    return TestLibrary.of(home);
  }

  private void errors(int bytes, double read, double access, double area) throws IOException {
    Component point = memory(TestLibrary.product(), bytes);
    Component guess = memory(without(bytes), bytes);
    assertEquals(
        read,
        error(guess.action("read").energy().nominal(), point.action("read").energy().nominal()),
        0.0006);
    assertEquals(
        access,
        error(guess.action("read").latency().nominal(), point.action("read").latency().nominal()),
        0.0006);
    assertEquals(area, error(guess.area().nominal(), point.area().nominal()), 0.0006);
  }

  private static double error(double guess, double point) {
    return guess / point - 1;
  }

  @Test
  void overAFactorOf128InSizeItIsAFifthAndAThirdInArea() throws IOException {
    errors(65536, 0.175, 0.116, 0.319);
  }

  @Test
  void overAFactorOf16InSizeItIsAnEighth() throws IOException {
    errors(262144, -0.078, 0.041, -0.005);
  }

  @Test
  void theBandOfTheRowCoversThePointThatWasLeftOut() throws IOException {
    for (int bytes : LEFT_OUT.keySet()) {
      Component point = memory(TestLibrary.product(), bytes);
      var guess = memory(without(bytes), bytes).action("read").energy();
      double joules = point.action("read").energy().nominal();
      assertEquals(joules, Math.min(Math.max(joules, guess.low()), guess.high()));
    }
  }
}
