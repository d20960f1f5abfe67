package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.device.reram.ReramParameters.AdcRange;
import org.bitline.device.reram.ReramParameters.Scale;
import org.bitline.devicekit.DeviceConformance;
import org.bitline.devicekit.Options;
import org.bitline.numerics.KeyedStream;
import org.junit.jupiter.api.Test;

class ReramDeviceTest {

  private static final String[] DATA = {"dac drive"};

  /** Row parts have scales of inputs and partial sums of their own: rounding differs. */
  private static final Options OPTIONS =
      Options.standard().withDataDependent(DATA).withTolerances(0.05, 0, 0.02);

  @Test
  void itHoldsTheContractWithNoiseAndConverter() {
    // Row parts are converted apart, so they round and clip apart.
    DeviceConformance.check(
        Stock.device(Stock.parameters()), OPTIONS.withTolerances(0.15, 0, 0.15));
  }

  @Test
  void itHoldsTheContractWithoutConverter() {
    DeviceConformance.check(
        Stock.device(Stock.parameters(0, 0, AdcRange.GRANULAR, Scale.COLUMN)), OPTIONS);
  }

  @Test
  void itHoldsTheContractWhereMatricesTakeSeveralArrays() {
    ReramParameters small = Stock.parameters(32, 8, 8, 0, 8, AdcRange.GRANULAR, Scale.COLUMN);
    DeviceConformance.check(Stock.device(small), OPTIONS.withShapes(150, 70, 2, 48));
  }

  private static StaticMatmul matmul(int inputs, int outputs) {
    return new StaticMatmul(
        "m",
        1,
        "x",
        new Weight("w", inputs, outputs, Optional.empty()),
        Optional.empty(),
        Range.all(inputs),
        Range.all(outputs),
        Optional.empty());
  }

  private static Tensors tensors(Tensor w) {
    return new Tensors() {
      @Override
      public boolean present() {
        return true;
      }

      @Override
      public Tensor get(String identity) {
        return w;
      }
    };
  }

  private static final class Amounts implements Ledger {
    final TreeMap<String, Double> sums = new TreeMap<>();
    final TreeMap<String, Double> maxima = new TreeMap<>();

    @Override
    public void add(String component, String action, double amount) {
      sums.merge(component + " " + action, amount, Double::sum);
    }

    @Override
    public void max(String component, String action, double amount) {
      maxima.merge(component + " " + action, amount, Math::max);
    }

    @Override
    public void histogram(String component, String action, int bin, long count) {}
  }

  /** An ideal device, with a converter that cannot round or clip, gives the integer product. */
  @Test
  void anIdealDeviceGivesTheIntegerProduct() {
    Random random = new Random(3);
    for (int trial = 0; trial < 20; trial++) {
      int k = 1 + random.nextInt(300);
      int n = 1 + random.nextInt(40);
      float[] w = new float[k * n];
      for (int c = 0; c < n; c++) {
        for (int r = 0; r < k; r++) {
          w[r * n + c] = random.nextInt(255) - 127;
        }
        w[c] = 127;
      }
      float[] x = new float[3 * k];
      for (int v = 0; v < 3; v++) {
        for (int r = 0; r < k; r++) {
          x[v * k + r] = random.nextInt(255) - 127;
        }
        x[v * k] = -127;
      }
      Segments segments = new Segments(new long[] {9}, new int[] {3}, new int[] {3});
      for (int adcBits : new int[] {0, 10}) {
        ReramDevice device =
            Stock.device(Stock.parameters(0, adcBits, AdcRange.GRANULAR, Scale.COLUMN));
        Block y =
            device
                .place(matmul(k, n), tensors(new Tensor("w", k, n, w)), KeyedStream.of(1))
                .run(
                    List.of(new Block(segments, k, 8, x)),
                    Selection.all(),
                    KeyedStream.of(1),
                    new Amounts());
        for (int v = 0; v < 3; v++) {
          for (int c = 0; c < n; c++) {
            long sum = 0;
            for (int r = 0; r < k; r++) {
              sum += (long) x[v * k + r] * (long) w[r * n + c];
            }
            assertEquals((float) sum, y.data()[v * n + c], Math.abs(sum) * 1e-6f, "adc " + adcBits);
          }
        }
      }
    }
  }

