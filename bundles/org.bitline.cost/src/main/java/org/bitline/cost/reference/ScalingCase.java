package org.bitline.cost.reference;

import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.cost.form.NodeScaling;

/** Factors from one technology node to another. */
record ScalingCase() implements CaseKind {

  private static final double TOLERANCE = 1e-9;
  private static final double OTHER_VOLTS = 1.0;

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    double from = golden.number("from_nm");
    double to = golden.number("to_nm");
    double usual = NodeScaling.energy(from, to, NodeScaling.USUAL_VOLTS);
    double other = NodeScaling.energy(from, to, OTHER_VOLTS);
    return new Comparison()
        .field("area", golden.number("area"), NodeScaling.area(from, to), TOLERANCE)
        .field("energy", golden.number("energy"), usual, TOLERANCE)
        .field("energy_vdd1", golden.number("energy_vdd1"), other, TOLERANCE)
        .field("latency", golden.number("latency"), NodeScaling.latency(from, to), TOLERANCE)
        .outcome(id, "");
  }
}
