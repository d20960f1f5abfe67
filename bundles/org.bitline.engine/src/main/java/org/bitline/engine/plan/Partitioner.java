package org.bitline.engine.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntBiFunction;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Placement;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Gather;
import org.bitline.api.workload.Operation.LaneSum;
import org.bitline.api.workload.Operation.Reduce;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Workload;
import org.bitline.engine.json.Names;

/**
 * Turns placements into a graph whose every operation is on one device: a matrix that is placed in
 * parts becomes an operation per part, with reductions of partial sums and a gather of columns. A
 * product whose device leaves partial sums is followed by their addition where that is placed.
 */
final class Partitioner {

  private static final String SUM = ".sum";

  private final Workload workload;
  private final Mapper.Plan plan;
  private final Set<String> devices;
  private final Location at;
  private final ToIntBiFunction<Operation, String> partialSums;
  private final Map<String, List<Placement>> placements = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final Map<String, String> renamed = new HashMap<>();
  private final List<PlacedOperation> result = new ArrayList<>();

  /**
   * @param partialSums how many a device can leave of each result of an operation
   */
  Partitioner(
      Workload workload,
      Mapper.Plan plan,
      Set<String> devices,
      Location at,
      ToIntBiFunction<Operation, String> partialSums) {
    this.partialSums = partialSums;
    this.workload = workload;
    this.plan = plan;
    this.devices = devices;
    this.at = at;
    plan.placements()
        .forEach(p -> placements.computeIfAbsent(p.operation(), id -> new ArrayList<>()).add(p));
  }

  /** The operations in an order in which they can run, each with its device. */
  List<PlacedOperation> run() {
    for (Operation operation : workload.graph().operations()) {
      List<Placement> own = placements.getOrDefault(operation.id(), List.of());
      used.add(operation.id());
      if (own.isEmpty()) {
        throw new InputProblem(at, "the operation " + operation.id() + " is placed on no device");
      }
      Operation rewired = Rewire.inputs(operation, renamed);
      if (own.size() == 1 && isWhole(own.get(0), operation)) {
        String result = product(rewired, own.get(0), operation.id());
        if (!result.equals(operation.id())) {
          renamed.put(operation.id(), result);
        }
      } else if (rewired instanceof StaticMatmul matmul && parts(own)) {
        split(matmul, own);
      } else {
        throw new InputProblem(
            at,
            "the operation "
                + operation.id()
                + " is placed "
                + own.size()
                + " times: "
                + own.stream().map(p -> "on \"" + p.device() + "\"").toList()
                + "; only parts of a matrix (rows, columns) may be placed more than once");
      }
    }
    for (String id : placements.keySet()) {
      if (!used.contains(id)) {
        refuseSum(id);
        List<String> known = workload.graph().operations().stream().map(Operation::id).toList();
        throw new InputProblem(
            at, "unknown operation \"" + id + "\"" + Names.hint(id, known, "operations"));
      }
    }
    return result;
  }

  /** The graph's output after the split. */
  Graph graph() {
    String output = workload.graph().output();
    return new Graph(
        result.stream().map(PlacedOperation::operation).toList(),
        renamed.getOrDefault(output, output));
  }

  private static boolean isWhole(Placement placement, Operation operation) {
    if (placement.rows().isEmpty() && placement.columns().isEmpty()) {
      return true;
    }
    return operation instanceof StaticMatmul matmul
        && rows(placement, matmul).equals(matmul.rows())
        && columns(placement, matmul).equals(matmul.columns());
  }

  private static boolean parts(List<Placement> own) {
    return own.stream().allMatch(p -> p.rows().isPresent() || p.columns().isPresent());
  }

  private void split(StaticMatmul matmul, List<Placement> own) {
    TreeMap<Range, List<Placement>> byColumns =
        new TreeMap<>(Comparator.comparingInt(Range::from).thenComparingInt(Range::to));
    own.forEach(p -> byColumns.computeIfAbsent(columns(p, matmul), c -> new ArrayList<>()).add(p));
    tile(matmul, "columns", matmul.columns(), List.copyOf(byColumns.keySet()));
    List<String> columnParts = new ArrayList<>();
    int number = 0;
    for (Map.Entry<Range, List<Placement>> column : byColumns.entrySet()) {
      List<Placement> rowParts = new ArrayList<>(column.getValue());
      rowParts.sort(Comparator.comparingInt(p -> rows(p, matmul).from()));
      tile(matmul, "rows", matmul.rows(), rowParts.stream().map(p -> rows(p, matmul)).toList());
      List<String> sums = new ArrayList<>();
      for (Placement part : rowParts) {
        sums.add(part(matmul, part, column.getKey(), number++));
      }
      String suffix = byColumns.size() == 1 ? ".reduce" : ".reduce." + columnParts.size();
      columnParts.add(
          sums.size() == 1
              ? sums.get(0)
              : joined(
                  new Reduce(matmul.id() + suffix, matmul.layer(), sums, column.getKey().size()),
                  matmul));
    }
    String whole =
        columnParts.size() == 1
            ? columnParts.get(0)
            : joined(
                new Gather(
                    matmul.id() + ".gather", matmul.layer(), columnParts, matmul.columns().size()),
                matmul);
    renamed.put(matmul.id(), whole);
  }

