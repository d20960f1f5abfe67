package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.junit.jupiter.api.Test;

/** The component files of ISAAC put back together: Shafiee et al., ISCA 2016, Table I. */
class IsaacClosureTest {

  private static final Path HOME = Path.of("..", "..");
  private static final double CYCLE_S = 100e-9;
  private static final double PRODUCT_S = 16 * CYCLE_S;
  private static final double INPUT_BITS_PER_S = 8 * 128 / CYCLE_S;
  private static final double RESULTS_PER_S = 128 / PRODUCT_S;
  private static final double TILE_BITS_PER_S = 12 * (INPUT_BITS_PER_S + 16 * RESULTS_PER_S);

  private final FileComponentLibrary library = TestLibrary.product();

  private record Sum(double watts, double squareMetres) {
    Sum plus(Sum other) {
      return new Sum(watts + other.watts, squareMetres + other.squareMetres);
    }

    Sum times(double count) {
      return new Sum(watts * count, squareMetres * count);
    }
  }

  private Component component(String name) {
    return library.component(name, Map.of(), new Location("test", ""), HOME);
  }

  /** What {@code count} of a component take when all of them together act so often. */
  private Sum of(String name, double count, String action, double actionsPerSecond) {
    Component c = component(name);
    double joules = c.action(action).energy().nominal();
    return new Sum(
        joules * actionsPerSecond + count * c.leakage().nominal(), count * c.area().nominal());
  }

  private Sum ima() {
    return of("adc/isaac", 8, "convert", 8 * 1.2e9)
        .plus(of("dac/isaac", 1024, "drive", 1024 / CYCLE_S))
        .plus(of("sample-hold/isaac", 1024, "sample", 1024 / CYCLE_S))
        .plus(of("cell/isaac", 8, "read", 8 / CYCLE_S))
        .plus(of("shift-add/isaac", 4, "add", 8 * 1.2e9))
        .plus(of("register/isaac-in", 1, "read", INPUT_BITS_PER_S))
        .plus(of("register/isaac-out", 1, "write", 16 * RESULTS_PER_S));
  }

  @Test
  void anImaAtFullRateTakesWhatTableOneSays() {
    assertEquals(24.08e-3, ima().watts(), 24.08e-6);
    assertEquals(0.01312e-6, ima().squareMetres(), 0.01312e-9);
  }

  @Test
  void aTileAtFullRateTakesWhatTableOneSays() {
    double results = 12 * RESULTS_PER_S;
    Sum tile =
        ima()
            .times(12)
            .plus(of("edram/isaac", 1, "read", TILE_BITS_PER_S))
            .plus(of("bus/isaac", 1, "transfer", TILE_BITS_PER_S))
            .plus(of("router/isaac", 0.25, "transfer", TILE_BITS_PER_S))
            .plus(of("sigmoid/isaac", 2, "apply", results))
            .plus(of("shift-add/isaac", 1, "add", 2.4e9))
            .plus(of("max-pool/isaac", 1, "compare", results))
            .plus(of("register/isaac-tile-out", 1, "write", 16 * results));
    assertEquals(329.81e-3, tile.watts(), 329.81e-6);
    assertEquals(0.37229e-6, tile.squareMetres(), 0.37229e-9);
  }

  @Test
  void theLinkAtFullRateTakesWhatTableOneSays() {
    Sum link = of("link/isaac", 1, "transfer", 204.8e9);
    assertEquals(10.4, link.watts(), 1e-9);
    assertEquals(22.88e-6, link.squareMetres(), 1e-15);
  }

  @Test
  void theEndsOfTheLeakageBandCloseToo() {
    for (double share : new double[] {0, 0.2}) {
      Component adc = component("adc/isaac");
      Figure energy = adc.action("convert").energy();
      double watts =
          share == 0
              ? energy.high() * 1.2e9 + adc.leakage().low()
              : energy.low() * 1.2e9 + adc.leakage().high();
      assertEquals(2e-3, watts, 1e-15);
    }
  }

  @Test
  void everyFileHoldsOverTheWholeRangeOfItsParameters() {
    List<String> rows =
        library.names().stream().filter(n -> n.contains("isaac") && !n.contains("hwc")).toList();
    assertEquals(14, rows.size());
    rows.stream()
        .map(name -> HOME.resolve("device-models/components/" + name + ".json"))
        .forEach(library::check);
  }

  @Test
  void writingACellCostsWhatPumaPublishes() {
    Component cell = component("cell/isaac");
    assertEquals(22.6e-9, 16384 * cell.action("write").energy().nominal(), 1e-15);
    assertEquals(10.97e-6, 128 * cell.action("write").latency().nominal(), 1e-12);
  }
}
