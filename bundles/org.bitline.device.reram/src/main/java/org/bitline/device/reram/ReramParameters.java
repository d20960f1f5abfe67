package org.bitline.device.reram;

import org.bitline.api.unit.Param;

/** Parameters of the device type {@code reram}. */
record ReramParameters(
    @Param(doc = "The crossbar array.") Array array,
    @Param(doc = "The memory cell.") Cell cell,
    @Param(doc = "How weights become conductances.") Weights weights,
    @Param(doc = "How inputs become voltages.") Input input,
    @Param(doc = "The analog-to-digital converter of an array pair.") Adc adc,
    @Param(doc = "Programming of cells.") Write write,
    @Param(doc = "What surrounds the arrays.") Chip chip) {

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
          double readCycle) {}

  /** A cell. */
  record Cell(
      @Param(doc = "Bits per cell.", byDefault = "2", min = 1, max = 6) int bits,
      @Param(doc = "Largest conductance.", unit = "S", above = 0, byDefault = "500 uS")
          double maxConductance,
      @Param(doc = "Smallest conductance.", unit = "S", min = 0, byDefault = "0.5 uS")
          double minConductance,
      @Param(
              doc = "Standard deviation of a programmed conductance, as a fraction of the largest.",
              byDefault = "0.01",
              min = 0,
              max = 1)
          double programmingError,
      @Param(doc = "Writes that a cell survives.", byDefault = "1e9", above = 0) double endurance) {

    Cell {
      if (minConductance >= maxConductance) {
        throw new IllegalArgumentException(
            "cell.minConductance is "
                + minConductance
                + " S and cell.maxConductance "
                + maxConductance
                + " S; the smallest must be below the largest");
      }
    }
  }

  /** Scope of a scale that maps weights to cell levels. */
  enum Scale {
    COLUMN,
    MATRIX
  }

  /** Weights. */
  record Weights(
      @Param(doc = "Bits of a weight, sign included.", byDefault = "8", min = 2, max = 16) int bits,
      @Param(
              doc =
                  "What shares one conductance scale: an output column, or the matrix."
                      + " One per matrix destroys BERT, whose FFN matrices have outliers.",
              byDefault = "column")
          Scale scale) {}

  /** Inputs. */
  record Input(
      @Param(
              doc = "Bits of an input, sign included: planes of the bit-serial drive.",
              byDefault = "8",
              min = 2,
              max = 16)
          int bits) {}

  /** How wide a converter's range is. */
  enum AdcRange {
    GRANULAR,
    FULL
  }

  /** Converter. */
  record Adc(
      @Param(doc = "Resolution; 0 for an ideal converter.", byDefault = "8", min = 0, max = 16)
          int bits,
      @Param(
              doc =
                  "granular: one code per cell level, larger sums clip;"
                      + " full: the largest possible column sum is the largest code.",
              byDefault = "granular")
          AdcRange range,
      @Param(
              doc = "Conversions a second of one converter.",
              unit = "Hz",
              above = 0,
              byDefault = "1.28 GHz")
          double rate) {

    Adc {
      if (bits == 1) {
        throw new IllegalArgumentException(
            "adc.bits is 1; a converter has 2 to 16 bits, or 0 for an ideal one");
      }
    }
  }

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
          double rowPulse) {}

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

  /** Slices that hold the magnitude of weights of so many bits, sign included. */
  int slices(int weightBits) {
    return (weightBits - 1 + cell.bits() - 1) / cell.bits();
  }
}
