package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Label setting from layer to layer: a label is a partial assignment up to a border. Kept is every
 * label that no other in the same state dominates, and of which no bound says that it leads to
 * nothing better than the incumbent or to nothing that keeps the limits.
 *
 * <p>Every total is a function of the sums that does not fall when a sum rises, so a dominated
 * label has no completion that is better than the same completion of the one that dominates it.
 * Hence, without a width, the best label at the end is the best assignment of the network, or
 * nothing in it is better than the incumbent was.
 */
final class LabelSearch {

  /** A bound on the limits above this, relative to them, shuts a label out. */
  static final double SLACK = 1e-9;

  private final Network network;
  private final Judge judge;
  private final Incumbent incumbent;
  private final Effort effort;
  private final List<Bound> bounds;
  private final double[] thresholds;
  private final Ceilings ceilings;

  private record Label(double[] sums, Label before, Column column) {}

  /** A label's continuation, by number in its layer. */
  private record Step(Column column, double[] weights) {}

  /**
   * @param bounds the first orders the columns, and says which labels a narrow search keeps
   */
  LabelSearch(
      Network network,
      Judge judge,
      Incumbent incumbent,
      List<Bound> bounds,
      Ceilings ceilings,
      Effort effort) {
    this.network = network;
    this.judge = judge;
    this.incumbent = incumbent;
    this.bounds = bounds;
    this.effort = effort;
    this.ceilings = ceilings;
    this.thresholds =
        bounds.stream().mapToDouble(b -> b.onCost() ? incumbent.threshold() : SLACK).toArray();
  }

  /**
   * Searches.
   *
   * @param width the most labels kept at a border
   * @return whether the search was complete: nothing was cut away for the width or the effort
   */
  boolean run(int width) {
    List<List<Label>> labels =
        List.of(List.of(new Label(new double[network.dimensions.size], null, null)));
    boolean complete = true;
    for (int k = 0; k < network.layers.size(); k++) {
      labels = advance(k, labels);
      if (effort.left() == 0) {
        return false;
      }
      if (labels.stream().mapToInt(List::size).sum() > width) {
        labels = narrowed(k + 1, labels, width);
        complete = false;
      }
    }
    labels.stream().flatMap(List::stream).forEach(new Finish()::take);
    return complete;
  }

  /** Offers labels at the end that are better than all before them. */
  private final class Finish {

    private double best = incumbent.cost();

    void take(Label label) {
      double cost = judge.cost(label.sums());
      if (cost < best && judge.allows(label.sums())) {
        best = cost;
        incumbent.offer(network, path(label));
      }
    }
  }

  private List<List<Label>> advance(int layer, List<List<Label>> labels) {
    List<List<Label>> next = new ArrayList<>();
    for (int s = 0; s < network.states.get(layer + 1); s++) {
      next.add(new ArrayList<>());
    }
    for (int s = 0; s < labels.size(); s++) {
      if (!labels.get(s).isEmpty()) {
        Step[] steps = steps(layer, s);
        for (Label label : labels.get(s)) {
          extend(layer, label, steps, next);
        }
      }
    }
    next.replaceAll(same -> Frontier.of(same, Label::sums, effort));
    return next;
  }

  private Step[] steps(int layer, int state) {
    return network.layers.get(layer).get(state).stream()
        .map(column -> new Step(column, weights(layer, column)))
        .sorted(Comparator.comparingDouble(step -> step.weights()[0]))
        .toArray(Step[]::new);
  }

  private double[] weights(int layer, Column column) {
    double[] weights = new double[bounds.size()];
    for (int b = 0; b < weights.length; b++) {
      Weighing weighing = bounds.get(b).weighing();
      weights[b] = weighing.weigh(column.sums()) + weighing.completion[layer + 1][column.leave()];
    }
    return weights;
  }

  private void extend(int layer, Label label, Step[] steps, List<List<Label>> next) {
    double[] room = new double[thresholds.length];
    for (int b = 0; b < room.length; b++) {
      Bound bound = bounds.get(b);
      room[b] = thresholds[b] - bound.offset() - bound.weighing().weigh(label.sums());
    }
    for (Step step : steps) {
      if (step.weights()[0] >= room[0]) {
        return;
      }
      if (below(step.weights(), room)) {
        double[] sums = label.sums().clone();
        network.dimensions.add(sums, step.column().sums());
        if (judge.peaks(sums, incumbent.threshold())) {
          effort.spend(1);
          ceilings.lift(sums, layer + 1, step.column().leave());
          next.get(step.column().leave()).add(new Label(sums, label, step.column()));
        }
      }
    }
  }

  private static boolean below(double[] weights, double[] room) {
    for (int b = 1; b < weights.length; b++) {
      if (weights[b] >= room[b]) {
        return false;
      }
    }
    return true;
  }

  private List<List<Label>> narrowed(int layer, List<List<Label>> labels, int width) {
    double[] sorted =
        labels.stream()
            .flatMap(List::stream)
            .mapToDouble(label -> weight(layer, label))
            .sorted()
            .toArray();
    double most = sorted[width - 1];
    List<List<Label>> kept = new ArrayList<>();
    for (List<Label> same : labels) {
      kept.add(same.stream().filter(label -> weight(layer, label) <= most).toList());
    }
    return kept;
  }

  private double weight(int layer, Label label) {
    Weighing weighing = bounds.get(0).weighing();
    return weighing.weigh(label.sums()) + weighing.completion[layer][label.column().leave()];
  }

  private List<Column> path(Label last) {
    Column[] path = new Column[network.layers.size()];
    Label label = last;
    for (int k = path.length - 1; k >= 0; k--) {
      path[k] = label.column();
      label = label.before();
    }
    return Arrays.asList(path);
  }
}
