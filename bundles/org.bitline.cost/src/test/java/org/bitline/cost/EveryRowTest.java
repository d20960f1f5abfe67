package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.junit.jupiter.api.Test;

/** Every component file of the product. */
class EveryRowTest {

  private static final Location HERE = new Location("test", "");
  private static final Set<String> UNVERIFIED = Set.of("memory", "recalled", "UNV", "remember");

  private final FileComponentLibrary library = TestLibrary.product();

  @Test
  void holdsAtItsDefaultsAndAtTheEndsOfEveryParameter() {
    List<String> wrong = new ArrayList<>();
    for (String name : library.names()) {
      try {
        library.check(file(name));
      } catch (InputProblem e) {
        wrong.add(e.getMessage());
      }
    }
    assertEquals(List.of(), wrong);
  }

  private static Path file(String name) {
    return TestLibrary.PROJECT.resolve("device-models/components/" + name + ".json");
  }

  @Test
  void givesFiguresInOrderWithASource() {
    for (String name : library.names()) {
      Component component = library.component(name, Map.of(), HERE, TestLibrary.PROJECT);
      assertEquals(name, component.name());
      for (Figure figure : figures(component)) {
        assertTrue(0 <= figure.low() && figure.low() <= figure.nominal(), name + figure);
        assertTrue(figure.nominal() <= figure.high(), name + figure);
        assertTrue(Double.isFinite(figure.high()), name + figure);
        assertTrue(figure.source().length() > 10, name + figure);
      }
    }
  }

  @Test
  void calledUnverifiedIsAssumed() {
    for (String name : library.names()) {
      Component component = library.component(name, Map.of(), HERE, TestLibrary.PROJECT);
      for (Figure figure : figures(component)) {
        if (UNVERIFIED.stream().anyMatch(("" + figure.source())::contains)
            && !figure.source().contains("in-memory")) {
          assertEquals("assumed", figure.basis(), name + ": " + figure.source());
        }
      }
    }
  }

  private static List<Figure> figures(Component component) {
    List<Figure> all = new ArrayList<>(List.of(component.area(), component.leakage()));
    component.actions().values().forEach(a -> all.addAll(List.of(a.energy(), a.latency())));
    return all;
  }
}
