package org.bitline.engine.price;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.device.Figure;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Schedule;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.result.Result.Band;
import org.bitline.api.result.Result.Endurance;
import org.bitline.api.result.Result.Loading;
import org.bitline.api.result.Result.OperationOutcome;
import org.bitline.engine.execute.ActivityLedger;
import org.bitline.engine.execute.ActivityLedger.Key;
import org.bitline.engine.execute.Measured;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Feasibility;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/**
 * Costs of one inference of one input of {@code sequenceLength} tokens.
 *
 * <p>Energy = priced activity + leakage of what is provisioned over the latency. Area = what is
 * provisioned on every device that holds an operation. Totals are sums of parts and are checked to
 * be.
 */
public final class Costing {

  static final Key CELL_WRITES = new Key("cell", "write");
  private static final double SQUARE_MILLIMETRES = 1e6;

  private final Plan plan;
  private final Optional<Measured> measured;
  private final Prices prices;
  private final SortedMap<String, Double> energy = new TreeMap<>();
  private final SortedMap<String, Double> area = new TreeMap<>();
  private final Map<String, Double> operationJoules = new HashMap<>();
  private final Reckonings reckonings = new Reckonings();
  private final SortedMap<String, Double> worstWrites = new TreeMap<>();
  private double cellWrites;

  private Costing(Plan plan, Optional<Measured> measured, Prices prices) {
    this.prices = prices;
    this.plan = plan;
    this.measured = measured;
  }

  /**
   * All costs of a variant.
   *
   * @param lowerBounds totals that hold an unknown number
   * @param reckonings see {@link Reckonings#facts}
   * @param intervalSeconds between two inputs at best: the largest load of a resource, or less
   *     where the scheduler gives less
   */
  public record Costs(
      SortedMap<String, Double> totals,
      SortedMap<String, Double> energy,
      SortedMap<String, Double> area,
      List<String> unknown,
      List<String> lowerBounds,
      Loading loading,
      Optional<Endurance> endurance,
      List<OperationOutcome> operations,
      List<Slot> timeline,
      List<Step> criticalPath,
      SortedMap<String, Object> reckonings,
      double intervalSeconds) {}

  /** Costs a plan, with the densities that were measured where inputs have run. */
  public static Costs of(Plan plan, Optional<Measured> measured) {
    return new Costing(plan, measured, new Prices()).run();
  }

  /** Energy and area with every price at its low and at its high value. */
  public static SortedMap<String, Band> bands(Plan plan, Optional<Measured> measured) {
    Costs low = new Costing(plan, measured, new Prices(Figure::low)).run();
    Costs high = new Costing(plan, measured, new Prices(Figure::high)).run();
    SortedMap<String, Band> bands = new TreeMap<>();
    for (String total : List.of("energy_J", "area_mm2")) {
      bands.put(total, new Band(low.totals().get(total), high.totals().get(total)));
    }
    return bands;
  }

  private Costs run() {
    Timeline timeline = new Timeline(plan);
    Schedule schedule = plan.scheduler().apply(timeline.jobs());
    activity();
    double joules = operationJoules.values().stream().mapToDouble(Double::doubleValue).sum();
    for (Timeline.Transfer transfer : timeline.transfers().values()) {
      energy.merge("link " + transfer.link() + "/transfer", transfer.joules(), Double::sum);
      joules += transfer.joules();
    }
    joules += provisioned(schedule.latencySeconds());
    double squareMillimetres = area.values().stream().mapToDouble(Double::doubleValue).sum();
    close("energy", joules, energy);
    SortedMap<String, Double> totals = new TreeMap<>();
    totals.put("latency_s", schedule.latencySeconds());
    totals.put("energy_J", sum(energy));
    totals.put("area_mm2", squareMillimetres);
    totals.put("throughput_per_s", 1 / schedule.intervalSeconds());
    List<String> unknown = List.copyOf(prices.unknown());
    return new Costs(
        totals,
        energy,
        area,
        unknown,
        lowerBounds(unknown),
        loading(),
        endurance(schedule.intervalSeconds()),
        operations(timeline, schedule),
        schedule.slots(),
        CriticalPath.of(timeline.jobs(), schedule),
        reckonings.facts(),
        Math.min(schedule.intervalSeconds(), largestLoad(timeline.jobs())));
  }

  /** How long the resource that is occupied longest is occupied. */
  private static double largestLoad(List<Job> jobs) {
    Map<String, Double> loads = new HashMap<>();
    double largest = 0;
    for (Job job : jobs) {
      for (String resource : job.resources()) {
        largest = Math.max(largest, loads.merge(resource, job.seconds(), Double::sum));
      }
    }
    return largest;
  }

  private void activity() {
    Activity activity = new Activity(plan, measured);
    for (PlacedOperation placed : plan.operations()) {
      ActivityLedger ledger = activity.of(placed);
      SortedMap<String, Double> own = prices.energy(plan.device(placed), ledger.sums());
      own.forEach((part, joules) -> energy.merge(part, joules, Double::sum));
      operationJoules.put(placed.operation().id(), sum(own));
      reckonings.add(plan.device(placed), ledger);
      cellWrites += ledger.sums().getOrDefault(CELL_WRITES, 0.0);
      double worst = ledger.maxima().getOrDefault(CELL_WRITES, 0.0);
      worstWrites.merge(placed.device(), worst, Math::max);
    }
  }

