package org.bitline.device.reram;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.bitline.device.reram.cell.CellError;
import org.bitline.device.reram.cell.Clipped;
import org.bitline.device.reram.cell.CmoDecay;
import org.bitline.device.reram.cell.FittedSpread;
import org.bitline.device.reram.cell.Law;
import org.bitline.device.reram.cell.NormalError;
import org.bitline.device.reram.cell.PhaseChange;
import org.bitline.device.reram.cell.PowerLawDrift;
import org.bitline.device.reram.cell.RedrawnRetention;
import org.bitline.device.reram.cell.Sonos;
import org.bitline.device.reram.cell.UniformError;

/** The error models that a device model can name. */
enum ErrorModel {
  NORMAL_INDEPENDENT,
  NORMAL_PROPORTIONAL,
  NORMAL_INVERSE,
  UNIFORM_INDEPENDENT,
  UNIFORM_PROPORTIONAL,
  UNIFORM_INVERSE,
  PCM_JOSHI,
  RRAM_MILO,
  RRAM_WAN,
  SONOS,
  PCM_LIKE,
  HERMES_1,
  HERMES_2,
  WAN_2022,
  CMO_FINE,
  CMO_COARSE;

  private static final double SECONDS_PER_DAY = 86400;

  /** The error of programmed cells. */
  static CellError programming(Cell cell) {
    ErrorModel model = cell.programmingModel();
    if (cell.age() > 0 && !model.drifts()) {
      throw new IllegalArgumentException(
          "cell.age is "
              + cell.age()
              + " s, and the model "
              + model.text()
              + " does not drift; set cell.age to 0 s, or cell.programmingModel to one of "
              + drifting());
    }
    if (cell.compensation() != Cell.Compensation.NONE && !model.drifts()) {
      throw new IllegalArgumentException(
          "cell.compensation is set, and the model "
              + model.text()
              + " does not drift; set it to none, or cell.programmingModel to one of "
              + drifting());
    }
    if (cell.programmingError() == 0 && cell.age() == 0) {
      return new CellError.None();
    }
    return clipped(
        cell, model.generic() ? model.of(cell, cell.programmingError()) : model.fitted(cell));
  }

  /** The error of every read. */
  static CellError reading(Cell cell) {
    if (cell.readNoise() == 0) {
      return new CellError.None();
    }
    ErrorModel model = cell.readModel();
    if (model == SONOS) {
      return clipped(cell, Sonos.read(cell.readVoltage()));
    }
    if (!model.generic()) {
      throw new IllegalArgumentException(
          "cell.readModel is "
              + model.text()
              + "; reads err by a normal or uniform model or sonos");
    }
    return clipped(cell, model.of(cell, cell.readNoise()));
  }

  private static CellError clipped(Cell cell, CellError error) {
    return cell.clip() ? new Clipped(error, cell.minConductance(), cell.maxConductance()) : error;
  }

  private static String drifting() {
    return Arrays.stream(values())
        .filter(ErrorModel::drifts)
        .map(ErrorModel::text)
        .collect(Collectors.joining(", "));
  }

  /** The name in a device model. */
  String text() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** Whether it has a magnitude, and no data of its own. */
  boolean generic() {
    return ordinal() <= UNIFORM_INVERSE.ordinal();
  }

  /** Whether it knows of time. */
  boolean drifts() {
    return ordinal() >= SONOS.ordinal();
  }

  private CellError of(Cell cell, double magnitude) {
    double max = cell.maxConductance();
    boolean inverse = this == NORMAL_INVERSE || this == UNIFORM_INVERSE;
    if (inverse && magnitude * max > 0.5 * cell.minConductance()) {
      throw new IllegalArgumentException(
          "the spread of an error of "
              + magnitude
              + ", "
              + text()
              + ", is more than half the largest conductance at cell.minConductance");
    }
    return switch (this) {
      case NORMAL_INDEPENDENT -> NormalError.of(Law.INDEPENDENT, magnitude, max);
      case NORMAL_PROPORTIONAL -> NormalError.of(Law.PROPORTIONAL, magnitude, max);
      case NORMAL_INVERSE -> NormalError.of(Law.INVERSE, magnitude, max);
      case UNIFORM_INDEPENDENT -> new UniformError(Law.INDEPENDENT, magnitude, max);
      case UNIFORM_PROPORTIONAL -> new UniformError(Law.PROPORTIONAL, magnitude, max);
      case UNIFORM_INVERSE -> new UniformError(Law.INVERSE, magnitude, max);
      default -> throw new IllegalStateException(text());
    };
  }

  private CellError fitted(Cell cell) {
    double max = cell.maxConductance();
    boolean spread = cell.programmingError() > 0;
    return switch (this) {
      case PCM_JOSHI -> spread(cell, FittedSpread.Kind.PCM_JOSHI);
      case RRAM_MILO -> spread(cell, FittedSpread.Kind.RRAM_MILO);
      case RRAM_WAN -> spread(cell, FittedSpread.Kind.RRAM_WAN);
      case SONOS -> sonos(cell);
      case PCM_LIKE -> new PowerLawDrift(PhaseChange.Kind.PCM_LIKE, max, cell.age(), spread);
      case HERMES_1 -> new PowerLawDrift(PhaseChange.Kind.HERMES_1, max, cell.age(), spread);
      case HERMES_2 -> new PowerLawDrift(PhaseChange.Kind.HERMES_2, max, cell.age(), spread);
      case WAN_2022 -> new RedrawnRetention(RedrawnRetention.Time.of(cell.age()), max, spread);
      case CMO_FINE -> cmo(cell, CmoDecay.Acceptance.FINE);
      case CMO_COARSE -> cmo(cell, CmoDecay.Acceptance.COARSE);
      default -> throw new IllegalStateException(text());
    };
  }

  private static CellError cmo(Cell cell, CmoDecay.Acceptance acceptance) {
    return new CmoDecay(
        acceptance,
        cell.minConductance(),
        cell.maxConductance(),
        cell.age(),
        cell.programmingError() > 0);
  }

  private CellError spread(Cell cell, FittedSpread.Kind kind) {
    within(cell.maxConductance(), kind.largest(), "cell.maxConductance", "S");
    return new NormalError(new FittedSpread(kind));
  }

  private CellError sonos(Cell cell) {
    double limit = cell.age() > 0 ? 1800e-9 : 3200e-9;
    within(
        cell.maxConductance() * cell.readVoltage(),
        limit,
        "cell.maxConductance times cell.readVoltage",
        "A");
    double days = cell.age() / SECONDS_PER_DAY;
    return cell.programmingError() > 0
        ? Sonos.after(days, cell.readVoltage())
        : Sonos.meanAfter(days, cell.readVoltage());
  }

  private void within(double value, double limit, String name, String unit) {
    if (value > limit * (1 + 1e-3)) {
      throw new IllegalArgumentException(
          name
              + " is "
              + value
              + " "
              + unit
              + "; "
              + text()
              + " is fitted up to "
              + limit
              + " "
              + unit);
    }
  }
}
