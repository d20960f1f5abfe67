package org.bitline.mapper;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.experiment.MappingFile.Entry;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * The part of an operation that an entry of a mapping file places.
 *
 * @param entry the entry
 * @param location where it stands
 * @param rows rows of the operation's matrix; of an operation without one, [0, 1)
 * @param columns its columns; of an operation without one, [0, 1)
 */
record Part(Entry entry, Location location, Range rows, Range columns) {

  /** By columns, then rows. */
  static final Comparator<Part> ORDER =
      Comparator.comparingInt((Part p) -> p.columns().from())
          .thenComparingInt(p -> p.columns().to())
          .thenComparingInt(p -> p.rows().from())
          .thenComparingInt(p -> p.rows().to());

  /** What the entry places of an operation that it names. */
  static Part of(Operation operation, Entry entry, Location location) {
    if (operation instanceof StaticMatmul matmul) {
      return new Part(
          entry,
          location,
          range(entry.rows(), matmul, matmul.rows(), "rows", location),
          range(entry.columns(), matmul, matmul.columns(), "columns", location));
    }
    if (!entry.rows().isEmpty() || !entry.columns().isEmpty()) {
      throw new InputProblem(
          location,
          "%s is a %s and has no matrix that could be split. Take its rows and columns away."
              .formatted(operation.id(), operation.kind()));
    }
    return new Part(entry, location, Range.all(1), Range.all(1));
  }

  /** The range, or nothing where it is all of the operation's. */
  static Optional<Range> unlessAll(Range part, Range all) {
    return part.equals(all) ? Optional.empty() : Optional.of(part);
  }

  private static Range range(
      List<Integer> given, StaticMatmul matmul, Range all, String what, Location location) {
    if (given.isEmpty()) {
      return all;
    }
    Location where = location.member(what);
    if (given.size() != 2 || given.get(0) < 0 || given.get(0) >= given.get(1)) {
      throw new InputProblem(
          where, "%s are [from, to) with 0 <= from < to, not %s.".formatted(what, given));
    }
    Range range = new Range(given.get(0), given.get(1));
    if (range.from() < all.from() || range.to() > all.to()) {
      throw new InputProblem(
          where,
          "%s %s are outside the matrix of %s, which has %s %s."
              .formatted(what, range, matmul.id(), what, all));
    }
    return range;
  }
}
