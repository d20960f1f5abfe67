package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.device.Device;
import org.bitline.api.device.Load;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.device.dram.kernel.RegisterKernels;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.engine.json.JsonFiles;
import org.junit.jupiter.api.Test;

/** Programs written in a device model. */
class CustomProgramTest {

  private static final String PARK =
      IntStream.range(0, 16)
          .mapToObj(
              i ->
                  "{\"command\":\"read\",\"bank\":%d,\"row\":4096%s}"
                      .formatted(i % 4 * 4 + i / 4, i == 15 ? ",\"fenceEvery\":1" : ""))
          .collect(Collectors.joining(","));

  /**
   * The stock kernel.
   *
   * @param oddInputs bank through which inputs of odd tiles come
   */
  private static String stock(int oddInputs) {
    return """
    [%1$s,
     {"command":"write","bank":0,"row":6143,"column":"31"},
     {"command":"write","bank":1,"row":6143,"column":"31"},
     {"command":"write","bank":8,"row":6143,"column":"31"},
     {"command":"write","bank":9,"row":6143,"column":"31","fenceEvery":1},
     {"command":"write","bank":1,"row":16383,"column":"4","fenceEvery":1},
     {"repeat":"outputTiles","steps":[{"repeat":"vectors","steps":[
       {"command":"write","row":16383,"fenceEvery":1},
       {"repeat":"evenTiles","steps":[
         {"command":"write","bank":1,"row":16383,"column":"8","count":8,"fenceEvery":8},
         {"command":"mac","bank":0,"strides":["64*evenTiles","0","64"],"count":64,
          "fenceEvery":8}]},
       {"repeat":"oddTiles","steps":[
         {"command":"write","bank":%2$d,"row":16383,"column":"8","count":8,"fenceEvery":8},
         {"command":"mac","bank":1,"strides":["64*evenTiles","0","64"],"count":64,
          "fenceEvery":8}]},
       {"command":"write","bank":1,"column":"64 * evenTiles * outputTiles",
        "strides":["8","8"],"count":8,"fenceEvery":8},
       {"command":"write","row":16383,"fenceEvery":1}]}]},
     {"command":"write","bank":0,"row":8191,"column":"31"},
     {"command":"write","bank":1,"row":8191,"column":"31","fenceEvery":1},
     %1$s]
    """
        .formatted(PARK, oddInputs);
  }

  @SuppressWarnings("unchecked")
  private static List<Section> sections(String json) {
    List<Object> steps = (List<Object>) JsonFiles.parseValue(json);
    Location at = new Location("own.json", "/parameters/program");
    return IntStream.range(0, steps.size())
        .mapToObj(i -> new Section(at.element(i), Shipped.HOME, (Map<String, Object>) steps.get(i)))
        .toList();
  }

  private static Device device(String program, Map<String, Object> more) {
    return Stock.device(
        Stock.with(more, Map.of("unit.kernel", "program", "program", sections(program))));
  }

  private static CustomProgram program(String json) {
    return new CustomProgram(
        sections(json), section -> Shipped.reader().bind(section, StepParameters.class));
  }

  @Test
  void theStockKernelCanBeWrittenInAModel() {
    CustomProgram own = program(stock(1));
    for (int[] size : new int[][] {{6, 1, 1}, {7, 3, 5}, {1, 2, 2}}) {
      assertEquals(
          RegisterKernels.gemv(size[0], size[1], size[2]), own.of(size[0], size[1], size[2]));
    }
  }

  @Test
  void aDeviceWithItsOwnProgramHasTheSameTimeAndActivityAndHoldsTheContract() {
    Device own = device(stock(1), Map.of());
    Device stock = Stock.device(Map.of());
    StaticMatmul matmul = DramPimDeviceTest.matmul(768, 1100);
    assertEquals(
        stock.timing(matmul, Load.of(7)).latencySeconds(),
        own.timing(matmul, Load.of(7)).latencySeconds());
    assertEquals(sums(stock, matmul), sums(own, matmul));
    DeviceConformance.check(own, Options.standard().withTolerances(1e-2, 0, 1e-2));
  }

  private static TreeMap<String, Double> sums(Device device, StaticMatmul matmul) {
    DramPimDeviceTest.Sums sums = new DramPimDeviceTest.Sums();
    device.account(matmul, Load.of(7), sums);
    return sums.sums;
  }

  @Test
  void inputsThroughTheEvenBankSaveRowConflictsOfOddTiles() {
    // An odd tile takes 388 cycles, for inputs and weights are in rows of one bank, and an even one
    // 341: at most 47 are saved. The first odd tile of a pass still has to close a row of weights
    // of the last even one.
    Map<String, Object> off = Map.of("refresh.kind", "none");
    StaticMatmul matmul = DramPimDeviceTest.matmul(768, 1024);
    double saved =
        Stock.device(off).timing(matmul, Load.of(64)).latencySeconds()
            - device(stock(0), off).timing(matmul, Load.of(64)).latencySeconds();
    double cycles = saved * 1e9 / 64 / 3;
    assertTrue(cycles > 35 && cycles <= 47.5, cycles + " cycles per odd tile");
  }

  private static String refusal(String json) {
    return assertThrows(RuntimeException.class, () -> program(json).of(2, 1, 1)).getMessage();
  }

  @Test
  void whatIsNoProgramIsRefusedWithItsPlace() {
    String unknown = refusal("[{\"repeat\":\"2\",\"steps\":[{\"command\":\"macc\"}]}]");
    assertTrue(unknown.contains("own.json#/parameters/program/0/steps/0/command"), unknown);
    assertTrue(unknown.contains("mac"), unknown);
    String issued = refusal("[{\"command\":\"activate\"}]");
    assertTrue(issued.contains("own.json#/parameters/program/0"), issued);
    assertTrue(issued.contains("a program holds no activate"), issued);
    String size = refusal("[{\"command\":\"mac\",\"column\":\"8*rows\"}]");
    assertTrue(size.contains("column has \"8*rows\""), size);
    String few = refusal("[{\"command\":\"mac\",\"count\":64}]");
    assertTrue(few.contains("64 commands mac") && few.contains("needs 128"), few);
    String both = refusal("[{\"command\":\"mac\",\"repeat\":\"2\"}]");
    assertTrue(both.contains("either \"command\""), both);
    assertThrows(InputProblem.class, () -> program("[{\"count\":1}]"));
  }

  @Test
  void aProgramNeedsAKernelThatSaysSo() {
    IllegalArgumentException alone =
        assertThrows(
            IllegalArgumentException.class, () -> Stock.device(Map.of("unit.kernel", "program")));
    assertTrue(alone.getMessage().contains("go together"), alone.getMessage());
    IllegalArgumentException style =
        assertThrows(IllegalArgumentException.class, () -> device(stock(1), Stock.AIM));
    assertTrue(style.getMessage().contains("unit.style registers"), style.getMessage());
  }
}
