package org.bitline.mapper.solve;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * What each cut adds at least to the loads of resources that several operations may occupy, and to
 * what is held.
 *
 * <p>Added are its parts, its gather, and the moves of its result to operations that have one cut.
 * The move of an input that several operations may share is charged in equal shares to those that
 * have a choice, or whole to one that has none: on the whole never more than what moves. So sums
 * over operations are below the loads.
 */
final class CutRows {

  /** The resources in time. */
  final int[] shared;

  /** Resources in time, then in space. */
  final int size;

  /** Vector by operation and cut; empty where a link is missing. */
  final List<List<Optional<double[]>>> full = new ArrayList<>();

  /** The same without the moves of inputs. */
  final List<List<Optional<double[]>>> reduced = new ArrayList<>();

  /** Per operation, the first reader of one of its inputs. */
  final int[] first;

  /** Per operation, the least that its cuts load a resource of its own. */
  final double[] own;

  private final Division division;
  private final CutSpace space;
  private final List<List<Integer>> readers = new ArrayList<>();
  private final int[] place;

  CutRows(Division division, CutSpace space) {
    this.division = division;
    this.space = space;
    int n = division.cuts().size();
    IntStream.range(0, n).forEach(i -> readers.add(new ArrayList<>()));
    for (int i = 0; i < n; i++) {
      for (int input : new TreeSet<>(division.instance().operations().get(i).inputs())) {
        readers.get(input).add(i);
      }
    }
    this.shared = shared();
    this.place = new int[division.instance().resources().size()];
    Arrays.fill(place, Dimensions.NONE);
    for (int k = 0; k < shared.length; k++) {
      place[shared[k]] = k;
    }
    this.size = shared.length + space.size();
    this.first = new int[n];
    this.own = new double[n];
    for (int i = 0; i < n; i++) {
      operation(i);
    }
  }

  private int[] shared() {
    int[] users = new int[division.instance().resources().size()];
    for (List<Cut> cuts : division.cuts()) {
      Set<Integer> used = new HashSet<>();
      for (Cut cut : cuts) {
        cut.parts().forEach(p -> used.addAll(p.choice().busy()));
        cut.parts().forEach(p -> p.move().ifPresent(m -> users[m.link()] += 2));
        cut.gather().ifPresent(g -> used.addAll(g.busy()));
        cut.moves().forEach(m -> users[m.link()] += 2);
      }
      used.forEach(r -> users[r]++);
    }
    return IntStream.range(0, users.length).filter(r -> users[r] > 1).toArray();
  }

  private void operation(int i) {
    List<Optional<double[]>> all = new ArrayList<>();
    List<Optional<double[]>> without = new ArrayList<>();
    double least = Double.POSITIVE_INFINITY;
    first[i] = i;
    for (int input : division.instance().operations().get(i).inputs()) {
      first[i] = Math.min(first[i], readers.get(input).get(0));
    }
    for (Cut cut : division.cuts().get(i)) {
      double[] row = new double[size];
      double own = jobs(cut, row);
      for (int k = 0; division.free(i) && k < space.size(); k++) {
        row[shared.length + k] = space.held(cut, k);
      }
      boolean linked = results(i, cut, row);
      without.add(linked ? Optional.of(row.clone()) : Optional.empty());
      linked &= inputs(i, cut, row);
      all.add(linked ? Optional.of(row) : Optional.empty());
      least = linked ? Math.min(least, own) : least;
    }
    full.add(all);
    reduced.add(without);
    own[i] = least;
  }

  /** Parts and gather; returns the largest load of a resource that is not shared. */
  private double jobs(Cut cut, double[] row) {
    double own = 0;
    for (Cut.Part part : cut.parts()) {
      own = Math.max(own, add(part.choice(), row));
      part.move().ifPresent(m -> add(m, 1, row));
    }
    own = Math.max(own, cut.gather().map(g -> add(g, row)).orElse(0.0));
    return own;
  }

  private double add(Instance.Choice choice, double[] row) {
    double own = 0;
    for (int resource : choice.busy()) {
      if (place[resource] == Dimensions.NONE) {
        own = Math.max(own, choice.latencySeconds());
      } else {
        row[place[resource]] += choice.latencySeconds();
      }
    }
    return own;
  }

  private void add(Instance.Move move, double share, double[] row) {
    row[place[move.link()]] += share * move.latencySeconds();
  }

  /** Moves of the result; false where a link is missing. */
  private boolean results(int i, Cut cut, double[] row) {
    if (!division.free(i)) {
      return true;
    }
    Set<Integer> to = new TreeSet<>();
    readers.get(i).stream().filter(k -> !division.free(k)).forEach(k -> to.add(home(k)));
    to.remove(cut.home());
    for (int device : to) {
      Optional<Instance.Move> move = cut.move(device);
      if (move.isEmpty()) {
        return false;
      }
      add(move.get(), 1, row);
    }
    return true;
  }

  private boolean inputs(int i, Cut cut, double[] row) {
    for (int input : new TreeSet<>(division.instance().operations().get(i).inputs())) {
      if (division.free(input)) {
        continue;
      }
      Set<Integer> to = new TreeSet<>();
      cut.parts().forEach(p -> to.add(p.choice().device()));
      to.remove(home(input));
      for (int device : to) {
        Optional<Instance.Move> move = division.cuts().get(input).get(0).move(device);
        if (move.isEmpty()) {
          return false;
        }
        add(move.get(), share(i, input, device), row);
      }
    }
    return true;
  }

  private double share(int i, int input, int device) {
    List<Integer> fixed =
        readers.get(input).stream().filter(k -> !division.free(k) && home(k) == device).toList();
    if (!fixed.isEmpty()) {
      return fixed.get(0) == i ? 1 : 0;
    }
    return 1.0 / readers.get(input).stream().filter(division::free).count();
  }

  private int home(int fixed) {
    return division.cuts().get(fixed).get(0).home();
  }
}
