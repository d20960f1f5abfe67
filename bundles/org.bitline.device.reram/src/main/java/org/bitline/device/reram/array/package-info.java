/**
 * The exact model of a crossbar: mapping, cells, wires, inputs, conversions.
 *
 * <p>The path of a number: a weight in [−1, 1] becomes targets of cells ({@code Mapping}), levels
 * ({@code Cells}), disturbed conductances ({@code CellError}), an array with its wires ({@code
 * AnalogArray}); an input in [−1, 1] becomes steps of drive ({@code InputCoding}); what a column
 * collects is converted ({@code Converter}) and added up ({@code ProgrammedMatrix}).
 */
package org.bitline.device.reram.array;
