package org.bitline.cost;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.bitline.cost.form.NodeScaling;

/**
 * A component brought to another node by {@link NodeScaling}: each figure times a factor that its
 * source names. What was measured or published at one node is assumed at another.
 *
 * @param fromNm the row's node
 * @param toNm the node wanted
 * @param analog whether the row is analog and asks to be scaled all the same
 */
record NodeShift(double fromNm, double toNm, boolean analog) {

  /**
   * The shift that a user asks for.
   *
   * @param where the user's text
   */
  static NodeShift of(ComponentFile file, double fromNm, double toNm, Location where) {
    if (file.scales().equals("no") && fromNm != toNm) {
      throw new InputProblem(
          where,
          ("component %s holds at %s alone: it has no form for other nodes and is no digital logic"
                  + " that a table could scale. Take its own node, or a row that has the parameter"
                  + " node.")
              .formatted(file.name(), file.node()));
    }
    for (double nm : new double[] {fromNm, toNm}) {
      if (fromNm != toNm && !NodeScaling.covers(nm)) {
        throw new InputProblem(
            where,
            "component %s cannot be scaled from %s nm to %s nm: the table of Stillmaker and Baas"
                    .formatted(file.name(), Parameters.text(fromNm), Parameters.text(toNm))
                + " goes from 7 nm to 130 nm.");
      }
    }
    return new NodeShift(fromNm, toNm, file.scales().equals("analog-as-digital"));
  }

  /** The component there; itself where the nodes are the same. */
  Component apply(Component component) {
    if (fromNm == toNm) {
      return component;
    }
    double energy = NodeScaling.energy(fromNm, toNm, NodeScaling.USUAL_VOLTS);
    SortedMap<String, Component.Action> actions = new TreeMap<>();
    component
        .actions()
        .forEach(
            (name, action) ->
                actions.put(
                    name,
                    new Component.Action(
                        times(action.energy(), energy),
                        times(action.latency(), NodeScaling.latency(fromNm, toNm)),
                        action.per())));
    return new Component(
        component.name(),
        Parameters.text(toNm) + " nm",
        times(component.area(), NodeScaling.area(fromNm, toNm)),
        times(component.leakage(), energy),
        actions);
  }

  private Figure times(Figure figure, double factor) {
    if (!figure.known() || figure.high() == 0) {
      return figure;
    }
    String source =
        String.format(
            Locale.ROOT,
            "%s Times %.4g from %s nm to %s nm by Stillmaker and Baas 2017%s.",
            figure.source().endsWith(".") ? figure.source() : figure.source() + ".",
            factor,
            Parameters.text(fromNm),
            Parameters.text(toNm),
            analog ? ", a table of digital logic, though this is an analog part" : "");
    return new Figure(
        true,
        figure.nominal() * factor,
        figure.low() * factor,
        figure.high() * factor,
        source,
        "assumed");
  }
}
