package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.base.Problem;
import org.bitline.api.device.Resident;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Graph;
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
        key += "|" + m.activations() + "|" + m.bias() + "|" + placed.leavesSums();
      }
      sharing.computeIfAbsent(key, k -> new ArrayList<>()).add(placed);
    }
    // The largest first, so that no thread is left alone with one at the end.
    List<List<PlacedOperation>> groups = new ArrayList<>(sharing.values());
    groups.sort(Comparator.comparingLong(group -> -weights(group.get(0))));
    List<Callable<Resident>> tasks = new ArrayList<>();
    for (List<PlacedOperation> group : groups) {
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
    for (List<PlacedOperation> group : groups) {
      Resident resident = residents.get(i++);
      group.forEach(placed -> all.byOperation.put(placed.operation().id(), resident));
    }
    return all;
  }

  private static long weights(PlacedOperation placed) {
    return placed.operation() instanceof StaticMatmul m
        ? (long) m.rows().size() * m.columns().size()
        : 0;
  }

  /**
   * The same, with ranges fitted to the exact inputs of the first batch where a device asks for it.
   */
  PlacedResidents calibrated(Plan plan, Reference reference, List<Batch> batches) {
    List<PlacedOperation> wanting =
        plan.operations().stream()
            .filter(o -> plan.device(o).device().calibrates(o.operation()))
            .toList();
    if (wanting.isEmpty()) {
      return this;
    }
    Batch first = batches.get(0);
    Map<String, Block> exact = reference.run(first.block());
    PlacedResidents all = new PlacedResidents();
    all.byOperation.putAll(byOperation);
    Map<Resident, Resident> fitted = new IdentityHashMap<>();
    for (PlacedOperation placed : wanting) {
      List<Block> inputs = new ArrayList<>();
      for (String input : plan.workload().graph().operation(placed.origin()).inputs()) {
        inputs.add(input.equals(Graph.INPUT) ? first.block() : exact.get(input));
      }
      Resident resident = of(placed);
      all.byOperation.put(
          placed.operation().id(),
          fitted.computeIfAbsent(resident, r -> r.calibrated(List.of(inputs))));
    }
    return all;
  }

  /** What residents say of how they compute, and of which device's operations how many do so. */
  List<String> notes(Plan plan) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (PlacedOperation placed : plan.operations()) {
      String device = plan.device(placed).label();
      of(placed).notes().forEach(note -> counts.merge(device + ": " + note, 1, Integer::sum));
    }
    List<String> notes = new ArrayList<>();
    counts.forEach((note, count) -> notes.add(note + " (" + operations(count) + ")"));
    return notes;
  }

  private static String operations(int count) {
    return count == 1 ? "1 operation" : count + " operations";
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
