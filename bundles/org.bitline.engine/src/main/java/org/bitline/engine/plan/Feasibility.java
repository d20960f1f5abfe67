package org.bitline.engine.plan;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Support;
import org.bitline.api.workload.Operation.StaticMatmul;

/** Whether devices can run, and hold, what is placed on them. */
public final class Feasibility {

  private Feasibility() {}

  static void check(
      List<PlacedOperation> operations, Map<String, DeviceModels.Built> devices, Location at) {
    for (PlacedOperation placed : operations) {
      DeviceModels.Built device = devices.get(placed.device());
      Support support = device.device().supports(placed.operation());
      if (!support.supported()) {
        throw new InputProblem(
            at,
            "the device "
                + device.label()
                + " cannot run "
                + placed.operation().id()
                + " ("
                + placed.operation().kind()
                + ") because "
                + support.reason()
                + "; place it on another device");
      }
      alone(placed, device);
    }
    used(operations, devices)
        .forEach(
            (name, used) -> {
              DeviceModels.Built device = devices.get(name);
              used.exceeds(device.device().capacity())
                  .ifPresent(
                      resource -> refuse("the operations placed on it", device, resource, used));
            });
  }

  private static void alone(PlacedOperation placed, DeviceModels.Built device) {
    Footprint one = device.device().footprint(placed.operation());
    one.exceeds(device.device().capacity())
        .ifPresent(resource -> refuse(placed.operation().id() + " alone", device, resource, one));
  }

  private static void refuse(
      String who, DeviceModels.Built device, String resource, Footprint demand) {
    throw new InfeasibleProblem(
        "the device "
            + device.label()
            + " is too small: "
            + who
            + " need"
            + (who.endsWith("alone") ? "s " : " ")
            + demand.of(resource)
            + " "
            + resource
            + ", and it has "
            + device.device().capacity().of(resource)
            + "; place less on it, split the matrix, or give the device more "
            + resource);
  }

  /** What each device holds: a weight that operations share counts once. */
  public static Map<String, Footprint> used(
      List<PlacedOperation> operations, Map<String, DeviceModels.Built> devices) {
    Map<String, Footprint> used = new LinkedHashMap<>();
    Map<String, Integer> counted = new HashMap<>();
    for (PlacedOperation placed : operations) {
      Footprint one = devices.get(placed.device()).device().footprint(placed.operation());
      used.putIfAbsent(placed.device(), Footprint.NONE);
      Integer copies = counted.putIfAbsent(key(placed), placed.copies());
      if (copies == null) {
        used.merge(placed.device(), one.times(placed.copies()), Footprint::plus);
      } else if (copies != placed.copies()) {
        throw new InputProblem(
            "the operation "
                + placed.operation().id()
                + " shares its weight with another on \""
                + placed.device()
                + "\", but one has "
                + copies
                + " copies and the other "
                + placed.copies());
      }
    }
    return used;
  }

  /** What makes two placed operations share one resident. */
  public static String key(PlacedOperation placed) {
    return placed.operation() instanceof StaticMatmul m
        ? String.join(
            "|",
            placed.device(),
            m.weight().identity(),
            m.rows().toString(),
            m.columns().toString())
        : placed.device() + "|" + placed.operation().id();
  }
}
