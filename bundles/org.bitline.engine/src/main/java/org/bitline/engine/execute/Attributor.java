package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.device.DeviceType;
import org.bitline.api.device.NonIdeality;
import org.bitline.api.result.Result.Attribution;
import org.bitline.api.result.Result.Setting;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/**
 * What each non-ideality of each device costs: the variant is run with none of them, with each
 * alone, and with each left out. Signal to noise is measured per operation with exact inputs;
 * accuracy on whole runs, where errors of all operations meet.
 */
public final class Attributor {

  private final Executor executor;

  public Attributor(Executor executor) {
    this.executor = executor;
  }

  /** The attribution of every device that holds operations and has non-idealities. */
  public List<Attribution> of(Plan plan) {
    List<Attribution> all = new ArrayList<>();
    for (DeviceModels.Built device : plan.devices().values()) {
      if (plan.operations().stream().anyMatch(o -> o.device().equals(device.name()))) {
        all.addAll(of(plan, device, device.type()));
      }
    }
    return all;
  }

  private <P extends Record> List<Attribution> of(
      Plan plan, DeviceModels.Built device, DeviceType<P> type) {
    P parameters = type.parameters().cast(device.parameters());
    List<NonIdeality<P>> present =
        type.nonIdealities(parameters).stream()
            .filter(n -> !n.without().apply(parameters).equals(parameters))
            .toList();
    List<Attribution> all = new ArrayList<>();
    if (present.isEmpty()) {
      return all;
    }
    P none = without(parameters, present, "");
    all.add(measure(plan, device, parameters, "", Setting.ALL));
    all.add(measure(plan, device, none, "", Setting.NONE));
    for (NonIdeality<P> one : present) {
      P alone = without(parameters, present, one.name());
      all.add(measure(plan, device, alone, one.name(), Setting.ALONE));
      P rest = one.without().apply(parameters);
      all.add(measure(plan, device, rest, one.name(), Setting.LEFT_OUT));
    }
    return all;
  }

  private static <P extends Record> P without(P parameters, List<NonIdeality<P>> all, String but) {
    P left = parameters;
    for (NonIdeality<P> one : all) {
      left = one.name().equals(but) ? left : one.without().apply(left);
    }
    return left;
  }

  private Attribution measure(
      Plan plan, DeviceModels.Built device, Record parameters, String name, Setting setting) {
    Map<String, DeviceModels.Built> devices = new LinkedHashMap<>(plan.devices());
    devices.put(device.name(), changed(device, parameters, name, setting));
    Plan changed = plan.on(devices);
    Map<String, Deviation> deviations = executor.isolated(changed);
    Deviation sum = new Deviation();
    SortedMap<String, Double> operations = new TreeMap<>();
    for (PlacedOperation placed : plan.operations()) {
      Deviation own = deviations.get(placed.operation().id());
      if (placed.device().equals(device.name()) && own != null) {
        sum.merge(own);
        own.decibels().ifPresent(db -> operations.put(placed.operation().id(), db));
      }
    }
    OptionalDouble total = sum.decibels();
    Optional<Double> snr =
        total.isPresent() ? Optional.of(total.getAsDouble()) : Optional.<Double>empty();
    return new Attribution(
        device.name(), name, setting, snr, operations, executor.run(changed).accuracy());
  }

  private static DeviceModels.Built changed(
      DeviceModels.Built device, Record parameters, String name, Setting setting) {
    try {
      return device.with(parameters);
    } catch (IllegalArgumentException e) {
      throw new DeviceProblem(
          "the device "
              + device.label()
              + " cannot be made for the attribution ("
              + setting
              + " "
              + name
              + "): "
              + e.getMessage(),
          e);
    }
  }
}
