package org.bitline.mapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.base.InputProblem;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Support;
import org.bitline.api.mapping.Accuracy;
import org.bitline.api.mapping.Estimator;
import org.bitline.api.mapping.Goal;
import org.bitline.api.mapping.Goal.Budgets;
import org.bitline.api.mapping.Goal.Objective;
import org.bitline.api.mapping.Mapper.Plan;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.mapping.Placement;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.junit.jupiter.api.Test;

/** On the small graph of {@link Samples}: cim runs static products alone, npu runs all. */
class OptimalMapperTest {

  private static final OptimalMapper.Parameters DEFAULTS =
      new OptimalMapper.Parameters(1_000_000, 5, true, true, false, 32);

  @Test
  void productsGoWhereEnergyIsLeastAndEveryPlacementSaysWhy() {
    Plan plan = map(Goal.NONE, Optional.empty());
    assertEquals(
        Map.of(
            "layer.1.query",
            "cim",
            "layer.1.key",
            "cim",
            "layer.1.scores",
            "npu",
            "layer.1.softmax",
            "npu"),
        devices(plan));
    assertEquals("on npu the energy of all would be 37.5 % higher", because(plan, "layer.1.query"));
    assertEquals("no other device runs a softmax", because(plan, "layer.1.softmax"));
    // 2 products of 2 J, 2 moves of 1 J, 2 operations of 1 J, 2 W over 4 s
    assertEquals(16.0, (double) plan.facts().get("cost"), 1e-9);
    assertEquals(0.0, (double) plan.facts().get("gap"));
    assertTrue((double) plan.facts().get("linearBound") <= 16.0 + 1e-6);
    assertTrue(plan.notes().get(0).startsWith("This mapping is proved to be the best"));
  }

  @Test
  void aBudgetOnAccuracyLimitsTheNoise() {
    Budgets loss = budgets(Optional.empty(), Optional.of(0.01), Optional.empty());
    Plan plan = map(new Goal(List.of(Objective.ENERGY), loss), Optional.of(new Noise(0.15)));
    assertEquals(1, devices(plan).values().stream().filter("cim"::equals).count());
    Placement placed =
        plan.placements().stream().filter(p -> p.device().equals("cim")).findFirst().orElseThrow();
    assertTrue(placed.because().contains("its noise is 0.67 of the budget"), placed.because());
  }

  @Test
  void aBudgetThatCannotBeKeptIsNamedWithWhatIsPossible() {
    Budgets fast = budgets(Optional.of(1.0), Optional.empty(), Optional.empty());
    InfeasibleProblem problem =
        assertThrows(
            InfeasibleProblem.class,
            () -> map(new Goal(List.of(Objective.ENERGY), fast), Optional.empty()));
    assertEquals(
        "The budget on latency cannot be kept, even without other budgets: it allows 1 s, and no"
            + " mapping is below 3.5 s. Allow that much, or change the devices.",
        problem.getMessage());
  }

  @Test
  void aLifetimeShutsOutWhatWearsOut() {
    // cim endures 100 writes, one an inference: at 4 s an inference it lives 400 s.
    Budgets years = budgets(Optional.empty(), Optional.empty(), Optional.of(1e6));
    Plan plan = map(new Goal(List.of(Objective.ENERGY), years), Optional.empty());
    assertTrue(devices(plan).values().stream().allMatch("npu"::equals));
    assertEquals(
        "on cim its cells would wear out before the lifetime asked for",
        because(plan, "layer.1.query"));
    Budgets minutes = budgets(Optional.empty(), Optional.empty(), Optional.of(300.0));
    Plan short_ = map(new Goal(List.of(Objective.ENERGY), minutes), Optional.empty());
    assertEquals("cim", devices(short_).get("layer.1.query"));
  }

  @Test
  void twoObjectivesGiveAFrontOfRunnableMappings() {
    Plan plan =
        map(new Goal(List.of(Objective.ENERGY, Objective.AREA), Budgets.NONE), Optional.empty());
    assertEquals(3, plan.front().size());
    assertEquals(16.0, plan.front().get(0).totals().get("energy"), 1e-9);
    assertTrue(plan.front().get(1).totals().get("area") < plan.front().get(0).totals().get("area"));
    plan.front().forEach(point -> assertEquals(4, point.placements().size()));
  }

  @Test
  void greedyFillMakesAPlanOfWhichNothingIsProved() {
    Problem problem = problem(Goal.NONE, Optional.empty());
    Plan plan = new GreedyFillMapper().map(new GreedyFillMapper.Parameters(), problem);
    assertEquals("cim", devices(plan).get("layer.1.key"));
    assertTrue(plan.notes().get(0).contains("nothing is proved"));
  }

