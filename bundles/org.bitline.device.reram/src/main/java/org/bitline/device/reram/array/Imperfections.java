package org.bitline.device.reram.array;

import java.util.Optional;
import org.bitline.device.reram.cell.Conduction;
import org.bitline.device.reram.cell.TelegraphNoise;
import org.bitline.device.reram.cell.WriteVerify;

/**
 * What arrays do beyond programming errors, read noise and wires.
 *
 * @param verify programming until a cell is near its target; empty for a single pulse
 * @param stuck cells that cannot be programmed, and what replaces them
 * @param conduction current over voltage
 * @param converter how converters of columns differ
 */
public record Imperfections(
    Optional<WriteVerify> verify,
    StuckCells stuck,
    Conduction conduction,
    TelegraphNoise telegraph,
    ConverterErrors converter) {

  public static final Imperfections NONE =
      new Imperfections(
          Optional.empty(),
          StuckCells.NONE,
          Conduction.OHMIC,
          TelegraphNoise.NONE,
          ConverterErrors.NONE);

  /** Whether programming is more than one pulse of programming error. */
  public boolean ofProgramming() {
    return verify.isPresent() || stuck.present();
  }

  /** Whether a read is more than linear cells, read noise, wires and equal converters. */
  public boolean ofReading() {
    return !conduction.ohmic() || telegraph.present() || converter.present();
  }

  Imperfections with(StuckCells other) {
    return new Imperfections(verify, other, conduction, telegraph, converter);
  }
}
