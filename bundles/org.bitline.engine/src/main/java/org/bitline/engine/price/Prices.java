package org.bitline.engine.price;

import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.bitline.engine.execute.ActivityLedger.Key;
import org.bitline.engine.plan.DeviceModels;

/** Multiplies amounts by prices; the only place where that happens. */
final class Prices {

  private final SortedSet<String> unknown = new TreeSet<>();
  private final ToDoubleFunction<Figure> level;

  /** Nominal prices. */
  Prices() {
    this(Figure::nominal);
  }

  /**
   * Prices of a level.
   *
   * @param level the low, the nominal or the high value of a number
   */
  Prices(ToDoubleFunction<Figure> level) {
    this.level = level;
  }

  /** Names of the numbers that were needed and are not known. */
  SortedSet<String> unknown() {
    return unknown;
  }

  /** Joules per component of a device, for amounts of its actions. */
  SortedMap<String, Double> energy(DeviceModels.Built device, Map<Key, Double> amounts) {
    SortedMap<String, Double> joules = new TreeMap<>();
    amounts.forEach(
        (key, amount) -> {
          Component.Action action = action(device, key);
          if (!action.energy().known() && amount > 0) {
            unknown.add(device.name() + "/" + key.component() + " " + key.action() + " energy");
          }
          joules.merge(
              device.name() + "/" + key.component(),
              amount * level.applyAsDouble(action.energy()),
              Double::sum);
        });
    return joules;
  }

  private static Component.Action action(DeviceModels.Built device, Key key) {
    Component component = device.device().costs().components().get(key.component());
    if (component == null || !component.actions().containsKey(key.action())) {
      throw new DeviceProblem(
          "the device "
              + device.label()
              + " wrote down "
              + key.component()
              + " "
              + key.action()
              + ", which its cost table does not price",
          null);
    }
    return component.action(key.action());
  }

  /** Square metres per component. */
  SortedMap<String, Double> area(DeviceModels.Built device, Map<String, Double> counts) {
    SortedMap<String, Double> area = new TreeMap<>();
    counts.forEach(
        (role, count) -> {
          Component component = component(device, role);
          if (!component.area().known() && count > 0) {
            unknown.add(device.name() + "/" + role + " area");
          }
          area.put(device.name() + "/" + role, count * level.applyAsDouble(component.area()));
        });
    return area;
  }

  /** Watts per component, under {@code device/component leakage}. */
  SortedMap<String, Double> leakage(DeviceModels.Built device, Map<String, Double> counts) {
    SortedMap<String, Double> watts = new TreeMap<>();
    counts.forEach(
        (role, count) -> {
          Component component = component(device, role);
          if (!component.leakage().known() && count > 0) {
            unknown.add(device.name() + "/" + role + " leakage");
          }
          watts.put(
              device.name() + "/" + role + " leakage",
              count * level.applyAsDouble(component.leakage()));
        });
    return watts;
  }

  private static Component component(DeviceModels.Built device, String role) {
    Component component = device.device().costs().components().get(role);
    if (component == null) {
      throw new DeviceProblem(
          "the device "
              + device.label()
              + " provides a component "
              + role
              + " that its cost table does not have",
          null);
    }
    return component;
  }
}
