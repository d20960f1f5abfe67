package org.bitline.devicekit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.bitline.devicekit.ProductDevice.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceConformanceTest {

  private static final Options OPTIONS = Options.standard().withTolerances(1e-5, 0, 1e-5);

  @Test
  void aSoundDevicePasses() {
    assertEquals(List.of(), DeviceConformance.findings(new ProductDevice(Fault.NONE), OPTIONS));
    DeviceConformance.check(new ProductDevice(Fault.NONE), OPTIONS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NO_REASON           | refused without a reason
          NOT_FINITE          | the result is not finite
          POSITION_DEPENDENT  | gave other bits alone than in a batch
          IGNORES_SELECTION   | others are not 0
          CHARGES_ALL         | rows that are not kept are charged all the same
          UNPRICED            | the cost table does not price mac divide
          WRONG_ACCOUNT       | account() predicts 230400.0 of mac multiply, and run() recorded
          SHRINKING_TIME      | more tokens take less time
          SHRINKING_FOOTPRINT | less than the whole's
          CHANGES_WEIGHT      | the tensor was changed
          NOISY               | the same stream gave other bits
          INACCURATE          | the product is off by
          IGNORES_WINDOW      | windowed softmax: a key outside the window has a probability
          IGNORES_WINDOW      | windowed softmax: within a window it is off by
          IGNORES_WINDOW      | a window of 6 keys is charged as all 512 are
          """)
  void eachFaultIsNamed(Fault fault, String sentence) {
    List<String> findings = DeviceConformance.findings(new ProductDevice(fault), OPTIONS);
    assertTrue(
        findings.stream().anyMatch(f -> f.contains(sentence)),
        () -> fault + " is not found: " + findings);
  }

  @Test
  void aFailureListsItsFindings() {
    AssertionError error =
        assertThrows(
            AssertionError.class,
            () -> DeviceConformance.check(new ProductDevice(Fault.SHRINKING_TIME), OPTIONS));
    assertTrue(error.getMessage().contains("findings:\n  product: more tokens take less time"));
  }

  @Test
  void anActionThatDependsOnDataNeedsNotBePredicted() {
    Options told = OPTIONS.withDataDependent("mac multiply");
    assertEquals(
        List.of(), DeviceConformance.findings(new ProductDevice(Fault.WRONG_ACCOUNT), told));
  }
}
