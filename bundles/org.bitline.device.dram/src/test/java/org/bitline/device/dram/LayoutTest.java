package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.device.dram.Layout.Location;
import org.junit.jupiter.api.Test;

class LayoutTest {

  private static final List<Map<String, Object>> MODELS =
      List.of(Map.of(), Map.of("unit.kernel", "reuse"), Stock.AIM, Stock.STEPS);

  @Test
  void noTwoWeightsShareAPlaceAndAllLieInsideTheMemory() {
    for (Map<String, Object> model : MODELS) {
      DramPimParameters p = Stock.parameters(model);
      Layout layout = Layout.of(p, 300);
      Set<Location> seen = new HashSet<>();
      for (int output = 0; output < 1100; output++) {
        for (int input = 0; input < 300; input++) {
          Location l = layout.of(output, input);
          assertTrue(seen.add(l), model + ": " + l);
          assertTrue(
              l.channel() < p.channels()
                  && l.rank() < p.organisation().ranks()
                  && l.bank() < p.organisation().banks()
                  && l.row() < p.organisation().rowsPerBank()
                  && l.burst() < p.organisation().burstsPerRow()
                  && l.lane() < p.lanes(),
              "" + l);
        }
      }
    }
  }

  @Test
  void theStockLayoutIsThatOfTheSimulator() {
    Layout layout = Layout.of(Stock.parameters(Map.of()), 768);
    // Output 9 is the second of the second unit; input 300 is lane 12 of burst 2 of tile 2, an even
    // one, whose bursts begin at column 64: 64 + 8 · 2 + 1.
    assertEquals(new Location(0, 0, 2, 2, 17, 12), layout.of(9, 300));
    // Tile 1 is odd; outputs from 64 on are in the next channel.
    assertEquals(new Location(1, 0, 1, 0, 0, 0), layout.of(64, 128));
  }

  @Test
  void aDumpHasALinePerBurst() throws IOException {
    StringBuilder text = new StringBuilder();
    Layout.dump(Stock.parameters(Map.of()), 40, 2, text);
    assertEquals(
        """
        output,first input,channel,rank,bank,row,burst
        0,0,0,0,0,0,0
        0,16,0,0,0,0,8
        0,32,0,0,0,0,16
        1,0,0,0,0,0,1
        1,16,0,0,0,0,9
        1,32,0,0,0,0,17
        """,
        text.toString());
  }
}