  @Test
  void matricesAreDividedWhereThatShortensTheInterval() {
    Plan plan = divide(new Goal(List.of(Objective.INTERVAL), Budgets.NONE));
    List<Placement> parts =
        plan.placements().stream().filter(p -> p.columns().isPresent()).toList();
    assertTrue(parts.size() >= 2, plan.placements().toString());
    assertEquals(
        Samples.COLUMNS * (parts.size() / 2),
        parts.stream().mapToInt(p -> p.columns().orElseThrow().size()).sum());
    parts.forEach(p -> assertEquals(0, p.columns().orElseThrow().from() % 32));
    assertTrue(plan.placements().stream().anyMatch(p -> p.operation().endsWith(".gather")));
    Map<?, ?> facts = (Map<?, ?>) plan.facts().get("division");
    assertTrue((double) facts.get("cost") < (double) facts.get("undivided"), facts.toString());
    assertEquals(0.0, (double) facts.get("gap"), 1e-9);
    assertTrue(
        plan.notes().stream().anyMatch(n -> n.startsWith("Matrices divided over devices: ")),
        plan.notes().toString());
    assertEquals(plan, divide(new Goal(List.of(Objective.INTERVAL), Budgets.NONE)));
  }

  @Test
  void matricesAreNotDividedForTheEnergy() {
    InputProblem problem = assertThrows(InputProblem.class, () -> divide(Goal.NONE));
    assertTrue(
        problem
            .getMessage()
            .contains(
                "matrices are divided for the interval or the latency alone, but \"objectives\" are"
                    + " [energy]. Set \"objectives\" to [\"interval\"] or [\"latency\"], or"
                    + " \"divide\" to false."),
        problem.getMessage());
  }

  private static Plan divide(Goal goal) {
    Problem sample = problem(goal, Optional.empty());
    return new OptimalMapper()
        .map(
            new OptimalMapper.Parameters(1_000_000, 5, false, false, true, 32),
            new Problem(
                sample.workload(),
                sample.devices(),
                sample.section(),
                goal,
                new SizedCosts(),
                Optional.empty()));
  }

  /** A product takes a second per 32 columns on npu and two on cim; all else is fast. */
  private static final class SizedCosts implements Estimator {

    private final Costs costs = new Costs();

    @Override
    public Estimate estimate(Operation operation, String device, int copies) {
      double slowness = device.equals("cim") ? 2 : 1;
      double seconds =
          operation instanceof StaticMatmul m ? slowness * m.columns().size() / 32 : 0.01;
      return new Estimate(
          seconds, seconds, seconds, 1, Set.of(device + "/array"), Footprint.NONE, 0);
    }

    @Override
    public Optional<Move> move(Operation producer, String from, String to) {
      return Optional.of(new Move("link", 0.01, 1));
    }

    @Override
    public Holding holding(String device, Footprint used) {
      return costs.holding(device, used);
    }
  }

  private static Plan map(Goal goal, Optional<Accuracy> accuracy) {
    return new OptimalMapper().map(DEFAULTS, problem(goal, accuracy));
  }

  private static Map<String, String> devices(Plan plan) {
    Map<String, String> devices = new LinkedHashMap<>();
    plan.placements().forEach(p -> devices.put(p.operation(), p.device()));
    return devices;
  }

  private static String because(Plan plan, String operation) {
    return plan.placements().stream()
        .filter(p -> p.operation().equals(operation))
        .findFirst()
        .orElseThrow()
        .because();
  }

  private static Budgets budgets(
      Optional<Double> latency, Optional<Double> loss, Optional<Double> lifetime) {
    return new Budgets(
        Optional.empty(), latency, Optional.empty(), Optional.empty(), loss, lifetime);
  }

  private static Problem problem(Goal goal, Optional<Accuracy> accuracy) {
    Problem sample = Samples.problem();
    Map<String, Device> devices = new LinkedHashMap<>();
    devices.put("cim", device("cim"));
    devices.put("npu", device("npu"));
    return new Problem(sample.workload(), devices, sample.section(), goal, new Costs(), accuracy);
  }

  private static Device device(String name) {
    return (Device)
        Proxy.newProxyInstance(
            Device.class.getClassLoader(),
            new Class<?>[] {Device.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "supports" ->
                      name.equals("npu") || arguments[0] instanceof StaticMatmul
                          ? Support.yes()
                          : Support.no("it has no vector unit");
                  case "capacity" -> Footprint.of("arrays", 10);
                  case "endurance" ->
                      name.equals("cim") ? OptionalDouble.of(100) : OptionalDouble.empty();
                  default -> throw new AssertionError("a mapper called " + method);
                });
  }

  /** Noise of 0.1 of each operation on cim. */
  private record Noise(double limit) implements Accuracy {
    @Override
    public double noise(String operation, String device) {
      return device.equals("cim") ? 0.1 : 0;
    }

    @Override
    public double loss(double noise) {
      return noise;
    }
  }

  private static final class Costs implements Estimator {

    @Override
    public Estimate estimate(Operation operation, String device, int copies) {
      boolean matmul = operation instanceof StaticMatmul;
      boolean cim = device.equals("cim");
      double joules = !matmul ? 1 : cim ? 2 : 10;
      return new Estimate(
          1,
          1,
          1,
          joules,
          Set.of(cim ? "cim/" + operation.id() : "npu/array"),
          cim ? Footprint.of("arrays", 2L) : Footprint.NONE,
          cim ? 1 : 0);
    }

    @Override
    public Optional<Move> move(Operation producer, String from, String to) {
      return Optional.of(new Move("link cim-npu", 0.5, 1));
    }

    @Override
    public Holding holding(String device, Footprint used) {
      return new Holding(device.equals("cim") ? used.of("arrays") : 1, 1);
    }
  }
}
