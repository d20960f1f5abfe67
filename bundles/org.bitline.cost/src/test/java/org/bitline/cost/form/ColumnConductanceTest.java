package org.bitline.cost.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.bitline.cost.form.ColumnConductance.Reads;
import org.junit.jupiter.api.Test;

class ColumnConductanceTest {

  @Test
  void oneArrayByHand() {
    ColumnConductance columns = new ColumnConductance(4, 4, 100, 1700, 4, 1, 2, 25);
    byte[][] digits = {{3, 0}, {1, 2}};
    boolean[][] planes = {{true, true}, {false, true}, {false, false}};
    double off = 1 / 1700.0;
    double step = (1 / 100.0 - off) / 3;
    double top = 1 / (100 + 1 + 2 * 2 + 25.0);
    double topRight = 1 / (1700 + 2 + 2 * 2 + 25.0);
    double bottom = 1 / (1 / (off + step) + 1 + 2 + 25);
    double bottomRight = 1 / (1 / (off + 2 * step) + 2 + 2 + 25);
    Reads reads = columns.read(digits, planes, 2);
    assertEquals(4, reads.conversions());
    assertEquals(2, reads.idle());
    assertEquals(3, reads.drivenRows());
    double expected =
        Math.pow(top + bottom, 2)
            + Math.pow(topRight + bottomRight, 2)
            + bottom * bottom
            + bottomRight * bottomRight;
    assertEquals(expected, reads.sense(), 1e-15 * expected);
  }

  @Test
  void withoutWiresAndWithExponentOneOnlyTheValuesCount() {
    SplittableRandom random = new SplittableRandom(5);
    byte[][] digits = new byte[37][23];
    boolean[][] planes = new boolean[11][37];
    for (byte[] row : digits) {
      for (int c = 0; c < row.length; c++) {
        row[c] = (byte) random.nextInt(4);
      }
    }
    double siemens = 0;
    for (boolean[] plane : planes) {
      for (int r = 0; r < plane.length; r++) {
        plane[r] = random.nextInt(4) == 0;
        for (int c = 0; plane[r] && c < 23; c++) {
          siemens += 1 / 1700.0 + digits[r][c] / 3.0 * (1 / 100.0 - 1 / 1700.0);
        }
      }
    }
    for (int size : new int[] {5, 16, 64}) {
      Reads reads =
          new ColumnConductance(size, size, 100, 1700, 4, 0, 0, 0).read(digits, planes, 1);
      assertEquals(siemens, reads.sense(), 1e-12 * siemens);
      long arrays = (37 + size - 1) / size;
      assertEquals(arrays * 23 * 11, reads.conversions() + reads.idle());
    }
  }

  @Test
  void wiresTakeCurrent() {
    byte[][] digits = {{3, 3}, {3, 3}};
    boolean[][] planes = {{true, true}};
    double ideal =
        new ColumnConductance(2, 2, 100, 1700, 4, 0, 0, 0).read(digits, planes, 1).sense();
    double wired =
        new ColumnConductance(2, 2, 100, 1700, 4, 1, 1, 0).read(digits, planes, 1).sense();
    assertTrue(wired < ideal);
  }
}
