package org.bitline.engine.price;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.experiment.Experiment.LinkEntry;
import org.bitline.api.mapping.Estimator;
import org.bitline.api.workload.Operation;
import org.bitline.engine.execute.ActivityLedger;
import org.bitline.engine.execute.Measured;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Links;
import org.bitline.engine.plan.Setting;

/** Prices operations of a setting one by one, by the rules of {@link Costing}. */
public final class Estimates implements Estimator {

  private final Setting setting;
  private final int tokens;

  public Estimates(Setting setting) {
    this.setting = setting;
    this.tokens = setting.workload().sequenceLength();
  }

  @Override
  public Estimate estimate(Operation operation, String device, int copies) {
    DeviceModels.Built built = built(device);
    Load load = new Load(tokens, copies);
    ActivityLedger ledger = Measured.ledger();
    built.device().account(operation, load, ledger);
    Timing timing = built.device().timing(operation, load);
    Set<String> busy =
        timing.busy().stream().map(name -> device + "/" + name).collect(Collectors.toSet());
    return new Estimate(
        timing.latencySeconds(),
        timing.firstResultSeconds(),
        timing.intervalSeconds(),
        Costing.sum(new Prices().energy(built, ledger.sums())),
        busy,
        built.device().footprint(operation).times(copies),
        ledger.maxima().getOrDefault(Costing.CELL_WRITES, 0.0));
  }

  @Override
  public Optional<Move> move(Operation producer, String from, String to) {
    Optional<LinkEntry> link = setting.links().find(from, to);
    return link.map(
        l -> {
          double bits = producer.elements(tokens) * built(from).device().resultBits(producer);
          return new Move(
              "link " + Links.name(l), l.latency() + bits / l.bandwidth(), bits * l.energy());
        });
  }

  @Override
  public Holding holding(String device, Footprint used) {
    DeviceModels.Built built = built(device);
    Map<String, Double> counts = built.device().provision(used);
    Prices prices = new Prices();
    return new Holding(
        Costing.sum(prices.area(built, counts)), Costing.sum(prices.leakage(built, counts)));
  }

  private DeviceModels.Built built(String device) {
    DeviceModels.Built built = setting.devices().get(device);
    if (built == null) {
      throw new IllegalArgumentException(
          "no device is called \"" + device + "\"; there are " + setting.devices().keySet());
    }
    return built;
  }
}
