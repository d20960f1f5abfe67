package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.List;

/**
 * A linear weighing of sums, and what completions weigh at least: from every state the least weight
 * of a path to the end, by one backward pass over the network.
 */
final class Weighing {

  final double[] weights;

  /** Least weight of a completion, by layer and state. */
  final double[][] completion;

  private final Network network;

  Weighing(Network network, double[] weights) {
    this.network = network;
    this.weights = weights;
    int layers = network.layers.size();
    this.completion = new double[layers + 1][];
    completion[layers] = new double[network.states.get(layers)];
    for (int k = layers - 1; k >= 0; k--) {
      List<List<Column>> from = network.layers.get(k);
      completion[k] = new double[from.size()];
      for (int s = 0; s < from.size(); s++) {
        double least = Double.POSITIVE_INFINITY;
        for (Column column : from.get(s)) {
          least = Math.min(least, weigh(column.sums()) + completion[k + 1][column.leave()]);
        }
        completion[k][s] = least;
      }
    }
  }

  double weigh(double[] sums) {
    double weight = 0;
    for (int i = 0; i < weights.length; i++) {
      weight += weights[i] * sums[i];
    }
    return weight;
  }

  /** The least weight of an assignment. */
  double least() {
    return completion[0][0];
  }

  /** A lightest path, the first of equal ones. */
  List<Column> path() {
    List<Column> path = new ArrayList<>();
    int state = 0;
    for (int k = 0; k < network.layers.size(); k++) {
      Column best = null;
      double least = Double.POSITIVE_INFINITY;
      for (Column column : network.layers.get(k).get(state)) {
        double weight = weigh(column.sums()) + completion[k + 1][column.leave()];
        if (weight < least) {
          least = weight;
          best = column;
        }
      }
      if (best == null) {
        throw new IllegalStateException("no path leads to the end");
      }
      path.add(best);
      state = best.leave();
    }
    return path;
  }
}
