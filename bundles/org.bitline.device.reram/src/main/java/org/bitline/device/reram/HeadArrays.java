package org.bitline.device.reram;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;

/**
 * The arrays of a dynamic product: every head has some of its own, as many as an array's rows of
 * tokens need. A longer input is worked on in turns, and each turn programs the arrays again.
 *
 * <p>Within a window every key and value is programmed all the same, for some token attends to it.
 * A token then reads what holds a key of its window: of Q Kᵀ whole arrays of keys, with a
 * conversion of every column; of P V groups of rows that are converted together, in which rows
 * outside the window are not driven; and it goes through those turns alone that hold such keys.
 */
record HeadArrays(DynamicMatmul matmul, ReramParameters p) {

  /** The operand of one head for an input of so many tokens. */
  Geometry geometry(int tokens) {
    return matmul.product() == DynamicKind.SCORES
        ? Geometry.of(matmul.headSize(), tokens, p.weights().bits(), p)
        : Geometry.of(tokens, matmul.headSize(), p.weights().bits(), p);
  }

  /** Arrays that are there for all heads. */
  long provided() {
    return matmul.heads() * geometry(p.array().rows()).arrays();
  }

  /** How often an array is programmed for one input. */
  int turns(int tokens) {
    return Geometry.ceil(matmul.heads() * geometry(tokens).arrays(), provided());
  }

  /**
   * What a token's product reads.
   *
   * @param geometry of the part of the operand that is read
   * @param driven rows that have inputs
   */
  record Read(Geometry geometry, int driven) {}

  /** What the tokens in some places of an input read, and how many of them do. */
  Map<Read, Integer> reads(int tokens, int[] places) {
    if (matmul.attention().isFull(tokens)) {
      Geometry whole = geometry(tokens);
      return Map.of(new Read(whole, whole.rows()), places.length);
    }
    Map<Read, Integer> reads = new LinkedHashMap<>();
    for (int place : places) {
      reads.merge(read(place, tokens), 1, Integer::sum);
    }
    return reads;
  }

  private Read read(int place, int tokens) {
    boolean scores = matmul.product() == DynamicKind.SCORES;
    int unit = scores ? keysOfArray() : Steps.rowsTogether(p);
    int last = (tokens - 1) / unit;
    Set<Integer> units = touched(place, tokens, unit);
    int keys = units.size() * unit - (units.contains(last) ? (last + 1) * unit - tokens : 0);
    Geometry read = geometry(keys);
    return new Read(read, scores ? read.rows() : Math.min(keys, window(place, tokens)));
  }

  /** Keys of which all slices lie on one array, or on one array each. */
  private int keysOfArray() {
    int width = Designs.width(p, Designs.unitColumn(p));
    return Math.max(1, Designs.apart(p) ? width : width / p.slices(p.weights().bits()));
  }

  /** Keys that a token attends to. */
  private int window(int place, int tokens) {
    Range keys = matmul.attention().keys(new Range(place, place + 1), tokens);
    return keys.size() + (matmul.attention().first() && keys.from() > 0 ? 1 : 0);
  }

  /** Units of so many keys in which a token attends to one. */
  private Set<Integer> touched(int place, int tokens, int unit) {
    Range keys = matmul.attention().keys(new Range(place, place + 1), tokens);
    Set<Integer> units = new TreeSet<>();
    for (int u = keys.from() / unit; u <= (keys.to() - 1) / unit; u++) {
      units.add(u);
    }
    if (matmul.attention().first()) {
      units.add(0);
    }
    return units;
  }

  /** How often a token goes through the arrays, on the average. */
  double turnsOfToken(int tokens) {
    if (matmul.attention().isFull(tokens)) {
      return turns(tokens);
    }
    long sum =
        IntStream.range(0, tokens)
            .mapToLong(place -> touched(place, tokens, p.array().rows()).size())
            .sum();
    return (double) sum / tokens;
  }

  /** The largest part of the operand that a token reads. */
  Geometry largest(int tokens) {
    return reads(tokens, IntStream.range(0, tokens).toArray()).keySet().stream()
        .map(Read::geometry)
        .max(Comparator.comparingLong(Geometry::cells))
        .orElseThrow();
  }

  /** Writes of the most-written cell for one input, as it is foreseen. */
  double worstWrites(int tokens) {
    double cells = (double) matmul.heads() * geometry(tokens).cells();
    return turns(tokens) * Pulses.of(p, p.weights().bits()).slowest(cells);
  }

  /** Seconds spent on programming for one input. */
  double writeSeconds(int tokens, Writes writes) {
    Geometry whole = geometry(tokens);
    long arrays = Math.min(provided(), matmul.heads() * whole.arrays());
    int rows = Math.min(whole.rows(), p.array().rows());
    return turns(tokens) * writes.seconds(arrays, rows);
  }
}
