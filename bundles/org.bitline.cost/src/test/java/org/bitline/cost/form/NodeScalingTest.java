package org.bitline.cost.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NodeScalingTest {

  @Test
  void betweenTableNodesTheFactorIsThatOfTheTable() {
    assertEquals(0.13, NodeScaling.area(32, 7));
    assertEquals(110, NodeScaling.area(7, 130));
    assertEquals(1, NodeScaling.area(45, 45));
    assertEquals(1, NodeScaling.energy(45, 45, 0.8));
  }

  @Test
  void twentyTwoNanometresLieTenTwelfthsOfTheWayFrom32To20() {
    assertEquals(2 / 12.0 * 1 + 10 / 12.0 * 0.46, NodeScaling.area(32, 22), 1e-15);
    double same = NodeScaling.area(22, 22);
    assertEquals((2 * 2 * 1.0 + 2 * 10 * 0.46 + 10 * 2 * 2.2 + 10 * 10 * 1.0) / 144, same, 1e-15);
  }

  @Test
  void energyFollowsThePolynomials() {
    double at32 = 0.9559 * 0.64 - 0.7823 * 0.8 + 0.471;
    double at45 = 1.103 * 0.64 - 0.362 * 0.8 + 0.2767;
    assertEquals(at45 / at32, NodeScaling.energy(32, 45, 0.8), 1e-15);
  }

  @Test
  void factorsForthAndBackNearlyCancelInsideTheTable() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300; i++) {
      double from = random.nextDouble(7, 130);
      double to = random.nextDouble(7, 130);
      // The paper's rounding, and the mean of entries far apart.
      assertEquals(1, NodeScaling.area(from, to) * NodeScaling.area(to, from), 0.5);
      assertEquals(1, NodeScaling.energy(from, to, 0.8) * NodeScaling.energy(to, from, 0.8), 1e-12);
    }
  }

  @Test
  void beyondTheTableAreaIsInProportionAndEnergyToTheRoot() {
    assertFalse(NodeScaling.covers(5));
    assertFalse(NodeScaling.covers(180));
    assertEquals(3.5 / 7, NodeScaling.area(7, 3.5), 1e-15);
    assertEquals(Math.sqrt(0.5), NodeScaling.energy(7, 3.5, 0.8), 1e-15);
    assertEquals(Math.sqrt(1 / 7.0), NodeScaling.energy(7, 0.1, 0.8), 1e-15);
  }
}
