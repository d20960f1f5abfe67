package org.bitline.device.reram;

import java.util.Set;
import org.bitline.api.device.Timing;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.device.reram.array.InputCoding;

/**
 * How tokens follow one another through buffer, bus, arrays, converters, shift-add units and
 * router: each holds a token for a while, and the longest hold is the interval between tokens.
 *
 * <p>Per step an array is driven for its cycles, once per group of rows ({@code
 * periphery.rowsAtOnce}), and, where currents are not held, once per column of a converter. A
 * conversion goes on beside the next read where {@code periphery.overlap}.
 */
record Pipeline(ReramParameters p, Geometry g, InputCoding coding) {

  /** A resource and how long a token holds it. */
  private record Stage(String name, double seconds) {
    Stage longer(Stage other) {
      return other.seconds > seconds ? other : this;
    }
  }

  static Pipeline of(ReramParameters p, Geometry g, int inputBits) {
    return new Pipeline(p, g, Designs.input(p, inputBits));
  }

  /**
   * The timing of an input.
   *
   * @param writeSeconds programming before the first token
   * @param turns how often a token goes through arrays that are programmed anew, on the average
   */
  Timing timing(int tokens, double writeSeconds, double turns, String busy) {
    Stage arrays = arrays();
    Stage slowest = arrays.longer(shiftAdd()).longer(bus()).longer(buffer()).longer(router());
    double interval = turns * slowest.seconds();
    double first = writeSeconds + interval + p.chip().pipelineCycles() * cycle();
    String critical = writeSeconds > tokens * interval ? "programming" : slowest.name();
    return new Timing(first + (tokens - 1) * interval, first, interval, Set.of(busy), critical);
  }

  /** Seconds that a token holds arrays and converters. */
  double arraySeconds() {
    return arrays().seconds();
  }

  private boolean perStep() {
    return p.adc().conversion() == Conversion.PER_STEP;
  }

  private double conversion(int step) {
    double once = Steps.conversionSeconds(coding, step, p);
    return p.adc().resolution() == 0 ? 0 : Steps.groups(g.rows(), p) * once;
  }

  private double read(int step) {
    double repeats = (double) Steps.groups(g.rows(), p) * Steps.repeats(p);
    return repeats * Steps.cycles(coding, step, p) * p.array().readCycle();
  }

  /** One step of drive, as the stages behind the arrays count it. */
  private double cycle() {
    return perStep() && adcLimits(0) ? conversion(0) : p.array().readCycle();
  }

  private boolean adcLimits(int step) {
    return conversion(step) > read(step);
  }

  private Stage arrays() {
    double reads = 0;
    double conversions = 0;
    double overlapped = 0;
    int last = coding.steps() - 1;
    for (int step = 0; step <= last; step++) {
      reads += read(step);
      conversions += perStep() || step == last ? conversion(step) : 0;
      overlapped += Math.max(read(step), perStep() ? conversion(step) : 0);
    }
    if (alike()) {
      // A product, not a sum: the digits of models whose steps are alike do not hang on rounding.
      reads = coding.steps() * read(0);
      overlapped = coding.steps() * Math.max(read(0), perStep() ? conversion(0) : 0);
    }
    boolean adc = conversions > reads;
    double seconds =
        !p.periphery().overlap()
            ? reads + conversions
            : perStep() ? overlapped : Math.max(reads, conversions);
    return new Stage(
        adc ? "adc" : "array read cycle", seconds + coding.steps() * p.periphery().pause());
  }

  private boolean alike() {
    boolean bits = Steps.bits(coding, 0) == Steps.bits(coding, coding.steps() - 1);
    return bits && !p.periphery().residual();
  }

  private Stage shiftAdd() {
    double units = Math.max(1.0, g.arrays() * p.periphery().shiftAddsPerArray());
    double additions = g.conversions(coding.steps(), p) + (double) g.columns() * (g.groups() - 1);
    return stage("shift-add", additions / units, p.periphery().shiftAddRate());
  }

  private Stage bus() {
    return stage("bus", inputBitsOfTile(), p.periphery().busBandwidth());
  }

  private Stage buffer() {
    return stage("buffer", inputBitsOfTile() + resultBitsOfTile(), p.periphery().bufferBandwidth());
  }

  private Stage router() {
    return stage("router", resultBitsOfTile(), p.periphery().routerBandwidth());
  }

  /** Input bits of a token that a tile takes: of the rows of the blocks that it holds. */
  private double inputBitsOfTile() {
    long side = Math.max(1, p.chip().arraysPerTile() / ((long) g.sides() * g.across()));
    return (double) Math.min(g.rows(), side * p.array().rows()) * coding.bits();
  }

  private double resultBitsOfTile() {
    double tiles = Geometry.ceil((long) g.sides() * g.across(), p.chip().arraysPerTile());
    return g.columns() * (double) Counts.RESULT_BITS / tiles;
  }

  private static Stage stage(String name, double amount, double perSecond) {
    return new Stage(name, perSecond == 0 ? 0 : amount / perSecond);
  }
}
