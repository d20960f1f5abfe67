package org.bitline.mapper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.tensor.Range;

/**
 * Parts that cover a matrix once: its columns are cut into ranges, and the rows of each column
 * range are cut for themselves. So the parts of a column range add up, and the column ranges stand
 * side by side.
 *
 * @param columnRanges parts of each column range, by its first column, in order of rows
 */
record Partition(List<List<Part>> columnRanges) {

  /**
   * Groups parts, and refuses them where they do not cover the matrix once.
   *
   * @param operation its id, for messages
   * @param rows all of its rows
   * @param columns all of its columns
   */
  static Partition of(String operation, List<Part> parts, Range rows, Range columns) {
    Map<Integer, List<Part>> groups = new TreeMap<>();
    parts.stream()
        .sorted(Part.ORDER)
        .forEach(p -> groups.computeIfAbsent(p.columns().from(), c -> new ArrayList<>()).add(p));
    List<List<Part>> columnRanges = new ArrayList<>(groups.values());
    for (List<Part> range : columnRanges) {
      sameColumns(operation, range);
    }
    List<Part> firsts = columnRanges.stream().map(r -> r.get(0)).toList();
    cover(operation, firsts, columns, Part::columns, "columns", "");
    for (List<Part> range : columnRanges) {
      String of = " in columns " + range.get(0).columns();
      cover(operation, range, rows, Part::rows, "rows", of);
    }
    return new Partition(columnRanges);
  }

  /** The ids of the operations that put the parts together. */
  List<String> added(String operation) {
    List<String> added = new ArrayList<>();
    for (int i = 0; i < columnRanges.size(); i++) {
      if (columnRanges.get(i).size() > 1) {
        added.add(operation + (columnRanges.size() > 1 ? ".reduce." + i : ".reduce"));
      }
    }
    if (columnRanges.size() > 1) {
      added.add(operation + ".gather");
    }
    return added;
  }

  private static void sameColumns(String operation, List<Part> range) {
    Part first = range.get(0);
    for (Part part : range) {
      if (!part.columns().equals(first.columns())) {
        throw new InputProblem(
            part.location(),
            "columns %s and %s of %s overlap (the other part is at %s)."
                    .formatted(
                        first.columns(), part.columns(), operation, first.location().pointer())
                + " Cut the columns first, then the rows of each column range.");
      }
    }
  }

  private static void cover(
      String operation,
      List<Part> parts,
      Range all,
      Function<Part, Range> side,
      String what,
      String of) {
    int next = all.from();
    Location last = parts.get(0).location();
    for (Part part : parts) {
      Range range = side.apply(part);
      if (range.from() < next) {
        throw new InputProblem(
            part.location(),
            "%s is placed twice: its %s %s%s are placed by %s too."
                .formatted(
                    operation,
                    what,
                    new Range(range.from(), Math.min(next, range.to())),
                    of,
                    last.pointer()));
      }
      if (range.from() > next) {
        throw gap(part.location(), operation, what, new Range(next, range.from()), of);
      }
      next = range.to();
      last = part.location();
    }
    if (next < all.to()) {
      throw gap(last, operation, what, new Range(next, all.to()), of);
    }
  }

  private static InputProblem gap(
      Location where, String operation, String what, Range missing, String of) {
    return new InputProblem(
        where,
        "%s %s of %s%s are not placed. The parts of an operation must cover its matrix."
            .formatted(what, missing, operation, of));
  }
}
