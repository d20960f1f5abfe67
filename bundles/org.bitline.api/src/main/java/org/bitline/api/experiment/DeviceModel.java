package org.bitline.api.experiment;

import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;

/** A device model file, format {@value #FORMAT}. */
public record DeviceModel(
    @Param(doc = "family/name.") String name,
    @Param(doc = "The device type that reads the parameters.") String type,
    @Param(doc = "What it models.") Optional<String> description,
    @Param(doc = "Where the numbers come from.") String source,
    @Param(doc = "Parameters of the device type.") Section parameters,
    @Param(doc = "Role of each component to a row of the cost library.")
        Map<String, CostEntry> costs) {

  public static final String FORMAT = "bitline/device-model/1";

  /** A component of the device. */
  public record CostEntry(
      @Param(doc = "Row of the cost library, e.g. adc/isaac, or a path relative to this file.")
          String component,
      @Param(doc = "Parameters of the row replaced.") Map<String, Object> set,
      @Param(
              doc =
                  "Technology node wanted, e.g. 22 nm: of a row that knows the node, that form's; of"
                      + " digital logic, scaled by a table; of any other row refused.")
          Optional<String> node) {}
}