  /** Area and leakage of what is provisioned; returns the leakage's joules. */
  private double provisioned(double latencySeconds) {
    double joules = 0;
    for (Map.Entry<String, Footprint> used :
        Feasibility.used(plan.operations(), plan.devices()).entrySet()) {
      DeviceModels.Built device = plan.devices().get(used.getKey());
      Map<String, Double> counts = device.device().provision(used.getValue());
      prices.area(device, counts).forEach((part, m2) -> area.put(part, m2 * SQUARE_MILLIMETRES));
      for (Map.Entry<String, Double> watts : prices.leakage(device, counts).entrySet()) {
        energy.put(watts.getKey(), watts.getValue() * latencySeconds);
        joules += watts.getValue() * latencySeconds;
      }
    }
    return joules;
  }

  private static void close(String what, double total, SortedMap<String, Double> parts) {
    double sum = sum(parts);
    if (Math.abs(total - sum) > 1e-9 * Math.abs(sum)) {
      throw new IllegalStateException(
          what
              + " of operations, transfers and leakage is "
              + total
              + ", but its parts sum to "
              + sum);
    }
  }

  static double sum(Map<String, Double> parts) {
    return parts.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  private static List<String> lowerBounds(List<String> unknown) {
    List<String> bounds = new ArrayList<>();
    if (unknown.stream().anyMatch(name -> name.endsWith(" area"))) {
      bounds.add("area_mm2");
    }
    if (unknown.stream().anyMatch(name -> !name.endsWith(" area"))) {
      bounds.add("energy_J");
    }
    return bounds;
  }

  private Loading loading() {
    Map<String, Double> seconds = new LinkedHashMap<>();
    double joules = 0;
    double writes = 0;
    Set<String> loaded = new HashSet<>();
    for (PlacedOperation placed : plan.operations()) {
      if (loaded.add(Feasibility.key(placed))) {
        DeviceModels.Built device = plan.device(placed);
        ActivityLedger ledger = Measured.ledger();
        double own = device.device().loading(placed.operation(), ledger) * placed.copies();
        seconds.merge(placed.device(), own, Double::sum);
        joules += sum(prices.energy(device, ledger.sums())) * placed.copies();
        writes += ledger.sums().getOrDefault(CELL_WRITES, 0.0) * placed.copies();
      }
    }
    double longest = seconds.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    return new Loading(longest, joules, writes);
  }

  /** The cell that fails first, at the experiment's rate or as fast as inferences can follow. */
  private Optional<Endurance> endurance(double intervalSeconds) {
    double rate = plan.experiment().inferenceRate();
    double seconds = rate > 0 ? Math.max(intervalSeconds, 1 / rate) : intervalSeconds;
    boolean wears = false;
    Optional<Double> lifetime = Optional.empty();
    double worst = 0;
    for (Map.Entry<String, Double> device : worstWrites.entrySet()) {
      var endurance = plan.devices().get(device.getKey()).device().endurance();
      wears |= endurance.isPresent();
      if (endurance.isPresent() && device.getValue() > 0) {
        double own = endurance.getAsDouble() / device.getValue() * seconds;
        lifetime = Optional.of(lifetime.map(l -> Math.min(l, own)).orElse(own));
      }
      worst = Math.max(worst, device.getValue());
    }
    return wears ? Optional.of(new Endurance(cellWrites, worst, lifetime)) : Optional.empty();
  }

  private List<OperationOutcome> operations(Timeline timeline, Schedule schedule) {
    Map<String, PlacedOperation> byId = plan.byId();
    List<OperationOutcome> outcomes = new ArrayList<>();
    for (int i = 0; i < schedule.slots().size(); i++) {
      Slot slot = schedule.slots().get(i);
      if (!slot.id().equals(timeline.jobs().get(i).id()) || slot.end() < slot.start()) {
        throw new DeviceProblem(
            "the scheduler gave no place to " + timeline.jobs().get(i).id(), null);
      }
      PlacedOperation placed = byId.get(slot.id());
      outcomes.add(
          placed == null
              ? transfer(timeline.transfers().get(slot.id()), slot)
              : operation(placed, timeline.timings().get(slot.id()), slot));
    }
    return outcomes;
  }

  private OperationOutcome operation(PlacedOperation placed, Timing timing, Slot slot) {
    return new OperationOutcome(
        placed.operation().id(),
        placed.operation().kind(),
        placed.operation().layer(),
        placed.device(),
        slot.start(),
        timing.latencySeconds(),
        operationJoules.get(placed.operation().id()),
        placed.operation().macs(plan.workload().sequenceLength()),
        measured.flatMap(m -> Optional.ofNullable(m.snrDb().get(placed.operation().id()))),
        timing.critical(),
        placed.because(),
        facts(placed));
  }

  private SortedMap<String, Double> facts(PlacedOperation placed) {
    Load load = new Load(plan.workload().sequenceLength(), placed.copies());
    DeviceModels.Built device = plan.device(placed);
    SortedMap<String, Double> facts = device.device().facts(placed.operation(), load);
    facts.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw new DeviceProblem(
                "the device "
                    + device.label()
                    + " says that "
                    + name
                    + " of "
                    + placed.operation().id()
                    + " is "
                    + value,
                null);
          }
        });
    return facts;
  }

  private static OperationOutcome transfer(Timeline.Transfer transfer, Slot slot) {
    return new OperationOutcome(
        transfer.id(),
        "transfer",
        transfer.layer(),
        transfer.link(),
        slot.start(),
        transfer.seconds(),
        transfer.joules(),
        0,
        Optional.empty(),
        "link",
        "",
        new TreeMap<>());
  }
}
