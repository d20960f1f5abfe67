package org.bitline.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.SplittableRandom;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {

  private static final Location HERE = new Location("c.json", "/area/form");

  private static double of(String form, Map<String, Double> parameters) {
    return Formula.parse(form, HERE).number(Names.of(parameters), HERE);
  }

  @Test
  void formsInRandomParametersAreComputedAsJavaComputesThem() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200; i++) {
      double a = random.nextDouble(0.1, 10);
      double b = random.nextDouble(-5, 5);
      double value = of("2 ^ (b - 8) * a + EXP(b) / LN(a + 1.5) - SQRT(a)", Map.of("a", a, "b", b));
      double expected =
          StrictMath.pow(2, b - 8) * a + StrictMath.exp(b) / StrictMath.log(a + 1.5) - Math.sqrt(a);
      assertEquals(expected, value, 1e-12 * Math.max(1, Math.abs(expected)));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2 ^ 3 ^ 2, 512",
    "-2 ^ 2, -4",
    "LOG2(8), 3",
    "LOG10(1000), 3",
    "'IF(8 > 4, 2, 3)', 2",
    "'MAX(1, 5, 3) - MIN(4, 2)', 3",
    "CEILING(1.2) + FLOOR(1.8) + ABS(-1), 4"
  })
  void functionsAndOperatorsMeanWhatTheySay(String form, double expected) {
    assertEquals(expected, of(form, Map.of()), 1e-14);
  }

  @Test
  void unknownParameterIsNamedWithTheNearestOne() {
    InputProblem problem =
        assertThrows(InputProblem.class, () -> of("2 * bit", Map.of("bits", 8.0)));
    assertEquals(
        "c.json#/area/form: the form \"2 * bit\" uses bit, which is no parameter of this component."
            + " Known are bits.",
        problem.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"2 * (3", "2 +", "DT_NOW()", "RANDOM()", "'STR_UPPER(\"a\")'", "1 / 0", "LN(-1)"})
  void whatIsNoArithmeticIsRefusedWithWhatIsAllowed(String form) {
    InputProblem problem = assertThrows(InputProblem.class, () -> of(form, Map.of()));
    assertTrue(
        problem.getMessage().startsWith("c.json#/area/form: the form \"" + form + "\" cannot be"),
        problem.getMessage());
    assertTrue(problem.getMessage().contains("A form has numbers, parameters, + - * /"));
  }

  @ParameterizedTest
  @CsvSource({"10 ^ 400", "10 ^ 300 * 10 ^ 300"})
  void whatIsTooLargeIsRefused(String form) {
    InputProblem problem = assertThrows(InputProblem.class, () -> of(form, Map.of()));
    assertTrue(problem.getMessage().contains("finite number"), problem.getMessage());
  }

  @Test
  void aTextIsNoNumber() {
    InputProblem problem = assertThrows(InputProblem.class, () -> of("\"a\"", Map.of()));
    assertTrue(problem.getMessage().endsWith("gives a, not a number."), problem.getMessage());
  }
}
