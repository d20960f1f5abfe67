package org.bitline.cost;

import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.bitline.cost.ComponentFile.Action;

/**
 * One row of the library, as read.
 *
 * @param file its content
 * @param parameters its parameters, checked
 * @param location its file, for messages
 */
record Row(ComponentFile file, Parameters parameters, Location location) {

  private static final Figure NO_TIME =
      Figure.of(0, "no latency is given: counted as none", "assumed");

  /** The component for given values of all parameters. */
  Component at(SortedMap<String, Double> values, FigureReader figures) {
    SortedMap<String, Component.Action> actions = new TreeMap<>();
    Location all = location.member("actions");
    file.actions()
        .forEach(
            (name, action) -> actions.put(name, action(action, values, figures, all.member(name))));
    return new Component(
        file.name(),
        file.node(),
        figures.read(file.area(), "m^2", values, location.member("area")),
        figures.read(file.leakage(), "W", values, location.member("leakage")),
        actions);
  }

  /** Evaluates every form at the defaults and at both ends of every parameter's range. */
  void check(FigureReader figures) {
    at(parameters.defaults(), figures);
    parameters
        .byName()
        .forEach(
            (name, parameter) -> {
              for (double end : new double[] {parameter.low(), parameter.high()}) {
                checkAt(name, end, figures);
              }
            });
  }

  private void checkAt(String name, double value, FigureReader figures) {
    SortedMap<String, Double> values = parameters.defaults();
    values.put(name, value);
    try {
      at(values, figures);
    } catch (InputProblem e) {
      throw new InputProblem(
          e.getMessage() + " This happens where " + name + " is " + value + ".", e);
    }
  }

  private static Component.Action action(
      Action action, SortedMap<String, Double> values, FigureReader figures, Location where) {
    return new Component.Action(
        figures.read(action.energy(), "J", values, where.member("energy")),
        action
            .latency()
            .map(latency -> figures.read(latency, "s", values, where.member("latency")))
            .orElse(NO_TIME),
        action.per());
  }
}
