package org.bitline.cost.reference;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bitline.api.device.Component;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;

/** The components of hwcomponents-library, at any node and width. */
record LibraryCase(Prices prices) implements CaseKind {

  private static final double TOLERANCE = 1e-6;

  /**
   * Which row is one of its classes.
   *
   * @param action of the row that its class has under other names too
   * @param write of the row that its class calls write; a row without it writes for nothing
   * @param parameters its parameters to the row's
   * @param perBit whether the row is priced per bit of a width that the class takes as one access
   * @param timed whether its latencies are compared
   */
  private record Peer(
      String row,
      String action,
      String write,
      Map<String, String> parameters,
      boolean perBit,
      boolean timed) {

    static Peer of(String row, String action, Map<String, String> parameters) {
      return new Peer(row, action, "write", parameters, false, true);
    }

    Peer writing(String action) {
      return new Peer(row, action, action, parameters, perBit, timed);
    }

    Peer bitwise(boolean timed) {
      return new Peer(row, action, write, parameters, true, timed);
    }
  }

  private static final Map<String, String> NONE = Map.of();
  private static final Map<String, String> BITS = Map.of("resolution", "bits");
  private static final Map<String, String> WIDTH = Map.of("width", "width");
  private static final Map<String, String> VOLTAGE = Map.of("voltage", "voltage");

  private static final Map<String, Peer> PEERS =
      Map.ofEntries(
          Map.entry("IsaacADC", Peer.of("adc/hwcomponents-isaac", "convert", BITS)),
          Map.entry(
              "IsaacDAC",
              Peer.of(
                  "dac/hwcomponents-isaac", "drive", Map.of("resolution", "bits", "rows", "rows"))),
          Map.entry(
              "IsaacEDRAM",
              Peer.of(
                      "edram/hwcomponents-isaac",
                      "read",
                      Map.of("width", "width", "depth", "depth"))
                  .bitwise(false)),
          Map.entry(
              "IsaacEDRAMBus", Peer.of("bus/hwcomponents-isaac", "transfer", WIDTH).bitwise(false)),
          Map.entry(
              "IsaacRouter",
              Peer.of("router/hwcomponents-isaac", "transfer", WIDTH).bitwise(false)),
          Map.entry(
              "IsaacRouterSharedByFour",
              Peer.of("router/hwcomponents-isaac-shared", "transfer", WIDTH).bitwise(false)),
          Map.entry("IsaacShiftAdd", Peer.of("shift-add/hwcomponents-isaac", "add", WIDTH)),
          Map.entry(
              "IsaacChip2ChipLink",
              Peer.of("link/hwcomponents-isaac", "transfer", WIDTH)
                  .writing("transfer")
                  .bitwise(false)),
          Map.entry("AladdinAdder", Peer.of("digital/aladdin-adder", "add", WIDTH)),
          Map.entry(
              "AladdinRegister", Peer.of("digital/aladdin-register", "read", WIDTH).bitwise(true)),
          Map.entry("AladdinComparator", Peer.of("digital/aladdin-comparator", "compare", WIDTH)),
          Map.entry(
              "AladdinMultiplier",
              Peer.of("digital/aladdin-multiplier", "multiply", Map.of("width", "width,other"))),
          Map.entry("AladdinCounter", Peer.of("digital/aladdin-counter", "count", WIDTH)),
          Map.entry(
              "AladdinIntMAC",
              Peer.of(
                  "digital/aladdin-int-mac",
                  "mac",
                  Map.of("adder_width", "adderWidth", "multiplier_width", "multiplierWidth"))),
          Map.entry("TimelyIAdder", Peer.of("analog/timely-current-adder", "add", NONE)),
          Map.entry("TimelyPSubBuf", Peer.of("analog/timely-p-buffer", "drive", NONE)),
          Map.entry(
              "TimelyXSubBuf", Peer.of("analog/timely-x-buffer", "drive", Map.of("rows", "rows"))),
          Map.entry("TimelyDTC", Peer.of("dac/timely-dtc", "drive", BITS)),
          Map.entry("TimelyTDC", Peer.of("adc/timely-tdc", "convert", BITS)),
          Map.entry(
              "TimelyChargingComparator",
              Peer.of("analog/timely-charging-comparator", "compare", NONE)),
          Map.entry("FormsADC", Peer.of("adc/forms", "convert", BITS)),
          Map.entry(
              "RaellaQuantMultiplier",
              Peer.of("digital/raella-quant-multiplier", "multiply", WIDTH)),
          Map.entry("NeurramVariablePrecisionADC", Peer.of("adc/neurram", "convert", VOLTAGE)),
          Map.entry(
              "NeurramAnalogSample",
              Peer.of(
                  "sample-hold/neurram", "sample", Map.of("width", "width", "voltage", "voltage"))),
          Map.entry(
              "NeurramAnalogIntegrator",
              Peer.of("analog/neurram-integrator", "integrate", VOLTAGE)));

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    Peer peer = PEERS.get(golden.text("component"));
    if (peer == null) {
      return new CaseOutcome(
          id, Status.SKIP, "outside the library: it has no row " + golden.text("component"));
    }
    Map<String, Object> set = parameters(golden.member("params"), peer);
    Component component = prices.component(peer.row(), set);
    set.remove("node");
    double units = peer.perBit() ? prices.value(peer.row(), set, "width") : 1;
    Comparison comparison =
        new Comparison()
            .field(
                "area_um2", golden.number("area_um2"), component.area().nominal() * 1e12, TOLERANCE)
            .field("leak_W", golden.number("leak_W"), component.leakage().nominal(), TOLERANCE);
    Golden actions = golden.member("actions");
    for (String name : actions.keys()) {
      action(comparison, actions.member(name), name, component, peer, units);
    }
    return comparison.outcome(id, peer.timed() ? "" : ", latencies not compared");
  }

  private static Map<String, Object> parameters(Golden params, Peer peer) {
    Map<String, Object> set = new LinkedHashMap<>();
    for (String key : params.keys()) {
      if (key.equals("tech_node")) {
        // In metres; the picometre is finer than any node's name.
        set.put("node", Math.rint(params.number(key) * 1e12) / 1e3);
      } else {
        for (String own : peer.parameters().getOrDefault(key, key).split(",")) {
          set.put(own, params.number(key));
        }
      }
    }
    return set;
  }

  /** Its reads and writes cost nothing where it gives them no price. */
  private static void action(
      Comparison comparison,
      Golden expected,
      String name,
      Component component,
      Peer peer,
      double units) {
    boolean write = name.equals("write");
    String own =
        write ? peer.write() : component.actions().containsKey(name) ? name : peer.action();
    boolean free = write && !component.actions().containsKey(own);
    Component.Action action = component.action(free ? peer.action() : own);
    double picojoules = free ? 0 : units * action.energy().nominal() * 1e12;
    comparison.field(name + " energy_pJ", expected.number("energy_pJ"), picojoules, TOLERANCE);
    if (peer.timed()) {
      double nanoseconds = free ? 0 : action.latency().nominal() * 1e9;
      comparison.field(name + " latency_ns", expected.number("latency_ns"), nanoseconds, TOLERANCE);
    }
  }
}
