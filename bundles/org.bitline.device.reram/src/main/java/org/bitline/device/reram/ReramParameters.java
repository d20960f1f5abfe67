package org.bitline.device.reram;

import java.util.List;
import org.bitline.api.unit.Param;
import org.bitline.device.reram.array.Converter;
import org.bitline.device.reram.array.Differential.Sides;
import org.bitline.device.reram.array.InputCoding.Encoding;
import org.bitline.device.reram.array.Offset.Reference;
import org.bitline.device.reram.array.Tiling.Partition;
import org.bitline.device.reram.wire.Wires.Ends;
import org.bitline.device.reram.wire.Wires.IdleRows;
import org.bitline.device.reram.wire.Wires.SelectedRows;
import org.bitline.device.reram.wire.Wires.Topology;

/** Parameters of the device type {@code reram}. */
record ReramParameters(
    @Param(doc = "The crossbar array.") Array array,
    @Param(doc = "The memory cell.") Cell cell,
    @Param(doc = "Cells that cannot be programmed; none by default.") Faults faults,
    @Param(doc = "How weights become conductances.") Weights weights,
    @Param(doc = "How inputs become voltages.") Input input,
    @Param(doc = "The analog-to-digital converter of an array pair.") Adc adc,
    @Param(doc = "Resistance of an array's wires; none by default.") Wiring wires,
    @Param(doc = "Programming of cells.") Write write,
    @Param(doc = "What surrounds the arrays.") Chip chip,
    @Param(doc = "What reads arrays, and how fast it is.") PeripheryParameters periphery,
    @Param(doc = "How the energy of cells is reckoned.") EnergyParameters energy,
    @Param(
            doc =
                "crosssim-3.2: converter ranges and the gain of offset mapping as in that"
                    + " simulator, known defects included; none: corrected.",
            byDefault = "none",
            oneOf = {"none", ReramParameters.CROSSSIM})
        String compatibility,
    @Param(
            doc =
                "exact: every step, slice and conversion; statistical: one product and one Gaussian"
                    + " a result, with the variance of reads and roundings; clipping is counted, not"
                    + " computed.",
            byDefault = "exact")
        Fidelity fidelity) {

  /** How closely arrays are followed. */
  enum Fidelity {
    EXACT,
    STATISTICAL
  }

  static final String CROSSSIM = "crosssim-3.2";

  /** A crossbar. */
  record Array(
      @Param(doc = "Word lines: inputs of an array.", byDefault = "128", min = 1, max = 4096)
          int rows,
      @Param(doc = "Bit lines: outputs of an array.", byDefault = "128", min = 1, max = 4096)
          int columns,
      @Param(
              doc = "Time to drive one input plane and let it settle.",
              unit = "s",
              above = 0,
              byDefault = "100 ns")
          double readCycle,
      @Param(
              doc =
                  "Where a matrix is no multiple of the array: maximal fills all arrays but the"
                      + " last, equal cuts it into even parts, even-or-maximal into even parts"
                      + " where that leaves no rest.",
              byDefault = "maximal")
          Partition partition,
      @Param(
              doc =
                  "Columns of an array that are kept to replace those with the most stuck cells;"
                      + " each slice then has arrays of its own.",
              byDefault = "0",
              min = 0,
              max = 4096)
          int spareColumns) {

    Array {
      if (spareColumns >= columns) {
        throw new IllegalArgumentException(
            "array.spareColumns is "
                + spareColumns
                + " and array.columns "
                + columns
                + "; at least one column must be left for weights");
      }
    }
  }

  /** Scope of a scale that maps weights to cell levels. */
  enum Scale {
    COLUMN,
    MATRIX,
    ARRAY
  }

  /** What cells hold a weight. */
  enum Encoded {
    SLICED_DIFFERENTIAL,
    DIFFERENTIAL,
    SLICED_OFFSET,
    OFFSET;

    boolean sliced() {
      return this == SLICED_DIFFERENTIAL || this == SLICED_OFFSET;
    }

    boolean differential() {
      return this == SLICED_DIFFERENTIAL || this == DIFFERENTIAL;
    }
  }

  /** Where the negative cells' current is subtracted. */
  enum Subtraction {
    ANALOG,
    DIGITAL
  }

  /** Weights. */
  record Weights(
      @Param(doc = "Bits of a weight, sign included.", byDefault = "8", min = 2, max = 16) int bits,
      @Param(
              doc =
                  "What shares one conductance scale: an output column, the matrix, or what one"
                      + " array holds, whose results are then scaled one by one. One per matrix"
                      + " destroys BERT, whose FFN matrices have outliers.",
              byDefault = "column")
          Scale scale,
      @Param(
              doc =
                  "differential: a pair of cells per weight; offset: one cell around a reference;"
                      + " sliced: digits of the weight in several of these.",
              byDefault = "sliced-differential")
          Encoded mapping,
      @Param(
              doc = "Slices of a weight; 0 for as many as the bits of a cell need.",
              byDefault = "0",
              min = 0,
              max = 8)
          int slices,
      @Param(
              doc = "Whether one cell of a pair holds the weight, or each half of it.",
              byDefault = "one-sided")
          Sides sides,
      @Param(
              doc = "Where the currents of a pair are subtracted: before or after conversion.",
              byDefault = "analog")
          Subtraction subtraction,
      @Param(
              doc = "Both cells of a pair on one column wire, driven by opposite voltages.",
              byDefault = "false")
          boolean interleaved,
      @Param(
              doc = "What subtracts an offset: digital sums of the inputs, or a column of cells.",
              byDefault = "digital")
          Reference reference,
      @Param(
              doc = "Quantile of a scale's weights that the largest conductance stands for.",
              byDefault = "1",
              above = 0.5,
              max = 1)
          double percentile) {}

  /** What shares full scale of an input. */
  enum InputRange {
    VECTOR,
    TENSOR,
    CALIBRATED
  }

  /** Inputs. */
  record Input(
      @Param(
              doc = "Bits of an input, sign included: planes of the bit-serial drive.",
              byDefault = "8",
              min = 1,
              max = 16)
          int bits,
      @Param(
              doc = "Bits of one step of drive; 0 for the whole input.",
              byDefault = "1",
              min = 0,
              max = 16)
          int sliceBits,
      @Param(doc = "How a signed input is cut into steps.", byDefault = "twos-complement")
          Encoding encoding,
      @Param(
              doc = "Whether inputs have a sign; without, negative ones become 0.",
              byDefault = "true")
          boolean signed,
      @Param(
              doc =
                  "What shares full scale: each input vector; all tokens of one input (tensor);"
                      + " or all inputs, by a fixed limit (calibrated), beyond which they clip.",
              byDefault = "vector")
          InputRange range,
      @Param(
              doc =
                  "Full scale of a calibrated range, the same for every operation; 0 to take it"
                      + " from the calibration inputs of each.",
              byDefault = "0",
              min = 0)
          double limit,
      @Param(
              doc = "Quantile of magnitudes that a calibrated range reaches.",
              byDefault = "1",
              above = 0.5,
              max = 1)
          double percentile) {

    Input {
      if (limit > 0 && range != InputRange.CALIBRATED) {
        throw new IllegalArgumentException(
            "input.limit is " + limit + "; only input.range calibrated has a limit");
      }
      if (bits == 1 && signed) {
        throw new IllegalArgumentException("input.bits is 1; a signed input has 2 to 16 bits");
      }
    }
  }

  /** How wide a converter's range is. */
  enum AdcRange {
    GRANULAR,
    FULL,
    CALIBRATED,
    SYNTHETIC,
    FROM_DATA
  }

  /** What is converted. */
  enum Conversion {
    PER_STEP,
    ACCUMULATED
  }

  /** Converter. */
  record Adc(
      @Param(
              doc = "Resolution; no matter for an ideal converter.",
              byDefault = "8",
              min = 2,
              max = 16)
          int bits,
      @Param(
              doc =
                  "granular: one code per cell level, larger sums clip;"
                      + " full: the largest possible column sum is the largest code;"
                      + " calibrated: adc.limits; synthetic: quantiles of column sums for normal"
                      + " inputs; from-data: those for calibration inputs.",
              byDefault = "granular")
          AdcRange range,
      @Param(
              doc = "Conversions a second of one converter.",
              unit = "Hz",
              above = 0,
              byDefault = "1.28 GHz")
          double rate,
      @Param(
              doc =
                  "sign-magnitude has a code for 0 in a symmetric range, uniform has none; ideal"
                      + " neither rounds nor clips.",
              byDefault = "sign-magnitude")
          Converter.Model model,
      @Param(
              doc = "per-step: each step of drive; accumulated: their weighted analog sum, once.",
              byDefault = "per-step")
          Conversion conversion,
      @Param(
              doc =
                  "Low and high end of a calibrated range, for all slices or for each in turn, in"
                      + " currents of a cell at the largest conductance and full drive.")
          List<Double> limits,
      @Param(
              doc =
                  "Quantile of column sums that a synthetic or from-data range reaches; 1 for the"
                      + " largest sum seen.",
              byDefault = "0.9999",
              above = 0.5,
              max = 1)
          double percentile,
      @Param(doc = "How converters differ from column to column; not at all by default.")
          Mismatch mismatch) {

    /** Bits that results are rounded to; 0 for an ideal converter. */
    int resolution() {
      return model == Converter.Model.IDEAL ? 0 : bits;
    }
  }

  /** Wires. */
  record Wiring(
      @Param(
              doc =
                  "input-source: rows are driven from the side; separate-source: inputs gate the"
                      + " cells, each column has a supply wire, the network is solved per input.",
              byDefault = "input-source")
          Topology topology,
      @Param(doc = "Row wire between two cells.", unit = "ohm", min = 0, byDefault = "0 ohm")
          double row,
      @Param(doc = "Column wire between two cells.", unit = "ohm", min = 0, byDefault = "0 ohm")
          double column,
      @Param(doc = "Driver of a row.", unit = "ohm", min = 0, byDefault = "0 ohm")
          double rowTerminal,
      @Param(doc = "Sense node of a column.", unit = "ohm", min = 0, byDefault = "0 ohm")
          double columnTerminal,
      @Param(doc = "Rows of a gated array that a shorter matrix uses.", byDefault = "top")
          SelectedRows selectedRows,
      @Param(
              doc = "Ends of a row wire that are driven; two-sided: both, by the same input.",
              byDefault = "one-sided")
          Ends drive,
      @Param(
              doc = "Ends of a column wire that are sensed; two-sided: both, their currents added.",
              byDefault = "one-sided")
          Ends sense,
      @Param(
              doc =
                  "A row whose drive is 0. driven: it is held at 0 V; open: its cells' selectors"
                      + " are off; floating: its driver is off. With open and floating the network"
                      + " is solved for every input.",
              byDefault = "driven")
          IdleRows idleRows,
      @Param(
              doc =
                  "Keep effective matrices of programmed weights on disk, by their content, for"
                      + " the next run.",
              byDefault = "true")
          boolean cache) {}

  /** Writes. */
  record Write(
      @Param(doc = "Programming pulses per cell.", byDefault = "1", min = 1, max = 10000)
          int pulses,
      @Param(
              doc = "Arrays of a tile that are programmed at the same time; default one per IMA.",
              byDefault = "12",
              min = 1,
              max = 1000000)
          int arraysAtOnce,
      @Param(
              doc = "Time to program a row of an array once.",
              unit = "s",
              above = 0,
              byDefault = "85.7 ns")
          double rowPulse,
      @Param(
              doc = "Cells of a row that are programmed at once; 0 for the whole row.",
              byDefault = "0",
              min = 0,
              max = 4096)
          int columnsAtOnce) {}

  /** Chip. */
  record Chip(
      @Param(
              doc = "Arrays of an in-situ multiply-accumulate unit (IMA).",
              byDefault = "8",
              min = 1,
              max = 1000000)
          int arraysPerIma,
      @Param(doc = "IMAs of a tile.", byDefault = "12", min = 1, max = 1000000) int imasPerTile,
      @Param(doc = "Tiles of a chip.", byDefault = "168", min = 1, max = 1000000) int tilesPerChip,
      @Param(doc = "Chips that may be used.", byDefault = "4", min = 1, max = 1000000) int chips,
      @Param(
              doc = "Read cycles from the last plane to the result in the buffer.",
              byDefault = "6",
              min = 0)
          int pipelineCycles) {

    long arraysPerTile() {
      return (long) arraysPerIma * imasPerTile;
    }
  }

  /** Cell levels above the lowest, 2^bits − 1. */
  int levels() {
    return (1 << cell.bits()) - 1;
  }

  /** Slices that hold weights of so many bits, sign included. */
  int slices(int weightBits) {
    if (!weights.mapping().sliced()) {
      return 1;
    }
    int bits = weights.mapping().differential() ? weightBits - 1 : weightBits;
    return Geometry.ceil(bits, Designs.digitBits(this));
  }
}
