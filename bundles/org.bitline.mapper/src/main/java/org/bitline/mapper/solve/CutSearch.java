package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Label setting over the operations: a label is a cut of every operation so far. Kept is every
 * label that no other with results in the same places dominates, and whose bound is below the best
 * value known.
 */
final class CutSearch {

  /** Of complete labels so many are offered, the best first: budgets may refuse some. */
  private static final int OFFERED = 200;

  private final Division division;
  private final CutMeasure measure;
  private final CutIncumbent incumbent;
  private final Effort effort;
  private final CutTrack track;
  private final int[][] live;

  private record Label(double[] numbers, State state, Label before, int cut, double bound) {}

  CutSearch(Division division, CutMeasure measure, CutIncumbent incumbent, Effort effort) {
    this.division = division;
    this.measure = measure;
    this.incumbent = incumbent;
    this.effort = effort;
    this.track = new CutTrack(division);
    Live items = new Live(division.instance());
    this.live = new int[division.cuts().size() + 1][];
    for (int i = 0; i < live.length; i++) {
      live[i] = Arrays.stream(items.before(i)).filter(items::isResult).toArray();
    }
  }

  /**
   * Searches.
   *
   * @param complete whether nothing was cut away for the width or the effort
   * @param least value of the best label at the end, whatever the limits say; infinite for none
   */
  record Ended(boolean complete, double least) {}

  /**
   * Searches.
   *
   * @param width the most labels kept after an operation
   */
  Ended run(int width) {
    double[] start = measure.start();
    List<Label> labels = List.of(new Label(start, State.EMPTY, null, 0, measure.bound(0, start)));
    boolean complete = true;
    for (int i = 0; i < division.cuts().size(); i++) {
      labels = advance(i, labels);
      if (effort.left() == 0) {
        return new Ended(false, Double.POSITIVE_INFINITY);
      }
      if (labels.size() > width) {
        labels =
            labels.stream().sorted(Comparator.comparingDouble(Label::bound)).limit(width).toList();
        complete = false;
      }
    }
    List<Label> best =
        labels.stream()
            .sorted(Comparator.comparingDouble(l -> measure.value(l.numbers())))
            .limit(OFFERED)
            .toList();
    best.forEach(label -> incumbent.offer(path(label)));
    return new Ended(
        complete, best.isEmpty() ? Double.POSITIVE_INFINITY : measure.value(best.get(0).numbers()));
  }

  private List<Label> advance(int i, List<Label> labels) {
    double threshold = incumbent.threshold();
    Map<State, List<Label>> next = new LinkedHashMap<>();
    List<Cut> cuts = division.cuts().get(i);
    for (Label label : labels) {
      for (int c = 0; c < cuts.size(); c++) {
        decode(label, i);
        if (track.run(i, cuts.get(c))) {
          effort.spend(1);
          double[] numbers = measure.encode(i + 1, track);
          double bound = measure.bound(i + 1, numbers);
          if (bound < threshold) {
            State state = state(i + 1);
            next.computeIfAbsent(state, s -> new ArrayList<>())
                .add(new Label(numbers, state, label, c, bound));
          }
        }
      }
      if (effort.left() == 0) {
        return List.of();
      }
    }
    List<Label> kept = new ArrayList<>();
    next.values().forEach(same -> kept.addAll(Frontier.of(same, Label::numbers, effort)));
    return kept;
  }

  private void decode(Label label, int i) {
    for (int k = 0; k < live[i].length; k++) {
      track.code[live[i][k]] = label.state().code(k);
    }
    measure.decode(label.numbers(), i, track);
  }

  private State state(int i) {
    int[] codes = new int[live[i].length];
    for (int k = 0; k < codes.length; k++) {
      codes[k] = track.code[live[i][k]];
    }
    return new State(codes);
  }

  private List<Integer> path(Label last) {
    Integer[] chosen = new Integer[division.cuts().size()];
    Label label = last;
    for (int i = chosen.length - 1; i >= 0; i--) {
      chosen[i] = label.cut();
      label = label.before();
    }
    return List.of(chosen);
  }
}
