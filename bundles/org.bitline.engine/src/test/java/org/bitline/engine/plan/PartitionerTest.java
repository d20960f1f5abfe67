package org.bitline.engine.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Ledger;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.mapping.Placement;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Range;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.api.workload.Tensors;
import org.bitline.api.workload.Workload;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.ScalarKernels;
import org.junit.jupiter.api.Test;

/** Splitting a matrix changes no result: column parts to the bit, row parts to rounding. */
class PartitionerTest {

  private static final int ROWS = 23;
  private static final int COLUMNS = 19;
  private static final Location AT = new Location("mapping.json", "");

  private static final StaticMatmul MATMUL =
      new StaticMatmul(
          "m",
          1,
          Graph.INPUT,
          new Weight("w", ROWS, COLUMNS, Optional.empty()),
          Optional.of("b"),
          Range.all(ROWS),
          Range.all(COLUMNS),
          Optional.empty());

  private static final Workload WORKLOAD =
      new Workload(
          "test",
          new Graph(
              List.of(
                  MATMUL,
                  new Operation.Activation("out", 1, "m", Operation.Function.RELU, COLUMNS)),
              "out"),
          tensors(),
          4,
          false,
          Optional.empty(),
          Map.of());

  private static Tensors tensors() {
    Random random = new Random(2);
    Map<String, Tensor> all = new HashMap<>();
    all.put("w", new Tensor("w", ROWS, COLUMNS, gaussian(random, ROWS * COLUMNS)));
    all.put("b", new Tensor("b", 1, COLUMNS, gaussian(random, COLUMNS)));
    return new Tensors() {
      @Override
      public boolean present() {
        return true;
      }

      @Override
      public Tensor get(String identity) {
        return all.get(identity);
      }
    };
  }

  private static float[] gaussian(Random random, int count) {
    float[] values = new float[count];
    IntStream.range(0, count).forEach(i -> values[i] = (float) random.nextGaussian());
    return values;
  }

  private static Partitioner partitioner(List<Placement> placements) {
    return new Partitioner(
        WORKLOAD,
        new Mapper.Plan(placements, "a"),
        Set.of("a", "b"),
        AT,
        (operation, device) -> device.equals("b") ? 4 : 1);
  }

  private static float[] run(List<Placement> placements) {
    Partitioner partitioner = partitioner(placements);
    List<PlacedOperation> operations = partitioner.run();
    Float32Operations float32 = new Float32Operations(new ScalarKernels());
    Segments segments = new Segments(new long[] {0}, new int[] {4}, new int[] {4});
    Map<String, Block> values = new HashMap<>();
    values.put(Graph.INPUT, new Block(segments, ROWS, 32, gaussian(new Random(3), 4 * ROWS)));
    for (PlacedOperation placed : operations) {
      List<Block> inputs = placed.operation().inputs().stream().map(values::get).toList();
      values.put(
          placed.operation().id(),
          float32
              .prepare(placed.operation(), WORKLOAD.tensors())
              .run(inputs, Selection.all(), KeyedStream.of(0), NONE));
    }
    return values.get(partitioner.graph().output()).data();
  }

  private static final Ledger NONE =
      new Ledger() {
        @Override
        public void add(String component, String action, double amount) {}

        @Override
        public void max(String component, String action, double amount) {}

        @Override
        public void histogram(String component, String action, int bin, long count) {}
      };

  private static Placement part(Optional<Range> rows, Range columns, String device) {
    return new Placement("m", rows, Optional.of(columns), device, 1, "test");
  }

  private static final Placement OUT = Placement.whole("out", "a", "test");

  @Test
  void randomTilingsGiveTheWholeProduct() {
    float[] whole = run(List.of(Placement.whole("m", "a", "test"), OUT));
    Random random = new Random(11);
    for (int trial = 0; trial < 200; trial++) {
      boolean cutRows = trial % 2 == 1;
      List<Placement> placements = new ArrayList<>(List.of(OUT));
      for (Range columns : cuts(random, COLUMNS)) {
        for (Range rows : cutRows ? cuts(random, ROWS) : List.of(Range.all(ROWS))) {
          Optional<Range> some = cutRows ? Optional.of(rows) : Optional.empty();
          placements.add(part(some, columns, random.nextBoolean() ? "a" : "b"));
        }
      }
      java.util.Collections.shuffle(placements, random);
      assertArrayEquals(whole, run(placements), cutRows ? 1e-5f : 0f, placements.toString());
    }
  }

