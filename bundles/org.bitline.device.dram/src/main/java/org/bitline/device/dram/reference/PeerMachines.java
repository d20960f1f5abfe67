package org.bitline.device.dram.reference;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.bitline.device.dram.command.Machine;
import org.bitline.device.dram.command.Refresh;
import org.bitline.device.dram.kernel.RegisterKernels;
import org.bitline.device.dram.kernel.Timings;

/** The channels of the simulators that the reference cases come from, as their files have them. */
final class PeerMachines {

  private static final int BURST = 2;
  private static final int RTPL = 5;
  private static final int WINDOW = 64;

  /** {@code ini/HBM2_samsung_2M_16B_x64.ini} of SAITPublic/PIMSimulator b464dde. */
  private static final Map<String, Integer> INI =
      Map.ofEntries(
          Map.entry("RL", 20),
          Map.entry("WL", 8),
          Map.entry("tCCDS", 2),
          Map.entry("tCCDL", 4),
          Map.entry("tRCDRD", 14),
          Map.entry("tRCDWR", 10),
          Map.entry("tRAS", 33),
          Map.entry("tRP", 14),
          Map.entry("tRC", 47),
          Map.entry("tRRDS", 4),
          Map.entry("tRRDL", 6),
          Map.entry("tWR", 16),
          Map.entry("tWTRL", 9),
          Map.entry("tRTRS", 1),
          Map.entry("tREFI", 3900),
          Map.entry("tRFC", 350));

  private PeerMachines() {}

  /** Names that {@link #pimSimulator} takes. */
  static Set<String> names() {
    return INI.keySet();
  }

  /**
   * A channel of PIMSimulator.
   *
   * @param change values that differ from the stock file, by its names
   * @param ranks 1, or 2 of which the second is idle: then both are refreshed in turn
   */
  static Machine pimSimulator(Map<String, Integer> change, int ranks) {
    Map<String, Integer> ini = new TreeMap<>(INI);
    ini.putAll(change);
    int ccdl = ini.get("tCCDL");
    Timings timings =
        new Timings(
            ini.get("RL"),
            ini.get("WL"),
            BURST,
            ini.get("tCCDS"),
            ccdl,
            0,
            ini.get("tRCDRD"),
            ini.get("tRCDWR"),
            ini.get("tRCDRD"),
            ini.get("tRAS"),
            ini.get("tRP"),
            ini.get("tRC"),
            ini.get("tRRDS"),
            ini.get("tRRDL"),
            BURST + Math.max(RTPL, ccdl) - ccdl,
            ini.get("tWR"),
            ini.get("tWTRL"),
            ini.get("tWTRL"),
            ini.get("tRTRS"),
            0,
            0,
            0);
    int interval = ini.get("tREFI");
    Refresh refresh =
        new Refresh(
            Refresh.Kind.ALL_BANK, interval / ranks, interval, ini.get("tRFC"), false, ranks - 1);
    return new Machine(
        4,
        4,
        32,
        timings.constraints(),
        refresh,
        WINDOW,
        0,
        true,
        2,
        false,
        RegisterKernels.modeSwitch(),
        false);
  }

  /** A channel of arkhadem/aim_simulator 0f28a07, {@code test/example.yaml}; it never refreshes. */
  static Machine aimSimulator() {
    Timings timings =
        new Timings(50, 6, 2, 2, 2, 0, 36, 28, 56, 54, 32, 89, 5, 6, 12, 33, 9, 11, 1, 32, 2, 6);
    return new Machine(
        4, 4, 64, timings.constraints(), Refresh.OFF, 1, 0, true, 1, true, Optional.empty(), true);
  }
}
