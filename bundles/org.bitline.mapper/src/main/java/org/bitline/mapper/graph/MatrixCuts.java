package org.bitline.mapper.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bitline.api.device.Device;
import org.bitline.api.mapping.Estimator.Estimate;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Gather;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.mapper.solve.Cut;
import org.bitline.mapper.solve.Division;
import org.bitline.mapper.solve.Instance;

/**
 * All cuts of a graph's matrices over the devices that run them.
 *
 * <p>A matrix is cut by columns into whole tiles; each device takes tiles that are neighbours, in
 * the order of the devices. Columns, because parts of columns read what the whole reads and send
 * only what they make, while parts of rows all send sums of full width. The results are gathered
 * where an operation reads them. An operation that shares its weight, or is no product with a
 * weight, stays where it is.
 *
 * @param ranges columns of the parts of each cut, by operation and cut; none where it is whole
 */
record MatrixCuts(Division division, List<List<List<Range>>> ranges) {

  /** Cuts of one matrix; where there were more, tiles are made wider. */
  private static final int MOST = 500;

  static MatrixCuts of(
      Problem problem, ProblemGraph graph, Instance instance, List<Integer> devices, int columns) {
    return new Builder(problem, graph, instance, devices, columns).build();
  }

  static final class Builder {

    private final Problem problem;
    private final ProblemGraph graph;
    private final Instance instance;
    private final List<Integer> devices;
    private final int columns;
    private final Map<String, Integer> resources = new HashMap<>();
    private final Map<Integer, TreeSet<Integer>> homes = new TreeMap<>();
    private final List<List<List<Range>>> ranges = new ArrayList<>();

    Builder(
        Problem problem,
        ProblemGraph graph,
        Instance instance,
        List<Integer> devices,
        int columns) {
      this.problem = problem;
      this.graph = graph;
      this.instance = instance;
      this.devices = devices;
      this.columns = columns;
      for (int r = 0; r < instance.resources().size(); r++) {
        resources.put(instance.resources().get(r), r);
      }
      for (int i = 0; i < devices.size(); i++) {
        int reader = devices.get(i);
        instance
            .operations()
            .get(i)
            .inputs()
            .forEach(p -> homes.computeIfAbsent(p, own -> new TreeSet<>()).add(reader));
      }
    }

    MatrixCuts build() {
      List<List<Cut>> cuts = new ArrayList<>();
      for (int i = 0; i < devices.size(); i++) {
        cuts.add(cuts(i));
      }
      List<Integer> undivided = Collections.nCopies(cuts.size(), 0);
      // Parts may occupy what no whole operation does.
      Instance wider =
          new Instance(
              instance.devices(),
              resources.entrySet().stream()
                  .sorted(Map.Entry.comparingByValue())
                  .map(Map.Entry::getKey)
                  .toList(),
              instance.operations());
      return new MatrixCuts(new Division(wider, cuts, undivided), ranges);
    }

    private List<Cut> cuts(int i) {
      Instance.Operation operation = instance.operations().get(i);
      int own = devices.get(i);
      List<Cut> cuts = new ArrayList<>(List.of(whole(operation, own)));
      List<List<Range>> parts = new ArrayList<>(List.of(List.of()));
      ranges.add(parts);
      if (graph.operations().get(i) instanceof StaticMatmul matmul
          && operation.weight().isEmpty()) {
        operation.choices().stream()
            .map(Instance.Choice::device)
            .filter(d -> d != own)
            .forEach(
                d -> {
                  cuts.add(whole(operation, d));
                  parts.add(List.of());
                });
        divided(i, matmul, cuts, parts);
      }
      return cuts;
    }

    private static Cut whole(Instance.Operation operation, int device) {
      return Cut.whole(operation, operation.on(device).orElseThrow());
    }

    private void divided(int i, StaticMatmul matmul, List<Cut> cuts, List<List<Range>> parts) {
      List<Integer> on =
          instance.operations().get(i).choices().stream().map(Instance.Choice::device).toList();
      int width = columns;
      List<List<Integer>> counts = counts(on, matmul, width);
      while (counts.size() > MOST) {
        width *= 2;
        counts = counts(on, matmul, width);
      }
      Map<List<Object>, Optional<Instance.Choice>> known = new HashMap<>();
      for (int home : homes.getOrDefault(i, new TreeSet<>(List.of(devices.get(i))))) {
        for (List<Integer> tiles : counts) {
          List<Range> own = ranges(tiles, matmul, width);
          cut(i, matmul, tiles, own, home, known)
              .ifPresent(
                  cut -> {
                    cuts.add(cut);
                    parts.add(own);
                  });
        }
      }
    }

