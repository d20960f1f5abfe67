package org.bitline.cost;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;

/**
 * A component file, format {@value #FORMAT}: one row of the cost library.
 *
 * @param parameters name to {@code {"default": n, "range": [low, high], "doc": "…"}} or {@code
 *     {"default": "a", "choices": ["a", "b"]}}, see {@link Parameters}
 */
public record ComponentFile(
    @Param(doc = "family/row: the file's path below device-models/components, without .json.")
        String name,
    @Param(doc = "What it is.") Optional<String> description,
    @Param(doc = "Technology node, e.g. 32 nm.") String node,
    @Param(
            doc =
                "How the row may be brought to another node: digital, analog-as-digital, or not at"
                    + " all.",
            byDefault = "no",
            oneOf = {"no", "digital", "analog-as-digital"})
        String scales,
    @Param(doc = "Parameters that forms may use: default, range or choices, unit and doc of each.")
        Optional<Section> parameters,
    @Param(doc = "Names for expressions that several forms share.") Map<String, String> let,
    @Param(doc = "Tables by name; their columns are names that forms may use.")
        Map<String, Table> tables,
    @Param(doc = "Other rows that this one is made of, by a name of their own.")
        Map<String, Part> parts,
    @Param(doc = "Area of one, in units of area.") Quantity area,
    @Param(doc = "Leakage power of one, in units of power.") Quantity leakage,
    @Param(doc = "Actions by name.") Map<String, Action> actions) {

  public static final String FORMAT = "bitline/component/1";

  /**
   * A number with its origin: a text in {@code value}, an expression in {@code form}, a {@code sum}
   * over parts, or none of these, which means that nobody knows it.
   */
  public record Quantity(
      @Param(doc = "Number and unit, e.g. 16 mW; null where nobody knows it.")
          Optional<String> value,
      @Param(doc = "Expression in the parameters, instead of value.") Optional<String> form,
      @Param(
              doc =
                  "Part (of areas and leakages) or part/action (of energies and latencies) to how"
                      + " many of it, an expression; instead of value.")
          Map<String, String> sum,
      @Param(doc = "Unit of form, low and high where there is a form, e.g. pJ.")
          Optional<String> unit,
      @Param(
              doc =
                  "Lower end: like value, or an expression like form, in which \"nominal\" is the"
                      + " form's number; default the number itself.")
          Optional<String> low,
      @Param(doc = "Upper end: like low.") Optional<String> high,
      @Param(doc = "Where the number comes from; of an unknown number, why nobody knows it.")
          String source,
      @Param(doc = "How sure it is: measured, published or assumed; not of an unknown or a sum.")
          Optional<String> basis) {}

  /** The price of an action. */
  public record Action(
      @Param(doc = "Energy of one unit, in units of energy.") Quantity energy,
      @Param(doc = "Time of one unit; default none.") Optional<Quantity> latency,
      @Param(doc = "What one unit is, e.g. conversion or bit.") String per) {}

  /**
   * Rows of numbers, chosen by key columns and read along one column if wanted.
   *
   * @param rows of numbers, texts (keys) and the text "unknown" (a number that nobody knows)
   */
  public record Table(
      @Param(doc = "Names of the columns.") List<String> columns,
      @Param(doc = "Columns that must equal the parameter or name of the same name.")
          List<String> keys,
      @Param(
              doc =
                  "Column along which the others are interpolated, logarithm over logarithm, to the"
                      + " parameter or name of the same name.")
          Optional<String> along,
      @Param(doc = "The rows.") List<List<Object>> rows,
      @Param(doc = "Where the numbers come from.") String source) {}

  /** A row that is part of another. */
  public record Part(
      @Param(doc = "Row of the cost library, or a path relative to this file.") String component,
      @Param(doc = "Parameters of that row: numbers, or expressions in this row's names.")
          Map<String, Object> set) {}
}
