package org.bitline.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.mapping.Goal.Budgets;
import org.bitline.api.mapping.Goal.Objective;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Attribution;
import org.bitline.api.result.Result.Band;
import org.bitline.api.result.Result.Details;
import org.bitline.api.result.Result.FrontPoint;
import org.bitline.api.workload.Task.Artifact;
import org.bitline.engine.VariantRun.Ran;
import org.bitline.engine.execute.Attributor;
import org.bitline.engine.execute.Executor;
import org.bitline.engine.execute.Measured;
import org.bitline.engine.output.OutputFolder;
import org.bitline.engine.output.OutputFolder.Finished;
import org.bitline.engine.plan.Plan;
import org.bitline.engine.price.Costing;

/**
 * Turns a variant that has run into its outcome: costs, facts, notes, and what was asked beside.
 */
final class Finishing {

  private final Executor executor;

  Finishing(Executor executor) {
    this.executor = executor;
  }

  Finished finish(Ran ran, OutputFolder output) {
    Plan plan = ran.plan();
    Optional<Measured> measured = ran.measured();
    Costing.Costs costs = Costing.of(plan, measured);
    List<Artifact> artifacts = new ArrayList<>();
    measured.ifPresent(m -> artifacts.addAll(m.artifacts()));
    Details details = details(plan, measured, artifacts);
    Result.Run run =
        new Result.Run(
            plan.variant(),
            costs.totals(),
            costs.energy(),
            costs.area(),
            costs.unknown(),
            costs.lowerBounds(),
            costs.loading(),
            costs.endurance(),
            measured.map(Measured::accuracy).orElseGet(TreeMap::new),
            costs.operations(),
            costs.timeline(),
            costs.criticalPath(),
            facts(ran, costs),
            notes(ran, costs),
            details);
    Finished finished = new Finished(run, artifacts);
    output.keep(plan.variant(), finished);
    return finished;
  }

  private Details details(Plan plan, Optional<Measured> measured, List<Artifact> artifacts) {
    List<Attribution> attribution =
        plan.experiment().attribution() && measured.isPresent()
            ? new Attributor(executor).of(plan)
            : List.of();
    SortedMap<String, Band> bands =
        plan.experiment().uncertainty() ? Costing.bands(plan, measured) : new TreeMap<>();
    List<FrontPoint> front = new ArrayList<>();
    for (int i = 0; i < plan.mapped().front().size(); i++) {
      String file = Mappings.frontName(plan, i) + ".mapping.json";
      front.add(new FrontPoint(plan.mapped().front().get(i).totals(), file));
      artifacts.add(new Artifact(file, Mappings.text(Mappings.front(plan, i))));
    }
    return new Details(attribution, bands, front);
  }

  private static SortedMap<String, Object> facts(Ran ran, Costing.Costs costs) {
    Plan plan = ran.plan();
    SortedMap<String, Object> facts = new TreeMap<>();
    facts.put("workload", new LinkedHashMap<>(plan.workload().facts()));
    facts.put("workloadName", plan.workload().name());
    facts.put("sequenceLength", plan.workload().sequenceLength());
    facts.put("padding", plan.workload().padding());
    Map<String, Object> devices = new LinkedHashMap<>();
    plan.devices()
        .forEach(
            (name, built) -> {
              boolean used = plan.operations().stream().anyMatch(o -> o.device().equals(name));
              if (used) {
                devices.put(name, Map.of("model", built.model().name(), "type", built.type().id()));
              }
            });
    facts.put("devices", devices);
    if (!plan.mapped().facts().isEmpty()) {
      facts.put("mapping", plan.mapped().facts());
    }
    if (!plan.experiment().objectives().isEmpty()) {
      facts.put(
          "objectives",
          plan.experiment().objectives().stream()
              .map(o -> o.name().toLowerCase(Locale.ROOT))
              .toList());
    }
    if (!ran.facts().isEmpty()) {
      facts.put("accuracyBudget", ran.facts());
    }
    if (!costs.reckonings().isEmpty()) {
      facts.put("energyReckonings", costs.reckonings());
    }
    return facts;
  }

  private static List<String> notes(Ran ran, Costing.Costs costs) {
    Plan plan = ran.plan();
    List<String> notes = new ArrayList<>(plan.mapped().notes());
    ran.measured()
        .filter(m -> m.trials() < plan.experiment().trials())
        .ifPresent(m -> notes.add("No device draws random numbers: one trial stands for all."));
    if (ran.measured().isEmpty()) {
      notes.add("Nothing ran: costs from shapes and assumed densities.");
      if (plan.experiment().attribution()) {
        notes.add("Nothing ran, so there is no attribution; add \"inputs\".");
      }
    }
    broken(plan, ran.facts(), costs, notes);
    ran.measured().ifPresent(m -> notes.addAll(m.notes()));
    notes.addAll(plan.warnings());
    return notes;
  }

  /** A mapper that does not look at budgets may break them: the reader is told. */
  private static void broken(
      Plan plan, Map<String, Object> accuracy, Costing.Costs costs, List<String> notes) {
    Budgets budgets = plan.experiment().budgets();
    SortedMap<String, Double> totals = costs.totals();
    over("energy", budgets.energy(), totals.get("energy_J"), "J", notes);
    over("latency", budgets.latency(), totals.get("latency_s"), "s", notes);
    over("area", budgets.area().map(a -> a * 1e6), totals.get("area_mm2"), "mm^2", notes);
    over("interval", budgets.interval(), costs.intervalSeconds(), "s", notes);
    interval(plan, costs, notes);
    Object loss = accuracy.get("measuredLoss");
    if (loss instanceof Double measured) {
      over("accuracyLoss", budgets.accuracyLoss(), measured, "", notes);
    }
    budgets
        .lifetime()
        .ifPresent(
            wanted ->
                costs
                    .endurance()
                    .flatMap(Result.Endurance::lifetimeSeconds)
                    .filter(lifetime -> lifetime < wanted)
                    .ifPresent(
                        lifetime ->
                            notes.add(sentence("lifetime", wanted, lifetime, "s", "below"))));
  }

  /**
   * Objective and budget mean inputs that overlap: a scheduler that does not overlap them is named.
   */
  private static void interval(Plan plan, Costing.Costs costs, List<String> notes) {
    boolean asked =
        plan.experiment().budgets().interval().isPresent()
            || plan.experiment().objectives().contains(Objective.INTERVAL);
    double scheduled = 1 / costs.totals().get("throughput_per_s");
    if (asked && scheduled > costs.intervalSeconds() * (1 + 1e-9)) {
      notes.add(
          String.format(
              Locale.ROOT,
              "The interval is %.4g s, the largest load of a resource, where inputs overlap; under"
                  + " this scheduler one input follows another every %.4g s, which is what the"
                  + " throughput says. The scheduler token-pipeline overlaps them.",
              costs.intervalSeconds(),
              scheduled));
    }
  }

  private static void over(
      String budget, Optional<Double> limit, double value, String unit, List<String> notes) {
    // The mapper adds in another order than the costing.
    if (limit.isPresent() && value > limit.get() * (1 + 1e-9)) {
      notes.add(sentence(budget, limit.get(), value, unit, "above"));
    }
  }

  private static String sentence(
      String budget, double limit, double value, String unit, String side) {
    return String.format(
        Locale.ROOT,
        "The budget %s is broken: %.4g %s is %s %.4g %s.",
        budget,
        value,
        unit,
        side,
        limit,
        unit);
  }
}