    /** All ways to deal the tiles to two or more of the devices. */
    private List<List<Integer>> counts(List<Integer> on, StaticMatmul matmul, int width) {
      int tiles = (matmul.columns().size() + width - 1) / width;
      List<List<Integer>> all = new ArrayList<>();
      deal(on, 0, tiles, new int[instance.devices().size()], all);
      all.removeIf(counts -> counts.stream().filter(n -> n > 0).count() < 2);
      return all;
    }

    private static void deal(
        List<Integer> on, int next, int left, int[] counts, List<List<Integer>> all) {
      if (next == on.size() - 1) {
        counts[on.get(next)] = left;
        List<Integer> dealt = new ArrayList<>();
        for (int count : counts) {
          dealt.add(count);
        }
        all.add(dealt);
        return;
      }
      for (int n = 0; n <= left && all.size() <= 2 * MOST; n++) {
        counts[on.get(next)] = n;
        deal(on, next + 1, left - n, counts, all);
      }
    }

    private static List<Range> ranges(List<Integer> tiles, StaticMatmul matmul, int width) {
      List<Range> ranges = new ArrayList<>();
      int from = matmul.columns().from();
      for (int count : tiles) {
        if (count > 0) {
          int to = Math.min(from + count * width, matmul.columns().to());
          ranges.add(new Range(from, to));
          from = to;
        }
      }
      return ranges;
    }

    private Optional<Cut> cut(
        int i,
        StaticMatmul matmul,
        List<Integer> tiles,
        List<Range> own,
        int home,
        Map<List<Object>, Optional<Instance.Choice>> known) {
      List<Cut.Part> parts = new ArrayList<>();
      List<String> ids = new ArrayList<>();
      for (int d = 0; d < tiles.size(); d++) {
        if (tiles.get(d) > 0) {
          int device = d;
          StaticMatmul part = part(matmul, own.get(parts.size()), parts.size());
          ids.add(part.id());
          Optional<Instance.Choice> choice =
              known.computeIfAbsent(
                  List.of(device, part.columns()), key -> choice(i, part, device));
          Optional<Instance.Move> move = d == home ? Optional.empty() : move(part, d, home);
          if (choice.isEmpty() || d != home && move.isEmpty()) {
            return Optional.empty();
          }
          parts.add(new Cut.Part(choice.get(), move));
        }
      }
      Gather gather =
          new Gather(matmul.id() + ".gather", matmul.layer(), ids, matmul.columns().size());
      List<Instance.Move> moves = new ArrayList<>();
      for (int d = 0; d < tiles.size(); d++) {
        if (d != home) {
          move(gather, home, d).ifPresent(moves::add);
        }
      }
      return known
          .computeIfAbsent(List.of(home, ids.size()), key -> choice(i, gather, home))
          .map(choice -> new Cut(tiles, parts, Optional.of(choice), moves));
    }

    static StaticMatmul part(StaticMatmul whole, Range columns, int number) {
      return new StaticMatmul(
          whole.id() + ".part." + number,
          whole.layer(),
          whole.input(),
          whole.weight(),
          whole.bias(),
          whole.rows(),
          columns,
          whole.activations());
    }

    private Optional<Instance.Choice> choice(int i, Operation operation, int device) {
      String name = graph.devices().get(device);
      Device of = problem.devices().get(name);
      if (!of.supports(operation).supported()) {
        return Optional.empty();
      }
      Estimate estimate = problem.estimator().estimate(operation, name, 1);
      return Optional.of(
          new Instance.Choice(
              device,
              estimate.joules(),
              estimate.latencySeconds(),
              estimate.busy().stream().sorted().map(this::resource).toList(),
              instance.devices().get(device).holds().stream()
                  .map(h -> estimate.footprint().of(h))
                  .toList(),
              noise(i, operation, device)));
    }

    /** Columns of a result are wrong by themselves: a part adds its share of the whole's noise. */
    private double noise(int i, Operation operation, int device) {
      if (operation instanceof StaticMatmul part) {
        Operation whole = graph.operations().get(i);
        double share =
            (double) part.columns().size() / whole.width(problem.workload().sequenceLength());
        return share * instance.operations().get(i).on(device).orElseThrow().noise();
      }
      return 0;
    }

    private Optional<Instance.Move> move(Operation producer, int from, int to) {
      return problem
          .estimator()
          .move(producer, graph.devices().get(from), graph.devices().get(to))
          .map(m -> new Instance.Move(from, to, resource(m.link()), m.joules(), m.seconds()));
    }

    private int resource(String name) {
      return resources.computeIfAbsent(name, n -> resources.size());
    }
  }
}
