package org.bitline.cost;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.bitline.cost.ComponentFile.Action;
import org.bitline.cost.ComponentFile.Quantity;

/**
 * One row of the library, as read.
 *
 * @param file its content
 * @param parameters its parameters, checked
 * @param let its named expressions, parsed
 * @param columns column name to the table that has it
 * @param names every name that an expression may use
 * @param location its file, for messages
 * @param path its file
 */
record Row(
    ComponentFile file,
    Parameters parameters,
    Map<String, Formula> let,
    Map<String, Table> columns,
    Set<String> names,
    Location location,
    Path path) {

  /** The parameter that is the technology node, in nm, of rows whose forms know the node. */
  static final String NODE = "node";

  /** What the ends of a band call the number itself. */
  static final String NOMINAL = "nominal";

  private static final Figure NO_TIME =
      Figure.of(0, "no latency is given: counted as none", "assumed");

  /** Checks what can be checked without values. */
  static Row read(ComponentFile file, FigureReader figures, Location location, Path path) {
    Parameters parameters = Parameters.read(file.name(), file.parameters(), figures.quantities());
    Map<String, Formula> let = new LinkedHashMap<>();
    file.let()
        .forEach(
            (name, text) -> {
              Location at = location.member("let").member(name);
              Parameters.checkName(name, at);
              let.put(name, figures.formula(text, at));
            });
    Map<String, Table> columns = new LinkedHashMap<>();
    file.tables()
        .forEach(
            (name, spec) -> {
              Location at = location.member("tables").member(name);
              Table table = Table.read(name, spec, at);
              table.names().forEach(column -> taken(columns.put(column, table), column, at));
            });
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    for (Set<String> some : List.of(parameters.byName().keySet(), let.keySet(), columns.keySet())) {
      some.forEach(name -> taken(names.add(name) ? null : name, name, location));
    }
    taken(names.add(NOMINAL) ? null : NOMINAL, NOMINAL, location);
    names.remove(NOMINAL);
    return new Row(file, parameters, let, columns, new TreeSet<>(names), location, path);
  }

  private static void taken(Object before, String name, Location where) {
    if (before != null) {
      throw new InputProblem(
          where,
          "\"%s\" is the name of two things; parameters, let and columns of tables need names of"
                  .formatted(name)
              + " their own, upper and lower case alike.");
    }
  }

  /** Whether the row's own forms know the technology node. */
  boolean knowsNode() {
    return parameters.byName().containsKey(NODE);
  }

  /** The node as the row has it for these values. */
  String node(Map<String, Object> values) {
    return values.get(NODE) instanceof Double nm ? Parameters.text(nm) + " nm" : file.node();
  }

  /** The component for given values of all parameters. */
  Component at(SortedMap<String, Object> values, FigureReader figures, Scope.Parts parts) {
    Scope scope = new Scope(this, values, parts);
    SortedMap<String, Component.Action> actions = new TreeMap<>();
    Location all = location.member("actions");
    file.actions()
        .forEach(
            (name, action) -> actions.put(name, action(action, scope, figures, all.member(name))));
    return new Component(
        file.name(),
        node(values),
        figure(file.area(), Sum.Kind.AREA, scope, figures, location.member("area")),
        figure(file.leakage(), Sum.Kind.LEAKAGE, scope, figures, location.member("leakage")),
        actions);
  }

  private static Component.Action action(
      Action action, Scope scope, FigureReader figures, Location where) {
    return new Component.Action(
        figure(action.energy(), Sum.Kind.ENERGY, scope, figures, where.member("energy")),
        action
            .latency()
            .map(
                latency ->
                    figure(latency, Sum.Kind.LATENCY, scope, figures, where.member("latency")))
            .orElse(NO_TIME),
        action.per());
  }

  private static Figure figure(
      Quantity quantity, Sum.Kind kind, Scope scope, FigureReader figures, Location where) {
    if (quantity.sum().isEmpty()) {
      String unit =
          switch (kind) {
            case AREA -> "m^2";
            case LEAKAGE -> "W";
            case ENERGY -> "J";
            case LATENCY -> "s";
          };
      return figures.read(quantity, unit, scope, where);
    }
    FigureReader.checkSource(quantity, where);
    return Sum.of(quantity, kind, scope, figures, where).figure(quantity.source());
  }
}
