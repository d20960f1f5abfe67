package org.bitline.cost;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;

/**
 * Rows of numbers. Key columns choose rows by equality; along one more column the others are
 * interpolated, the logarithm of the value linearly in the logarithm of the column, between the two
 * nearest rows that have a number. Nothing is extrapolated.
 */
final class Table {

  /** After the name of an interpolated column: how far apart the two rows are, as a factor. */
  static final String STEP = "_step";

  /** In the place of a number that nobody knows. */
  private static final String UNKNOWN = "unknown";

  private final String name;
  private final ComponentFile.Table spec;
  private final List<Object[]> rows;

  /** A row's place on the axis and its number. */
  private record Point(double x, double y) {}

  private Table(String name, ComponentFile.Table spec, List<Object[]> rows) {
    this.name = name;
    this.spec = spec;
    this.rows = rows;
  }

  /** Checks and takes a table of a component file. */
  static Table read(String name, ComponentFile.Table spec, Location where) {
    if (spec.source().isBlank()) {
      throw new InputProblem(where.member("source"), "a table has a source; this one is empty.");
    }
    spec.columns().forEach(column -> Parameters.checkName(column, where.member("columns")));
    Set<String> columns = new HashSet<>(spec.columns());
    if (columns.size() != spec.columns().size()) {
      throw new InputProblem(where.member("columns"), "two columns have the same name.");
    }
    List<String> axes = new ArrayList<>(spec.keys());
    spec.along().ifPresent(axes::add);
    for (String axis : axes) {
      if (!columns.contains(axis)) {
        throw new InputProblem(
            where, "\"" + axis + "\" is no column. " + Nearest.sentence(axis, columns));
      }
    }
    Table table = new Table(name, spec, new ArrayList<>());
    for (int i = 0; i < spec.rows().size(); i++) {
      table.rows.add(table.row(spec.rows().get(i), where.member("rows").element(i)));
    }
    table.checkDistinct(where);
    return table;
  }

  /** The columns that are names in expressions, and how far an interpolation reached for each. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (String column : spec.columns()) {
      if (!spec.keys().contains(column) && !spec.along().equals(Optional.of(column))) {
        names.add(column);
        if (spec.along().isPresent()) {
          names.add(column + STEP);
        }
      }
    }
    return names;
  }

  private Object[] row(List<Object> given, Location where) {
    if (given.size() != spec.columns().size()) {
      throw new InputProblem(
          where,
          "this row has %s entries, and there are %s columns."
              .formatted(given.size(), spec.columns().size()));
    }
    Object[] row = new Object[given.size()];
    for (int c = 0; c < row.length; c++) {
      row[c] = entry(given.get(c), spec.columns().get(c), where.element(c));
    }
    return row;
  }

  private Object entry(Object given, String column, Location where) {
    boolean key = spec.keys().contains(column);
    if (key && given instanceof String) {
      return given;
    }
    boolean axis = spec.along().equals(Optional.of(column));
    if (UNKNOWN.equals(given) && !key && !axis) {
      return UNKNOWN;
    }
    boolean logarithm = spec.along().isPresent() && !key;
    if (!(given instanceof Number number) || logarithm && !(number.doubleValue() > 0)) {
      throw new InputProblem(
          where,
          "column \"%s\" holds %s%s."
              .formatted(
                  column,
                  key ? "texts or numbers" : logarithm ? "numbers above 0" : "numbers",
                  axis || key ? "" : ", or \"unknown\" where nobody knows it"));
    }
    return number.doubleValue();
  }

  private void checkDistinct(Location where) {
    Set<List<Object>> seen = new HashSet<>();
    for (int i = 0; i < rows.size(); i++) {
      Object[] row = rows.get(i);
      List<Object> place = new ArrayList<>();
      spec.keys().forEach(key -> place.add(row[spec.columns().indexOf(key)]));
      spec.along().ifPresent(axis -> place.add(row[spec.columns().indexOf(axis)]));
      if (!seen.add(place)) {
        throw new InputProblem(
            where.member("rows").element(i), "an earlier row has the same keys: " + place + ".");
      }
    }
  }

  /**
   * The number of a column, or of its {@link #STEP}.
   *
   * @param asked what the keys and the axis are
   * @throws TableMiss where the table has none
   */
  double number(String wanted, Function<String, Object> asked) {
    boolean step = !spec.columns().contains(wanted);
    String column = step ? wanted.substring(0, wanted.length() - STEP.length()) : wanted;
    List<Object[]> chosen = chosen(asked);
    int c = spec.columns().indexOf(column);
    if (spec.along().isEmpty()) {
      if (chosen.get(0)[c].equals(UNKNOWN)) {
        throw TableMiss.unknown("%s of %s is not known there".formatted(column, name));
      }
      return (Double) chosen.get(0)[c];
    }
    return interpolated(column, points(chosen, c, column), asked, step);
  }

