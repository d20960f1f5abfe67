package org.bitline.device.reram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.bitline.api.device.CostTable;

/**
 * What a chip consists of: arrays with their drivers and converters, IMAs (ISAAC's unit of several
 * arrays; a measured chip's macro), tiles, chips. Each level holds the one before it so many times,
 * and components of its own.
 *
 * @param roles the components that there are
 */
record Hierarchy(ReramParameters p, Set<String> roles) {

  /** The levels, inmost first. */
  enum Level {
    ARRAY,
    IMA,
    TILE,
    CHIP
  }

  /** Of the level before, in one of this. */
  private double inner(Level level) {
    return switch (level) {
      case ARRAY -> 0;
      case IMA -> p.chip().arraysPerIma();
      case TILE -> p.chip().imasPerTile();
      case CHIP -> p.chip().tilesPerChip();
    };
  }

  /** Components that a level adds to those of the levels inside it. */
  Map<String, Double> own(Level level) {
    Map<String, Double> own = new LinkedHashMap<>();
    switch (level) {
      case ARRAY -> {
        double shared = p.periphery().columnsPerAdc() == 0 ? 1 : convertersOfArray();
        own.put(Roles.ADC, shared);
        own.put(Roles.DAC, (double) p.array().rows());
        own.put(Roles.WORD_LINE, (double) p.array().rows());
        own.put(Roles.SAMPLE_HOLD, (double) p.array().columns());
        own.put(Roles.CELL, 1.0);
        own.put(Roles.SHIFT_ADD, p.periphery().shiftAddsPerArray());
      }
      case IMA -> {
        own.put(Roles.REGISTER_IN, 1.0);
        own.put(Roles.REGISTER_OUT, 1.0);
      }
      case TILE -> {
        own.put(Roles.SHIFT_ADD, p.periphery().shiftAddsPerTile());
        own.put(Roles.EDRAM, 1.0);
        own.put(Roles.BUS, 1.0);
        own.put(Roles.ROUTER, 0.25);
        own.put(Roles.SIGMOID, 2.0);
        own.put(Roles.MAX_POOL, 1.0);
        own.put(Roles.REGISTER_TILE, 1.0);
        own.put(Roles.WHITE_SPACE, 1.0);
      }
      case CHIP -> own.put(Roles.LINK, 1.0);
    }
    own.keySet().retainAll(roles);
    return own;
  }

  /** Both cells of an interleaved pair share a column, and its converter. */
  private double convertersOfArray() {
    double all = Geometry.ceil(p.array().columns(), Steps.columnsPerAdc(p));
    return p.weights().interleaved() ? all / 2 : all;
  }

  /** All components of a level, those of the levels inside it among them. */
  Map<String, Double> whole(Level level) {
    Map<String, Double> whole = own(level);
    if (level != Level.ARRAY) {
      double count = inner(level);
      whole(before(level)).forEach((role, n) -> whole.merge(role, count * n, Double::sum));
    }
    return whole;
  }

  private static Level before(Level level) {
    return Level.values()[level.ordinal() - 1];
  }

  /**
   * What so many tiles are. The links of a single chip are the experiment's own; more chips need
   * one each.
   */
  Map<String, Double> provision(double tiles) {
    Map<String, Double> counts = new LinkedHashMap<>();
    whole(Level.TILE).forEach((role, count) -> counts.put(role, tiles * count));
    if (roles.contains(Roles.LINK)) {
      double chips = Math.ceil(tiles / p.chip().tilesPerChip());
      counts.put(Roles.LINK, chips > 1 ? chips : 0);
    }
    return counts;
  }

  /** Square metres of a level, level by level from the inside. */
  double areaSquareMetres(Level level, CostTable costs) {
    double inside =
        level == Level.ARRAY ? 0 : inner(level) * areaSquareMetres(before(level), costs);
    return inside + area(own(level), costs);
  }

  private static double area(Map<String, Double> counts, CostTable costs) {
    double sum = 0;
    for (Map.Entry<String, Double> part : counts.entrySet()) {
      sum += part.getValue() * costs.components().get(part.getKey()).area().nominal();
    }
    return sum;
  }

  /**
   * Checks that at every level the components sum to what the levels inside it take.
   *
   * @throws IllegalStateException where they do not: a defect
   */
  void close(CostTable costs) {
    for (Level level : Level.values()) {
      double nested = areaSquareMetres(level, costs);
      double flat = area(whole(level), costs);
      if (Math.abs(nested - flat) > 1e-9 * nested) {
        throw new IllegalStateException(
            "the area of " + level + " is " + nested + " m^2 and its components " + flat + " m^2");
      }
    }
  }
}
