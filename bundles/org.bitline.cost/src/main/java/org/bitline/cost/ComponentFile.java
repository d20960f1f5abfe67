package org.bitline.cost;

import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;

/**
 * A component file, format {@value #FORMAT}: one row of the cost library.
 *
 * @param parameters name to {@code {"default": n, "range": [low, high], "doc": "…"}}, see {@link
 *     Parameters}
 */
public record ComponentFile(
    @Param(doc = "family/row: the file's path below device-models/components, without .json.")
        String name,
    @Param(doc = "What it is.") Optional<String> description,
    @Param(doc = "Technology node, e.g. 32 nm.") String node,
    @Param(doc = "Parameters that forms may use: default, range and doc of each.")
        Optional<Section> parameters,
    @Param(doc = "Area of one, in units of area.") Quantity area,
    @Param(doc = "Leakage power of one, in units of power.") Quantity leakage,
    @Param(doc = "Actions by name.") Map<String, Action> actions) {

  public static final String FORMAT = "bitline/component/1";

  /**
   * A number with its origin: a text in {@code value}, an expression in {@code form}, or neither,
   * which means that nobody knows it.
   */
  public record Quantity(
      @Param(doc = "Number and unit, e.g. 16 mW; null where nobody knows it.")
          Optional<String> value,
      @Param(doc = "Expression in the parameters, instead of value.") Optional<String> form,
      @Param(doc = "Unit of form, low and high where there is a form, e.g. pJ.")
          Optional<String> unit,
      @Param(doc = "Lower end: like value, or an expression like form; default the number itself.")
          Optional<String> low,
      @Param(doc = "Upper end: like value, or an expression like form; default the number itself.")
          Optional<String> high,
      @Param(doc = "Where the number comes from; of an unknown number, why nobody knows it.")
          String source,
      @Param(doc = "How sure it is: measured, published or assumed; of an unknown number nothing.")
          Optional<String> basis) {}

  /** The price of an action. */
  public record Action(
      @Param(doc = "Energy of one unit, in units of energy.") Quantity energy,
      @Param(doc = "Time of one unit; default none.") Optional<Quantity> latency,
      @Param(doc = "What one unit is, e.g. conversion or bit.") String per) {}
}
