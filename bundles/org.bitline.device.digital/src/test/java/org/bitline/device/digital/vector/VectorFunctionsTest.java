package org.bitline.device.digital.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.bitline.api.workload.Operation.Function;
import org.bitline.device.digital.vector.VectorParameters.Functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The largest errors that docs/digital.md states, each as a bound with little to spare. */
class VectorFunctionsTest {

  private static final int ROWS = 2000;

  private static Functions functions(SoftmaxKind softmax, int segments, int degree) {
    return new Functions(
        softmax,
        FunctionKind.PIECEWISE,
        FunctionKind.PIECEWISE,
        segments,
        degree,
        32,
        new VectorParameters.Softermax(2, 15, 6, 7));
  }

  /** Largest difference of a probability from the exact one, over rows of all lengths. */
  private static double error(SoftmaxRow softmax) {
    Random random = new Random(1);
    double largest = 0;
    for (int row = 0; row < ROWS; row++) {
      int keys = 1 + random.nextInt(256);
      double spread = StrictMath.exp(random.nextInt(5) - 1);
      float[] x = new float[keys + 4];
      for (int j = 0; j < x.length; j++) {
        x[j] = (float) (spread * random.nextGaussian());
      }
      float[] y = new float[x.length];
      softmax.apply(x, 2, keys, y);
      assertEquals(0, y[0] + y[1] + y[keys + 2] + y[keys + 3], "it writes beyond its row");
      double[] exact = exact(x, 2, keys);
      for (int j = 0; j < keys; j++) {
        largest = Math.max(largest, Math.abs(exact[j] - y[2 + j]));
      }
    }
    return largest;
  }

  private static double[] exact(float[] x, int at, int keys) {
    double[] y = new double[keys];
    double maximum = SoftmaxRow.largest(x, at, keys);
    double total = 0;
    for (int j = 0; j < keys; j++) {
      y[j] = StrictMath.exp(x[at + j] - maximum);
      total += y[j];
    }
    for (int j = 0; j < keys; j++) {
      y[j] /= total;
    }
    return y;
  }

  @ParameterizedTest
  @CsvSource({
    "EXACT, 16, 2, 4e-8",
    "RECOMPOSED, 16, 2, 1e-6",
    "PIECEWISE, 16, 2, 3e-6",
    "PIECEWISE, 8, 1, 1e-3",
    "PIECEWISE, 64, 3, 1e-6",
    "RADIX_2, 16, 2, 9e-2",
    "SOFTERMAX, 16, 2, 9e-2"
  })
  void softmaxStaysWithinItsError(SoftmaxKind kind, int segments, int degree, double bound) {
    double error = error(VectorFunctions.softmax(functions(kind, segments, degree)));
    assertTrue(error <= bound, kind + ": " + error);
    assertTrue(error >= bound / 20, kind + " is far better than stated: " + error);
  }

  @Test
  void softermaxWithFineFormatsIsItsTable() {
    // Four linear pieces of 2^f are off by 0.4 % at most.
    Softermax fine = new Softermax(new VectorParameters.Softermax(14, 20, 20, 20));
    double error = error(fine);
    assertTrue(error < 3e-3, "" + error);
  }

  @ParameterizedTest
  @CsvSource({
    "GELU_ERF, 16, 2, 4e-4",
    "GELU_TANH, 16, 2, 4e-4",
    "TANH, 16, 2, 1e-3",
    "GELU_ERF, 64, 3, 4e-6",
    "TANH, 64, 3, 3e-5"
  })
  void functionsStayWithinTheirError(Function function, int segments, int degree, double bound) {
    VectorFunctions functions = new VectorFunctions(functions(SoftmaxKind.EXACT, segments, degree));
    double largest = 0;
    for (float x = -12; x <= 12; x += 0.0007f) {
      double exact =
          switch (function) {
            case TANH -> StrictMath.tanh(x);
            case GELU_ERF -> org.bitline.numerics.Functions.geluErf(x);
            default -> org.bitline.numerics.Functions.geluTanh(x);
          };
      largest = Math.max(largest, Math.abs(exact - functions.value(function, x)));
    }
    assertTrue(largest <= bound, function + ": " + largest);
    assertTrue(largest >= bound / 20, function + " is far better than stated: " + largest);
  }

  @Test
  void theInverseRootStaysWithinItsError() {
    VectorFunctions functions = new VectorFunctions(functions(SoftmaxKind.EXACT, 16, 2));
    double largest = 0;
    for (double v = 1e-12; v < 1e12; v *= 1.0013) {
      double ratio = functions.inverseRoot((float) v) * Math.sqrt((float) v);
      largest = Math.max(largest, Math.abs(ratio - 1));
    }
    assertTrue(largest < 2e-4, "" + largest);
  }

  @Test
  void oneKeyHasAllTheProbability() {
    for (SoftmaxKind kind : SoftmaxKind.values()) {
      float[] y = new float[1];
      VectorFunctions.softmax(functions(kind, 16, 2)).apply(new float[] {-3.3f}, 0, 1, y);
      assertEquals(1, y[0], kind == SoftmaxKind.SOFTERMAX ? 0.05 : 1e-5, kind.toString());
    }
  }

  @Test
  void scoresFarApartStayFinite() {
    float[] x = {-3e4f, 2e4f, 2e4f, -65504f};
    for (SoftmaxKind kind : SoftmaxKind.values()) {
      float[] y = new float[4];
      VectorFunctions.softmax(functions(kind, 16, 2)).apply(x, 0, 4, y);
      assertEquals(0, y[0], kind.toString());
      assertEquals(0.5, y[1], 0.05, kind.toString());
      assertEquals(0, y[3], kind.toString());
    }
  }
}
