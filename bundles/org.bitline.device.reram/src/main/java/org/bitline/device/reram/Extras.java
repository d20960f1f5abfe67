package org.bitline.device.reram;

import java.util.Optional;
import org.bitline.device.reram.array.ConverterErrors;
import org.bitline.device.reram.array.Imperfections;
import org.bitline.device.reram.array.StuckCells;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.cell.TelegraphNoise;
import org.bitline.device.reram.cell.WriteVerify;

/** Parameters of imperfections as what arrays do; refuses those that do not go together. */
final class Extras {

  private Extras() {}

  /** Everything but a fault map's content, which a device reads when it is made. */
  static Imperfections of(ReramParameters p) {
    return new Imperfections(
        verify(p), stuck(p), conduction(p.cell()), telegraph(p.cell()), converter(p));
  }

  private static Optional<WriteVerify> verify(ReramParameters p) {
    Cell cell = p.cell();
    if (cell.writeVerify().tolerance() == 0) {
      return Optional.empty();
    }
    if (p.write().pulses() > 1) {
      throw new IllegalArgumentException(
          "write.pulses is "
              + p.write().pulses()
              + " and cell.writeVerify.tolerance "
              + cell.writeVerify().tolerance()
              + "; with write-verify the pulses follow from the draws: leave write.pulses at 1");
    }
    if (cell.programmingError() == 0) {
      return Optional.empty();
    }
    if (!cell.programmingModel().generic()) {
      throw new IllegalArgumentException(
          "cell.writeVerify is on and cell.programmingModel is "
              + cell.programmingModel().text()
              + ", which was fitted to cells after their own program and verify; take a normal or"
              + " uniform model, or leave out cell.writeVerify");
    }
    return Optional.of(
        new WriteVerify(
            cell.writeVerify().tolerance() * cell.maxConductance(),
            cell.writeVerify().maxPulses()));
  }

  private static StuckCells stuck(ReramParameters p) {
    Faults faults = p.faults();
    if (!faults.present() && p.array().spareColumns() == 0) {
      return StuckCells.NONE;
    }
    return new StuckCells(
        faults.stuckLow(),
        faults.stuckHigh(),
        faults.pattern(),
        faults.cluster(),
        Optional.empty(),
        p.array().spareColumns());
  }

  private static Conduction conduction(Cell cell) {
    if (cell.conduction() == Conduction.Law.OHMIC) {
      return Conduction.OHMIC;
    }
    double low = Conduction.Law.LOWEST;
    double high = Conduction.Law.HIGHEST;
    if (cell.minConductance() < low * (1 - 1e-3) || cell.maxConductance() > high * (1 + 1e-3)) {
      throw new IllegalArgumentException(
          "cell.conduction milo is fitted from "
              + low
              + " S to "
              + high
              + " S, and cell.minConductance is "
              + cell.minConductance()
              + " S, cell.maxConductance "
              + cell.maxConductance()
              + " S");
    }
    if (cell.readVoltage() > Conduction.Law.VOLTS) {
      throw new IllegalArgumentException(
          "cell.conduction milo is fitted up to "
              + Conduction.Law.VOLTS
              + " V, and cell.readVoltage is "
              + cell.readVoltage()
              + " V");
    }
    return new Conduction(cell.conduction(), cell.readVoltage());
  }

  private static TelegraphNoise telegraph(Cell cell) {
    Cell.Telegraph noise = cell.telegraph();
    return noise.amplitude() == 0
        ? TelegraphNoise.NONE
        : new TelegraphNoise(noise.amplitude(), noise.occupancy(), noise.cells());
  }

  private static ConverterErrors converter(ReramParameters p) {
    Mismatch m = p.adc().mismatch();
    return m.gain() == 0 && m.offset() == 0
        ? ConverterErrors.NONE
        : new ConverterErrors(m.gain(), m.offset(), m.calibration(), m.residual());
  }

  /** Whether any of these is drawn. */
  static boolean random(ReramParameters p) {
    Imperfections all = of(p);
    return all.stuck().low() > 0
        || all.stuck().high() > 0
        || all.telegraph().present()
        || all.converter().present();
  }
}
