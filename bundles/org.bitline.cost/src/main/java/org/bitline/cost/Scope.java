package org.bitline.cost;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;

/**
 * The names of one row for given parameters: parameters, {@code let}, columns of tables. Each is
 * computed when it is first asked for. For one thread.
 */
final class Scope implements Names {

  /** Where a part's component comes from. */
  @FunctionalInterface
  interface Parts {

    /** The part of that name, its parameters evaluated. */
    Component part(String name, Scope scope);
  }

  private final Row row;
  private final Map<String, Object> values;
  private final Parts source;
  private final Deque<String> open = new ArrayDeque<>();
  private final Map<String, Component> parts = new HashMap<>();

  Scope(Row row, SortedMap<String, Object> parameters, Parts source) {
    this.row = row;
    this.values = new LinkedHashMap<>(parameters);
    this.source = source;
  }

  @Override
  public Set<String> known() {
    return row.names();
  }

  @Override
  public Object value(String name, Location where) {
    Object known = values.get(name);
    if (known != null) {
      return known;
    }
    if (open.contains(name)) {
      throw new InputProblem(
          where,
          "\"%s\" is defined by itself: %s, %s. Break the circle."
              .formatted(
                  name, String.join(", ", (Iterable<String>) open::descendingIterator), name));
    }
    open.push(name);
    try {
      Object value = compute(name, where);
      values.put(name, value);
      return value;
    } finally {
      open.pop();
    }
  }

  private Object compute(String name, Location where) {
    Formula let = row.let().get(name);
    if (let != null) {
      return let.value(this, row.location().member("let").member(name));
    }
    Table table = row.columns().get(name);
    if (table != null) {
      return table.number(name, key -> value(known(key, where), where));
    }
    throw unknown(name, where);
  }

  private String known(String name, Location where) {
    if (!known().contains(name)) {
      throw unknown(name, where);
    }
    return name;
  }

  private InputProblem unknown(String name, Location where) {
    return new InputProblem(
        where,
        "component %s has neither a parameter nor a name \"%s\". %s"
            .formatted(row.file().name(), name, Nearest.sentence(name, known())));
  }

  /** A part of the row. */
  Component part(String name) {
    Component found = parts.get(name);
    if (found == null) {
      found = source.part(name, this);
      parts.put(name, found);
    }
    return found;
  }
}
