package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.base.Problem;
import org.bitline.api.device.Resident;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Feasibility;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/** All operations of a plan placed on their devices, for one trial. */
final class PlacedResidents {

  private final Map<String, Resident> byOperation = new HashMap<>();

  private PlacedResidents() {}

  /** Places every weight once; operations that share a weight on a device share the resident. */
  static PlacedResidents of(Plan plan, RandomStream trial, Workers workers, Progress progress) {
    Map<String, List<PlacedOperation>> sharing = new LinkedHashMap<>();
    for (PlacedOperation placed : plan.operations()) {
      // Operations that round their input differently may share cells but not the resident.
      String key = Feasibility.key(placed);
      if (placed.operation() instanceof StaticMatmul m) {
        key += "|" + m.activations() + "|" + m.bias();
      }
      sharing.computeIfAbsent(key, k -> new ArrayList<>()).add(placed);
    }
    List<Callable<Resident>> tasks = new ArrayList<>();
    for (List<PlacedOperation> group : sharing.values()) {
      tasks.add(
          () -> {
            Resident resident = place(plan, group.get(0), trial);
            progress.advance(1);
            return resident;
          });
    }
    List<Resident> residents = workers.all(tasks);
    PlacedResidents all = new PlacedResidents();
    int i = 0;
    for (List<PlacedOperation> group : sharing.values()) {
      Resident resident = residents.get(i++);
      group.forEach(placed -> all.byOperation.put(placed.operation().id(), resident));
    }
    return all;
  }

  Resident of(PlacedOperation placed) {
    return byOperation.get(placed.operation().id());
  }

  private static Resident place(Plan plan, PlacedOperation placed, RandomStream trial) {
    return place(plan.device(placed), placed.operation(), plan.workload().tensors(), trial);
  }

  /** Makes an operation ready on a device, with the draw of a trial. */
  static Resident place(
      DeviceModels.Built built, Operation operation, Tensors tensors, RandomStream trial) {
    RandomStream device = trial.at("place").at(built.name());
    try {
      if (operation instanceof StaticMatmul matmul) {
        return built.device().place(matmul, tensors, device.at(matmul.weight().identity()));
      }
      return built.device().scratch(operation, tensors, device.at(operation.id()));
    } catch (Problem e) {
      throw e;
    } catch (RuntimeException e) {
      throw new DeviceProblem(
          "the device " + built.label() + " failed to place " + operation.id() + ": " + e, e);
    }
  }
}