  @Test
  void aNarrowConverterClipsAndACoarseOneRounds() {
    float[] w = new float[128];
    java.util.Arrays.fill(w, 127);
    float[] x = new float[128];
    java.util.Arrays.fill(x, 127);
    Segments one = new Segments(new long[] {0}, new int[] {1}, new int[] {1});
    Block in = new Block(one, 128, 8, x);
    float exact = 128 * 127 * 127;
    float granular = run(Stock.parameters(0, 8, AdcRange.GRANULAR, Scale.COLUMN), w, in);
    // Slices of 3, 3, 3 and 1: sums of 384, 384, 384 and 128 clip at 127 of 384, and 127 of 128.
    assertEquals(127f * 127 * (1 + 4 + 16 + 64), granular, 1);
    float full = run(Stock.parameters(0, 8, AdcRange.FULL, Scale.COLUMN), w, in);
    assertEquals(exact, full, 0.01f * exact);
  }

  private static float run(ReramParameters p, float[] w, Block in) {
    return Stock.device(p)
        .place(matmul(w.length, 1), tensors(new Tensor("w", w.length, 1, w)), KeyedStream.of(1))
        .run(List.of(in), Selection.all(), KeyedStream.of(1), new Amounts())
        .data()[0];
  }

  @Test
  void programmedCellsHaveTheMeanAndSpreadOfTheModel() {
    ReramParameters p = Stock.parameters(0.02, 8, AdcRange.GRANULAR, Scale.COLUMN);
    int k = 128;
    int n = 160;
    int[] codes = new int[k * n];
    java.util.Arrays.fill(codes, 127);
    float[] scales = new float[n];
    java.util.Arrays.fill(scales, 1);
    Crossbar crossbar = Crossbar.of(p, Designs.of(p, 8, 8), 8).orElseThrow();
    WeightCodes weights = new WeightCodes(k, n, 8, codes, scales);
    CellStore cells =
        CellStore.program(crossbar, new Place(0, 0, n).of(weights), KeyedStream.of(8));
    double mean = 0;
    double square = 0;
    for (int c = 0; c < n; c++) {
      for (int r = 0; r < k; r++) {
        double v = cells.difference(r, c, 0);
        mean += v / (k * n);
        square += v * v / (k * n);
      }
    }
    // The positive cell is at level 3, sigma 0.02 · 500 uS; the negative cell stands at 0.5 uS, so
    // half of its error is cut off at 0: mean 0.3989 sigma, variance 0.3409 sigma^2 around it.
    double sigma = 0.02 * 3 * 500 / 499.5;
    double low = 3 * 0.5 / 499.5 / sigma;
    double cut = cutMean(low);
    assertEquals(3 + sigma * (low - cut), mean, 4 * sigma / Math.sqrt(k * n));
    double variance = sigma * sigma * (1 + cutSquare(low) - cut * cut);
    assertEquals(variance, square - mean * mean, 0.04 * variance);
  }

  /** E[max(0, low + z)] for normal z. */
  private static double cutMean(double low) {
    return integral(low, 1);
  }

  private static double cutSquare(double low) {
    return integral(low, 2);
  }

  private static double integral(double low, int power) {
    double sum = 0;
    for (double z = -8; z < 8; z += 1e-4) {
      double density = StrictMath.exp(-z * z / 2) / StrictMath.sqrt(2 * StrictMath.PI);
      sum += StrictMath.pow(Math.max(0, low + z), power) * density * 1e-4;
    }
    return sum;
  }

  @Test
  void countsFollowFromTheGeometry() {
    ReramDevice device = Stock.device(Stock.parameters());
    Amounts amounts = new Amounts();
    device.account(matmul(384, 1536), Load.of(10), amounts);
    // 3 blocks of rows, 1536 columns x 4 slices over 128 = 48 pairs across.
    assertEquals(10.0 * 8 * 3 * 1536 * 4, amounts.sums.get("adc convert"));
    assertEquals(10.0 * 8 * 3 * 48 * 2, amounts.sums.get("cell read"));
    assertEquals(0.5 * 10 * 8 * 384 * 48 * 2, amounts.sums.get("dac drive"));
    assertEquals(3L * 48 * 2, device.footprint(matmul(384, 1536)).of("arrays"));
  }

  @Test
  void weightsOfFewerBitsTakeFewerSlices() {
    ReramDevice device = Stock.device(Stock.parameters());
    Scales four = new Scales(4, new float[] {1});
    StaticMatmul narrow =
        new StaticMatmul(
            "m",
            1,
            "x",
            new Weight("w", 384, 1536, Optional.of(four)),
            Optional.empty(),
            Range.all(384),
            Range.all(1536),
            Optional.empty());
    Amounts amounts = new Amounts();
    device.account(narrow, Load.of(10), amounts);
    assertEquals(10.0 * 8 * 3 * 1536 * 2, amounts.sums.get("adc convert"));
    assertEquals(3L * 24 * 2, device.footprint(narrow).of("arrays"));
  }

