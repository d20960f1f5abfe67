package org.bitline.device.reram.reference;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.bitline.device.reram.Preset;

/**
 * NeuRRAM. Times are the preset's: samples, conversion bits and pauses of the published lengths.
 * Energies per operation are least squares (relative errors) over the calibration points: word
 * lines a + b m; neurons c S + d A + e m; input pulses f m, with m magnitude bits, S samples and A
 * converted bits as the preset's device counts them.
 */
final class NeurramChip implements Chip {

  private static final Map<String, Function<Preset, double[]>> FEATURES =
      Map.of(
          "energy_wordline", p -> new double[] {1, p.magnitudeBits()},
          "energy_neuron_control",
              p -> new double[] {p.readCycles(), p.convertedBits(), p.magnitudeBits()},
          "energy_input_pulses", p -> new double[] {p.magnitudeBits()});

  private final SiliconCase chip;
  private final Preset preset;

  NeurramChip(SiliconCase chip, Preset preset) {
    this.chip = chip;
    this.preset = preset;
  }

  /** The preset at a point: input and output bits. */
  private Preset at(String point) {
    // One bit is a pulse of either sign: two with the sign.
    int in = Math.max(2, Chip.number(point, "in"));
    // Prices hold for one phase; they are not used here.
    return preset
        .withPrice("adc", "input_bits", 4L)
        .withPrice("dac", "input_bits", 4L)
        .withPrice("word-line", "input_bits", 4L)
        .with("input.bits", (long) in)
        .with("adc.bits", (long) Chip.number(point, "out"));
  }

  @Override
  public String remark(String entry) {
    return entry.startsWith("area.") ? "the chip's own part, counted" : "";
  }

  @Override
  public OptionalDouble counted(String entry) {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble modelled(String entry) {
    return switch (Chip.quantity(entry)) {
      case "chip_tops" -> {
        int rows = (int) chip.config("array_rows") / (int) chip.config("cells_per_weight");
        int columns = (int) chip.config("array_cols");
        double seconds = at(Chip.point(entry)).intervalSeconds(rows, columns);
        yield OptionalDouble.of(2.0 * rows * columns * preset.tiles() / seconds / 1e12);
      }
      case "neurons" -> area("adc");
      case "array_drivers" -> area("dac");
      case "rram_cells" -> area("cell");
      default -> calibrated(entry);
    };
  }

  private OptionalDouble area(String role) {
    return OptionalDouble.of(preset.tileSquareMetres(role) * 1e12);
  }

  @Override
  public OptionalDouble predicted(String entry) {
    return OptionalDouble.empty();
  }

  @Override
  public OptionalDouble calibrated(String entry) {
    String quantity = Chip.quantity(entry);
    if (FEATURES.containsKey(quantity)) {
      return OptionalDouble.of(fitted(Chip.point(entry), quantity));
    }
    if (quantity.equals("tops_per_w")) {
      double femtojoules = 0;
      for (String part : FEATURES.keySet().stream().sorted().toList()) {
        femtojoules += fitted(Chip.point(entry), part);
      }
      return OptionalDouble.of(1000 / femtojoules);
    }
    return entry.startsWith("area.") ? modelled(entry) : OptionalDouble.empty();
  }

  /** Femtojoules an operation of a part. */
  private double fitted(String point, String part) {
    Function<Preset, double[]> features = FEATURES.get(part);
    List<String> points = chip.calibration();
    double[][] rows = new double[points.size()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = features.apply(at(points.get(i)));
      double measured = chip.value(points.get(i) + "." + part);
      for (int k = 0; k < rows[i].length; k++) {
        rows[i][k] /= measured;
      }
    }
    ArrayRealVector ones = new ArrayRealVector(rows.length, 1);
    double[] constants =
        new QRDecomposition(new Array2DRowRealMatrix(rows)).getSolver().solve(ones).toArray();
    return new ArrayRealVector(features.apply(at(point)))
        .dotProduct(new ArrayRealVector(constants));
  }
}