  private String part(StaticMatmul whole, Placement placement, Range columns, int number) {
    Range rows = rows(placement, whole);
    StaticMatmul part =
        new StaticMatmul(
            whole.id() + ".part." + number,
            whole.layer(),
            whole.input(),
            whole.weight(),
            whole.bias(),
            rows,
            columns,
            whole.activations());
    Placement own =
        new Placement(
            part.id(),
            placement.rows(),
            placement.columns(),
            placement.device(),
            placement.copies(),
            placement.because());
    return product(part, own, whole.id());
  }

  /** Adds an operation, and the addition of its partial sums where that is placed. */
  private String product(Operation operation, Placement placement, String origin) {
    String sumId = origin + SUM;
    List<Placement> own = placements.getOrDefault(sumId, List.of());
    known(operation, placement);
    int sums = own.isEmpty() ? 1 : partialSums.applyAsInt(operation, placement.device());
    add(operation, placement, origin, sums > 1);
    if (sums == 1) {
      return operation.id();
    }
    used.add(sumId);
    LaneSum sum = new LaneSum(operation.id() + SUM, operation, sums);
    add(sum, once(sumId, own), origin, false);
    return sum.id();
  }

  private Placement once(String id, List<Placement> own) {
    if (own.size() > 1) {
      throw new InputProblem(at, "the operation " + id + " is placed " + own.size() + " times");
    }
    return own.get(0);
  }

  private void refuseSum(String id) {
    String product = id.endsWith(SUM) ? id.substring(0, id.length() - SUM.length()) : "";
    if (used.contains(product)) {
      throw new InputProblem(
          at,
          id
              + " is placed, but "
              + product
              + " leaves no partial sums on "
              + placements.get(product).stream().map(p -> "\"" + p.device() + "\"").toList()
              + "; take the placement away");
    }
  }

  private String joined(Operation operation, StaticMatmul whole) {
    used.add(operation.id());
    List<Placement> own = placements.getOrDefault(operation.id(), List.of());
    add(
        operation,
        own.isEmpty()
            ? Placement.whole(
                operation.id(), plan.otherwise(), "puts the parts of " + whole.id() + " together")
            : once(operation.id(), own),
        whole.id(),
        false);
    return operation.id();
  }

  private void known(Operation operation, Placement placement) {
    if (!devices.contains(placement.device())) {
      throw new InputProblem(
          at,
          "the operation "
              + operation.id()
              + " is placed on the unknown device \""
              + placement.device()
              + "\""
              + Names.hint(placement.device(), devices, "devices"));
    }
  }

  private void add(Operation operation, Placement placement, String origin, boolean leavesSums) {
    known(operation, placement);
    if (placement.copies() > 1 && operation.resident().isEmpty()) {
      throw new InputProblem(
          at,
          "the operation "
              + operation.id()
              + " is placed with "
              + placement.copies()
              + " copies, but it has no weight to copy");
    }
    result.add(
        new PlacedOperation(
            operation,
            placement.device(),
            placement.copies(),
            placement.because(),
            origin,
            leavesSums));
  }

  /** Refuses ranges that overlap, leave a gap or go outside. */
  private void tile(StaticMatmul matmul, String what, Range whole, List<Range> sorted) {
    int next = whole.from();
    for (Range range : sorted) {
      if (range.from() != next) {
        Range wrong = new Range(Math.min(next, range.from()), Math.max(next, range.from()));
        throw new InputProblem(
            at,
            "the parts of "
                + matmul.id()
                + (range.from() < next ? " overlap in the " : " leave out the ")
                + what
                + " "
                + wrong);
      }
      next = range.to();
    }
    if (next != whole.to()) {
      throw new InputProblem(
          at,
          "the parts of "
              + matmul.id()
              + (next < whole.to()
                  ? " leave out the " + what + " " + new Range(next, whole.to())
                  : " go to " + what + " " + next + ", but its matrix has " + whole.to()));
    }
  }

  private static Range rows(Placement placement, StaticMatmul matmul) {
    return placement.rows().orElse(matmul.rows());
  }

  private static Range columns(Placement placement, StaticMatmul matmul) {
    return placement.columns().orElse(matmul.columns());
  }
}