  @Test
  void tokensFollowOneAnotherEveryEightReadCycles() {
    ReramDevice device = Stock.device(Stock.parameters());
    Timing one = device.timing(matmul(384, 1536), Load.of(1));
    Timing many = device.timing(matmul(384, 1536), Load.of(128));
    assertEquals(14 * 100e-9, one.latencySeconds(), 1e-15);
    assertEquals(127 * 800e-9, many.latencySeconds() - one.latencySeconds(), 1e-12);
    assertEquals("array read cycle", many.critical());
    assertTrue(new Load(128, 2).copies() == 2);
    Timing halved = device.timing(matmul(384, 1536), new Load(128, 2));
    assertEquals(63 * 800e-9, halved.latencySeconds() - one.latencySeconds(), 1e-12);
  }

  @Test
  void aDynamicOperandIsWrittenForEveryInput() {
    ReramDevice device = Stock.device(Stock.parameters());
    DynamicMatmul scores =
        new DynamicMatmul("s", 1, DynamicKind.SCORES, "q", "k", 12, 32, 0.18f, Optional.empty());
    Amounts amounts = new Amounts();
    device.account(scores, Load.of(100), amounts);
    assertEquals(12.0 * 2 * 32 * 100 * 4, amounts.sums.get("cell write"));
    assertEquals(1, amounts.maxima.get("cell write"));
    double read = device.timing(matmul(32, 100), Load.of(100)).latencySeconds();
    // 12 heads of 8 arrays are a tile; 12 arrays at once, so 8 turns of 32 rows.
    double write = 8 * 32 * 85.7e-9;
    assertEquals(write, device.timing(scores, Load.of(100)).latencySeconds() - read, 1e-12);
  }

  @Test
  void aLongerInputProgramsTheSameArraysAgain() {
    ReramDevice device = Stock.device(Stock.parameters());
    DynamicMatmul context =
        new DynamicMatmul("c", 1, DynamicKind.CONTEXT, "p", "v", 12, 32, 1, Optional.empty());
    double before = 0;
    for (int tokens : new int[] {128, 129, 512}) {
      Amounts amounts = new Amounts();
      device.account(context, Load.of(tokens), amounts);
      assertEquals((tokens + 127) / 128, amounts.maxima.get("cell write"), "tokens " + tokens);
      double seconds = device.timing(context, Load.of(tokens)).latencySeconds();
      assertTrue(seconds > before * 1.5);
      before = seconds;
    }
  }

  @Test
  void loadingTakesTheTilesThatHoldTheMatrixAndNoMore() {
    ReramDevice device = Stock.device(Stock.parameters());
    // 288 arrays are 3 tiles, 36 arrays at once: 8 turns of 128 rows.
    double seconds = device.loading(matmul(384, 1536), new Amounts());
    assertEquals(8 * 128 * 85.7e-9, seconds, 1e-12);
  }

  @Test
  void aTileIsTheSmallestThatIsProvided() {
    ReramDevice device = Stock.device(Stock.parameters());
    Map<String, Double> one = device.provision(Footprint.of("arrays", 1));
    assertEquals(96, one.get(Roles.ADC));
    assertEquals(0, one.get(Roles.LINK));
    Map<String, Double> more = device.provision(Footprint.of("arrays", 168 * 96 + 1));
    assertEquals(169 * 96, more.get(Roles.ADC));
    assertEquals(2, more.get(Roles.LINK));
  }

  @Test
  void itSaysWhatItCannotDo() {
    ReramDevice device = Stock.device(Stock.parameters());
    Operation softmax = new Operation.Softmax("s", 1, "x", 12);
    assertFalse(device.supports(softmax).supported());
    assertEquals(
        "crossbar arrays compute matrix products alone", device.supports(softmax).reason());
    Scales wide = new Scales(12, new float[] {1});
    StaticMatmul twelve =
        new StaticMatmul(
            "m",
            1,
            "x",
            new Weight("w", 8, 8, Optional.of(wide)),
            Optional.empty(),
            Range.all(8),
            Range.all(8),
            Optional.empty());
    assertTrue(device.supports(twelve).reason().contains("quantise asks for 12"));
    // Sums that the fast kernel's accumulators do not hold take the exact path.
    ReramDevice deep =
        Stock.device(Stock.parameters(128, 16, 16, 0, 8, AdcRange.GRANULAR, Scale.COLUMN));
    assertTrue(deep.supports(matmul(128, 128)).supported());
  }

  @Test
  void parametersThatDoNotGoTogetherAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> Stock.device(Stock.parameters(128, 2, 8, 0, 8, AdcRange.GRANULAR, Scale.COLUMN)));
  }
}