  private List<Object[]> chosen(Function<String, Object> asked) {
    List<Object[]> left = rows;
    StringBuilder given = new StringBuilder();
    for (String key : spec.keys()) {
      int c = spec.columns().indexOf(key);
      Object value = asked.apply(key);
      List<Object[]> fitting = left.stream().filter(row -> row[c].equals(value)).toList();
      if (fitting.isEmpty()) {
        String there =
            left.stream().map(row -> shown(row[c])).distinct().collect(Collectors.joining(", "));
        throw TableMiss.outside(
            "table \"%s\" has no row with %s %s%s; it has %s"
                .formatted(name, key, shown(value), given, there));
      }
      given.append(given.isEmpty() ? " for " : ", ").append(key).append(' ').append(shown(value));
      left = fitting;
    }
    if (left.isEmpty()) {
      throw TableMiss.outside("table \"%s\" has no rows".formatted(name));
    }
    return left;
  }

  private List<Point> points(List<Object[]> chosen, int c, String column) {
    int axis = spec.columns().indexOf(spec.along().orElseThrow());
    List<Point> points =
        chosen.stream()
            .filter(row -> !row[c].equals(UNKNOWN))
            .map(row -> new Point((Double) row[axis], (Double) row[c]))
            .sorted(Comparator.comparingDouble(Point::x))
            .toList();
    if (points.isEmpty()) {
      throw TableMiss.unknown("%s of %s is not known there".formatted(column, name));
    }
    return points;
  }

  private double interpolated(
      String column, List<Point> points, Function<String, Object> asked, boolean step) {
    String axis = spec.along().orElseThrow();
    double x = (Double) asked.apply(axis);
    Point below = null;
    for (Point point : points) {
      if (point.x() == x) {
        return step ? 1 : point.y();
      }
      if (point.x() > x && below != null) {
        return step ? point.x() / below.x() : between(below, point, x);
      }
      if (point.x() > x) {
        break;
      }
      below = point;
    }
    throw outside(column, axis, x, points);
  }

  private TableMiss outside(String column, String axis, double x, List<Point> points) {
    double first = points.get(0).x();
    double last = points.get(points.size() - 1).x();
    boolean held = rows.stream().anyMatch(row -> row[spec.columns().indexOf(axis)].equals(x));
    String sentence =
        "%s of table \"%s\" is known for %s %s%s, and not for %s"
            .formatted(
                column,
                name,
                axis,
                shown(first),
                first == last ? "" : " to " + shown(last),
                shown(x));
    // A row without this number is a number that nobody knows, not a place off the table.
    return held ? TableMiss.unknown(sentence) : TableMiss.outside(sentence);
  }

  private static double between(Point low, Point high, double x) {
    double share = StrictMath.log(x / low.x()) / StrictMath.log(high.x() / low.x());
    return StrictMath.exp(
        StrictMath.log(low.y()) + share * (StrictMath.log(high.y()) - StrictMath.log(low.y())));
  }

  private static String shown(Object value) {
    return value instanceof Double number ? Parameters.text(number) : String.valueOf(value);
  }
}
