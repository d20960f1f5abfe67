package org.bitline.device.reram;

import java.util.ArrayList;
import java.util.List;
import org.bitline.device.reram.array.ArrayDesign;

/** What results say of how they were computed. */
final class HowComputed {

  static final String ALL_COLLAPSED =
      "computed as one dense product, because every array's sums are proven neither to clip nor to"
          + " be rounded by its converters";

  static final String SOME_COLLAPSED =
      "some blocks of rows are computed as one dense product, because their sums are proven neither"
          + " to clip nor to be rounded by converters";

  static final String STATISTICAL =
      "fidelity statistical: frozen errors, one Gaussian a result for reads and roundings, clipping"
          + " counted and not computed; not the device exactly";

  private static final String NOISE_ON_WIRES =
      "read noise with wires: means and variances of columns to first order in the noise";

  private HowComputed() {}

  /** What solves the wires, and what is approximated where reads are noisy. */
  static List<String> wires(ArrayDesign design) {
    List<String> notes = new ArrayList<>();
    if (design.wires().present()) {
      notes.add(design.wires().solver());
      if (design.noisy() && design.sampling() == ArrayDesign.Sampling.COLUMN) {
        notes.add(NOISE_ON_WIRES);
      }
    }
    return notes;
  }
}
