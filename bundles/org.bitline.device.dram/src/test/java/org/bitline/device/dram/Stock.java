package org.bitline.device.dram;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Figure;
import org.bitline.device.dram.DramPimParameters.Delays;
import org.bitline.device.dram.DramPimParameters.Host;
import org.bitline.device.dram.DramPimParameters.Kernel;
import org.bitline.device.dram.DramPimParameters.Organisation;
import org.bitline.device.dram.DramPimParameters.Refresh;
import org.bitline.numerics.ScalarKernels;

/** The stock device with changes, for tests. */
final class Stock {

  static final Delays DELAYS = new Delays(20, 8, 2, 4, 14, 10, 33, 14, 5, 16, 9, 1);
  static final Kernel KERNEL = new Kernel(331, 409, true);
  static final Refresh REFRESH = new Refresh(true, 3900, 350, 4, 100, 0);
  static final Refresh NO_REFRESH = new Refresh(false, 3900, 350, 4, 100, 0);

  /** Rank 0 of two: refreshed half an interval earlier. */
  static final Refresh TWO_RANKS = new Refresh(true, 3900, 350, 4, 100, 1950);

  private static final Map<String, List<String>> ACTIONS =
      Map.of(
          "bank", List.of("activate", "read", "write"),
          "column-path", List.of("transfer"),
          "global-io", List.of("transfer"),
          "tsv", List.of("transfer"),
          "interposer", List.of("transfer"),
          "pim-unit", List.of("mac", "add", "register"),
          "host", List.of("add"));

  private Stock() {}

  static DramPimParameters parameters(int channels, Delays delays, Kernel kernel, Refresh refresh) {
    return new DramPimParameters(
        1, 1e-9, new Organisation(channels, 16384, 512), delays, kernel, refresh, new Host(0.92));
  }

  static DramPimParameters parameters() {
    return parameters(16, DELAYS, KERNEL, REFRESH);
  }

  static Device device(DramPimParameters parameters) {
    return new DramPimType(new ScalarKernels()).create(parameters, new Context());
  }

  private record Context() implements DeviceContext {
    @Override
    public String name() {
      return "hbm";
    }

    @Override
    public Component component(String role) {
      Figure one = Figure.of(1, "a price of one", "assumed");
      TreeMap<String, Component.Action> actions = new TreeMap<>();
      for (String action : ACTIONS.getOrDefault(role, List.of())) {
        actions.put(action, new Component.Action(one, one, "unit"));
      }
      return new Component("test/" + role, "20 nm", one, one, actions);
    }
  }
}
