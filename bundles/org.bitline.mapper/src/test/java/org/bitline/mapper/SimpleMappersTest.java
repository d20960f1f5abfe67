package org.bitline.mapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.mapping.Mapper.Plan;
import org.bitline.api.mapping.Placement;
import org.junit.jupiter.api.Test;

class SimpleMappersTest {

  private final ByKindMapper byKind = new ByKindMapper();
  private final AllOnMapper allOn = new AllOnMapper();

  private static List<String> devices(Plan plan) {
    return plan.placements().stream().map(Placement::device).toList();
  }

  @Test
  void byKindPutsProductsWithAWeightOnTheirDeviceAndTheRestOnTheOther() {
    Plan plan =
        byKind.map(new ByKindMapper.Parameters("cim", Optional.empty(), "npu"), Samples.problem());
    assertEquals(List.of("cim", "cim", "npu", "npu"), devices(plan));
    assertEquals("npu", plan.otherwise());
    assertEquals("by kind: it is a static matmul", plan.placements().get(0).because());
  }

  @Test
  void byKindPutsProductsOfTwoActivationsOnTheirOwnDeviceWhereOneIsGiven() {
    Plan plan =
        byKind.map(
            new ByKindMapper.Parameters("cim", Optional.of("hbm"), "npu"), Samples.problem());
    assertEquals(List.of("cim", "cim", "hbm", "npu", "npu"), devices(plan));
    assertEquals("by kind: softmax has no device of its own", plan.placements().get(4).because());
  }

  @Test
  void byKindPlacesTheAdditionOfPartialSumsThatADeviceLeaves() {
    Plan plan =
        byKind.map(new ByKindMapper.Parameters("hbm", Optional.empty(), "npu"), Samples.problem());
    assertEquals(
        List.of("layer.1.query", "layer.1.query.sum", "layer.1.key", "layer.1.key.sum"),
        plan.placements().stream().map(Placement::operation).limit(4).toList());
    assertEquals(List.of("hbm", "npu", "hbm", "npu", "npu", "npu"), devices(plan));
    assertEquals("by kind: it adds what \"hbm\" leaves", plan.placements().get(1).because());
    Plan elsewhere =
        byKind.map(
            new ByKindMapper.Parameters("hbm", Optional.empty(), "npu", Optional.of("cim")),
            Samples.problem());
    assertEquals(List.of("hbm", "cim", "hbm", "cim", "npu", "npu"), devices(elsewhere));
  }

  @Test
  void byKindLeavesTheAdditionToTheProductsDeviceWhereTheOtherCannot() {
    Plan plan =
        byKind.map(new ByKindMapper.Parameters("hbm", Optional.empty(), "cim"), Samples.problem());
    assertEquals(List.of("hbm", "hbm", "cim", "cim"), devices(plan));
  }

  @Test
  void byKindNamesTheDevicesThereAreWhereOneIsUnknown() {
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                byKind.map(
                    new ByKindMapper.Parameters("cim", Optional.of("gpu"), "npu"),
                    Samples.problem()));
    assertEquals(
        "e.json#/mapping/dynamicMatmul: the experiment has no device \"gpu\"; it has cim, hbm,"
            + " npu.",
        problem.getMessage());
  }

  @Test
  void allOnPutsEverythingOnOneDevice() {
    Plan plan = allOn.map(new AllOnMapper.Parameters("hbm"), Samples.problem());
    assertEquals(List.of("hbm", "hbm", "hbm", "hbm"), devices(plan));
    assertEquals("hbm", plan.otherwise());
  }

  @Test
  void allOnRefusesAnUnknownDevice() {
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () -> allOn.map(new AllOnMapper.Parameters("npx"), Samples.problem()));
    assertEquals(
        "e.json#/mapping/device: the experiment has no device \"npx\"; it has cim, hbm, npu.",
        problem.getMessage());
  }
}
