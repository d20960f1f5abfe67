package org.bitline.cost.reference;

import java.util.Map;
import org.bitline.api.device.Component;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;

/** The regression over the ADC survey, energy before its split into conversion and leakage. */
record RegressionCase(Prices prices) implements CaseKind {

  private static final double TOLERANCE = 1e-9;

  @Override
  public CaseOutcome run(String id, Golden golden, Golden file) {
    Component adc =
        prices.component(
            "adc/survey",
            Map.of(
                "bits", golden.number("bits"),
                "node", golden.number("tech_nm"),
                "rate", golden.number("rate_per_adc_Hz"),
                "leakageShare", 0));
    double picojoules = adc.action("convert").energy().nominal() * 1e12;
    double squareMicrometres = adc.area().nominal() * 1e12;
    return new Comparison()
        .field("energy", golden.number("energy_pJ_per_convert"), picojoules, TOLERANCE)
        .field("area", golden.number("area_um2"), squareMicrometres, TOLERANCE)
        .outcome(id, "");
  }
}