  private static List<Range> cuts(Random random, int size) {
    List<Range> ranges = new ArrayList<>();
    int from = 0;
    while (from < size) {
      int to = Math.min(size, from + 1 + random.nextInt(size));
      ranges.add(new Range(from, to));
      from = to;
    }
    return ranges;
  }

  private static void refused(String message, Placement... placements) {
    List<Placement> all = new ArrayList<>(List.of(placements));
    if (all.stream().noneMatch(p -> p.operation().equals("out"))) {
      all.add(OUT);
    }
    var e = assertThrows(InputProblem.class, () -> partitioner(all).run());
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void placementsThatDoNotCoverTheGraphOnceAreRefused() {
    Range left = new Range(0, 10);
    refused("m is placed on no device");
    refused("leave out the columns [10, 19)", part(Optional.empty(), left, "a"));
    refused(
        "overlap in the columns [8, 10)",
        part(Optional.empty(), left, "a"),
        part(Optional.empty(), new Range(8, 19), "b"));
    refused(
        "go to columns 20, but its matrix has 19",
        part(Optional.empty(), left, "a"),
        part(Optional.empty(), new Range(10, 20), "b"));
    refused(
        "leave out the rows [5, 23)", part(Optional.of(new Range(0, 5)), Range.all(COLUMNS), "a"));
    refused("placed 2 times", Placement.whole("m", "a", ""), Placement.whole("m", "b", ""));
    refused("unknown device \"c\"", Placement.whole("m", "c", ""));
    refused(
        "unknown operation \"n\"", Placement.whole("m", "a", ""), Placement.whole("n", "a", ""));
    refused(
        "placed 1 times",
        Placement.whole("m", "a", ""),
        new Placement("out", Optional.empty(), Optional.of(left), "a", 1, ""));
  }

  @Test
  void addedOperationsCanBePlaced() {
    List<PlacedOperation> operations =
        partitioner(
                List.of(
                    part(Optional.empty(), new Range(0, 10), "a"),
                    part(Optional.empty(), new Range(10, 19), "b"),
                    Placement.whole("m.gather", "b", "near its parts"),
                    OUT))
            .run();
    assertEquals(
        List.of("m.part.0", "m.part.1", "m.gather", "out"),
        operations.stream().map(o -> o.operation().id()).toList());
    assertEquals("b", operations.get(2).device());
    assertEquals(List.of("m.gather"), operations.get(3).operation().inputs());
  }

  @Test
  void partialSumsAreAddedWhereTheirAdditionIsPlaced() {
    List<Placement> placements =
        List.of(
            Placement.whole("m", "b", ""),
            Placement.whole("m.sum", "a", "here"),
            Placement.whole("out", "a", ""));
    Partitioner partitioner = partitioner(placements);
    List<PlacedOperation> operations = partitioner.run();
    assertEquals(
        List.of("m", "m.sum", "out"), operations.stream().map(o -> o.operation().id()).toList());
    assertEquals(List.of("b", "a", "a"), operations.stream().map(PlacedOperation::device).toList());
    assertEquals(
        List.of(true, false, false), operations.stream().map(PlacedOperation::leavesSums).toList());
    assertEquals("lane-sum", operations.get(1).operation().kind());
    assertEquals(List.of("m.sum"), operations.get(2).operation().inputs());
  }

  @Test
  void partsThatLeavePartialSumsHaveAnAdditionEach() {
    Range left = new Range(0, 7);
    Range right = new Range(7, COLUMNS);
    List<Placement> placements =
        List.of(
            new Placement("m", Optional.empty(), Optional.of(left), "b", 1, ""),
            new Placement("m", Optional.empty(), Optional.of(right), "a", 1, ""),
            Placement.whole("m.sum", "a", "here"),
            Placement.whole("out", "a", ""));
    List<PlacedOperation> operations = partitioner(placements).run();
    assertEquals(
        List.of("m.part.0", "m.part.0.sum", "m.part.1", "m.gather", "out"),
        operations.stream().map(o -> o.operation().id()).toList());
    assertEquals(List.of("m.part.0.sum", "m.part.1"), operations.get(3).operation().inputs());
  }

  @Test
  void anAdditionOfPartialSumsThatNobodyLeavesIsRefused() {
    List<Placement> placements =
        List.of(
            Placement.whole("m", "a", ""),
            Placement.whole("m.sum", "a", ""),
            Placement.whole("out", "a", ""));
    InputProblem refusal = assertThrows(InputProblem.class, () -> partitioner(placements).run());
    assertTrue(
        refusal.getMessage().contains("m.sum is placed, but m leaves no partial sums on [\"a\"]"),
        refusal.getMessage());
  }
}
