package org.bitline.device.dram;

import java.util.BitSet;
import java.util.function.ToIntFunction;
import org.bitline.device.dram.AddressMap.Place;

/**
 * Which bursts of a row-major matrix each unit has, by the address map: counted, not assumed.
 *
 * @param most bursts of the unit that has most
 * @param inputBursts different bursts of inputs, summed over the units of the busiest channel
 * @param outputs different outputs, summed over the units of the busiest channel
 * @param allInputBursts the same over all channels
 * @param allOutputs the same over all channels
 */
record Blocks(long most, long inputBursts, long outputs, long allInputBursts, long allOutputs) {

  /**
   * Counts.
   *
   * @param outputs rows of the matrix
   * @param perRow bursts of each
   * @param units of a channel
   * @param unit of a place, within its channel
   */
  static Blocks of(
      AddressMap map, int outputs, int perRow, int channels, int units, ToIntFunction<Place> unit) {
    long[] bursts = new long[channels * units];
    long[] rows = new long[channels * units];
    int[] last = new int[channels * units];
    BitSet[] columns = new BitSet[channels * units];
    java.util.Arrays.setAll(columns, i -> new BitSet(perRow));
    java.util.Arrays.fill(last, -1);
    for (int r = 0; r < outputs; r++) {
      for (int c = 0; c < perRow; c++) {
        Place place = map.place((long) r * perRow + c);
        int at = place.channel() * units + unit.applyAsInt(place);
        bursts[at]++;
        columns[at].set(c);
        rows[at] += last[at] == r ? 0 : 1;
        last[at] = r;
      }
    }
    return sum(bursts, rows, columns, units);
  }

  private static Blocks sum(long[] bursts, long[] rows, BitSet[] columns, int units) {
    long most = 0;
    long inputsOfChannel = 0;
    long outputsOfChannel = 0;
    long allInputs = 0;
    long allOutputs = 0;
    for (int c = 0; c < bursts.length / units; c++) {
      long inputs = 0;
      long results = 0;
      for (int u = c * units; u < (c + 1) * units; u++) {
        most = Math.max(most, bursts[u]);
        inputs += columns[u].cardinality();
        results += rows[u];
      }
      allInputs += inputs;
      allOutputs += results;
      inputsOfChannel = Math.max(inputsOfChannel, inputs);
      outputsOfChannel = Math.max(outputsOfChannel, results);
    }
    return new Blocks(most, inputsOfChannel, outputsOfChannel, allInputs, allOutputs);
  }
}
