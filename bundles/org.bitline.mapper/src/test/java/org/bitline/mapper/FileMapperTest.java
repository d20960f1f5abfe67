package org.bitline.mapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Section;
import org.bitline.api.experiment.MappingFile;
import org.bitline.api.experiment.MappingFile.Entry;
import org.bitline.api.mapping.Mapper.Plan;
import org.bitline.api.mapping.Placement;
import org.bitline.api.tensor.Range;
import org.bitline.api.unit.RecordReader;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class FileMapperTest {

  private static final String QUERY = "layer.1.query";

  private static Entry entry(
      String operation, List<Integer> rows, List<Integer> columns, String device) {
    return new Entry(operation, rows, columns, device, 1, Optional.empty());
  }

  private static Entry entry(String operation, String device) {
    return entry(operation, List.of(), List.of(), device);
  }

  private static Plan map(Optional<String> otherwise, Entry... entries) {
    return map(new MappingFile(Optional.of("tiny"), Optional.empty(), List.of(entries), otherwise));
  }

  private static Plan map(MappingFile mapping) {
    RecordReader reader =
        new RecordReader() {
          @Override
          public <T extends Record> T read(Path file, String format, Class<T> type) {
            assertEquals(Path.of("/mappings/m.json"), file);
            assertEquals("bitline/mapping/1", format);
            return type.cast(mapping);
          }

          @Override
          public <T extends Record> T bind(Section section, Class<T> type) {
            throw new AssertionError();
          }

          @Override
          public String schema(Class<? extends Record> type, String title) {
            throw new AssertionError();
          }
        };
    return new FileMapper(reader)
        .map(new FileMapper.Parameters("../mappings/m.json"), Samples.problem());
  }

  private static String refusal(Optional<String> otherwise, Entry... entries) {
    return assertThrows(InputProblem.class, () -> map(otherwise, entries)).getMessage();
  }

  private static String refusal(Entry... entries) {
    return refusal(Optional.of("npu"), entries);
  }

  @Test
  void namedOperationsGoWhereTheFileSaysAndTheRestElsewhere() {
    Plan plan = map(Optional.of("npu"), entry("layer.1.key", "hbm"));
    assertEquals(
        List.of("npu", "hbm", "npu", "npu"),
        plan.placements().stream().map(Placement::device).toList());
    assertEquals("../mappings/m.json#/placements/0", plan.placements().get(1).because());
    assertEquals(
        "../mappings/m.json does not name it, and says otherwise",
        plan.placements().get(0).because());
    assertEquals("npu", plan.otherwise());
  }

  @Test
  void aStarStandsForAnyText() {
    Plan plan = map(Optional.empty(), entry("*y", "cim"), entry("layer.*.s*", "npu"));
    assertEquals(
        List.of("cim", "cim", "npu", "npu"),
        plan.placements().stream().map(Placement::device).toList());
  }

  @Test
  void additionsOfPartialSumsCanBePlacedWhereADeviceLeavesSome() {
    Plan plan = map(Optional.of("npu"), entry("*y", "hbm"), entry("layer.1.key.sum", "npu"));
    assertEquals(
        List.of("hbm", "hbm", "npu", "npu", "npu"),
        plan.placements().stream().map(Placement::device).toList());
    assertEquals("layer.1.key.sum", plan.placements().get(4).operation());
    String refusal = refusal(entry("layer.1.key", "cim"), entry("layer.1.key.sum", "npu"));
    assertTrue(refusal.contains("tiny has no operation \"layer.1.key.sum\""), refusal);
  }

  @Test
  void partsAreKeptAndWhatPutsThemTogetherCanBePlaced() {
    Plan plan =
        map(
            Optional.of("npu"),
            entry(QUERY, List.of(0, 32), List.of(0, 48), "cim"),
            entry(QUERY, List.of(32, 64), List.of(0, 48), "hbm"),
            entry(QUERY, List.of(), List.of(48, 96), "npu"),
            entry("layer.1.query.reduce.0", "hbm"),
            entry("*.gather", "cim"));
    assertEquals(
        new Placement(
            QUERY,
            Optional.of(new Range(0, 32)),
            Optional.of(new Range(0, 48)),
            "cim",
            1,
            "../mappings/m.json#/placements/0"),
        plan.placements().get(0));
    assertEquals(Optional.empty(), plan.placements().get(2).rows());
    assertEquals(
        List.of("layer.1.query.reduce.0 hbm", "layer.1.query.gather cim"),
        plan.placements().stream().skip(6).map(p -> p.operation() + " " + p.device()).toList());
  }

  @Test
  void rangesThatCoverTheWholeMatrixAreNoParts() {
    Plan plan = map(Optional.of("npu"), entry(QUERY, List.of(0, 64), List.of(0, 96), "cim"));
    assertEquals(Optional.empty(), plan.placements().get(0).rows());
    assertEquals(Optional.empty(), plan.placements().get(0).columns());
  }

  @Test
  void anOperationPlacedTwiceIsRefused() {
    assertEquals(
        "/mappings/m.json#/placements/1: layer.1.softmax is placed twice: by /placements/0"
            + " already. No entry overrides another; take one of the two away.",
        refusal(entry("layer.1.softmax", "npu"), entry("*.softmax", "npu")));
    assertEquals(
        "/mappings/m.json#/placements/1: layer.1.query is placed twice: its rows [0, 64) in"
            + " columns [0, 96) are placed by /placements/0 too.",
        refusal(entry(QUERY, "npu"), entry("*.query", "cim")));
  }

  @Test
  void anUnknownOperationIsRefusedWithTheNearest() {
    assertEquals(
        "/mappings/m.json#/placements/0/operation: tiny has no operation \"layer.1.qery\". The"
            + " nearest known names are layer.1.query, layer.1.key, layer.1.scores.",
        refusal(entry("layer.1.qery", "npu")));
    assertTrue(refusal(entry("layer.1.query.gather", "npu")).contains("has no operation"));
  }

  @Test
  void anUnknownDeviceIsRefused() {
    assertEquals(
        "/mappings/m.json#/placements/0/device: the experiment has no device \"gpu\"; it has cim,"
            + " hbm, npu.",
        refusal(entry(QUERY, "gpu")));
    assertEquals(
        "/mappings/m.json#/otherwise: the experiment has no device \"gpu\"; it has cim, hbm, npu.",
        refusal(Optional.of("gpu"), entry(QUERY, "npu")));
  }

  @Test
  void anOperationThatIsNotPlacedIsRefused() {
    assertEquals(
        "/mappings/m.json: no entry places layer.1.key, layer.1.scores, layer.1.softmax (3 in all)."
            + " Place them, or give \"otherwise\", the device of what is not named.",
        refusal(Optional.empty(), entry(QUERY, "npu")));
    assertEquals(
        "/mappings/m.json: no entry places layer.1.query.gather (1 in all). Place them, or give"
            + " \"otherwise\", the device of what is not named.",
        refusal(
            Optional.empty(),
            entry(QUERY, List.of(), List.of(0, 48), "npu"),
            entry(QUERY, List.of(), List.of(48, 96), "npu"),
            entry("layer.1.key", "npu"),
            entry("layer.1.s*", "npu")));
  }

  @Test
  void aGapIsNamed() {
    assertEquals(
        "/mappings/m.json#/placements/1: columns [48, 50) of layer.1.query are not placed. The"
            + " parts of an operation must cover its matrix.",
        refusal(
            entry(QUERY, List.of(), List.of(0, 48), "npu"),
            entry(QUERY, List.of(), List.of(50, 96), "npu")));
    assertEquals(
        "/mappings/m.json#/placements/0: rows [60, 64) of layer.1.query in columns [0, 96) are not"
            + " placed. The parts of an operation must cover its matrix.",
        refusal(entry(QUERY, List.of(0, 60), List.of(), "npu")));
  }

  @Test
  void anOverlapIsNamed() {
    assertEquals(
        "/mappings/m.json#/placements/1: layer.1.query is placed twice: its columns [40, 48) are"
            + " placed by /placements/0 too.",
        refusal(
            entry(QUERY, List.of(), List.of(0, 48), "npu"),
            entry(QUERY, List.of(), List.of(40, 96), "npu")));
  }

  @Test
  void rangesOutsideTheMatrixOrWithoutOneAreRefused() {
    assertEquals(
        "/mappings/m.json#/placements/0/columns: columns [0, 97) are outside the matrix of"
            + " layer.1.query, which has columns [0, 96).",
        refusal(entry(QUERY, List.of(), List.of(0, 97), "npu")));
    assertEquals(
        "/mappings/m.json#/placements/0/rows: rows are [from, to) with 0 <= from < to, not [8, 8].",
        refusal(entry(QUERY, List.of(8, 8), List.of(), "npu")));
    assertEquals(
        "/mappings/m.json#/placements/0: layer.1.softmax is a softmax and has no matrix that could"
            + " be split. Take its rows and columns away.",
        refusal(entry("layer.1.softmax", List.of(0, 4), List.of(), "npu")));
  }

  @Test
  void aMappingOfAnotherModelIsRefused() {
    MappingFile other =
        new MappingFile(Optional.of("bert-base"), Optional.empty(), List.of(), Optional.of("npu"));
    assertEquals(
        "/mappings/m.json#/workload: this mapping was made for bert-base, but the workload is"
            + " tiny. Take the key away if it fits both.",
        assertThrows(InputProblem.class, () -> map(other)).getMessage());
  }

  @RepeatedTest(50)
  void randomTilingsAreAcceptedAndCoverEveryElementOnce(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    Plan plan = map(Optional.of("npu"), tiling(random).toArray(Entry[]::new));
    int[][] covered = new int[Samples.ROWS][Samples.COLUMNS];
    for (Placement p : plan.placements()) {
      if (p.operation().equals(QUERY)) {
        Range rows = p.rows().orElse(Range.all(Samples.ROWS));
        Range columns = p.columns().orElse(Range.all(Samples.COLUMNS));
        for (int r = rows.from(); r < rows.to(); r++) {
          for (int c = columns.from(); c < columns.to(); c++) {
            covered[r][c]++;
          }
        }
      }
    }
    for (int[] row : covered) {
      for (int times : row) {
        assertEquals(1, times);
      }
    }
  }

  @RepeatedTest(50)
  void randomTilingsWithOneDamagedPartAreRefused(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Entry> tiling = tiling(random);
    int victim = random.nextInt(tiling.size());
    Entry part = tiling.get(victim);
    switch (random.nextInt(3)) {
      case 0 -> tiling.set(victim, moved(part, part.rows(), shorter(part.columns())));
      case 1 -> tiling.set(victim, moved(part, shorter(part.rows()), part.columns()));
      default -> tiling.add(random.nextInt(tiling.size()), part);
    }
    String message = refusal(tiling.toArray(Entry[]::new));
    assertTrue(
        message.contains("not placed")
            || message.contains("placed twice")
            || message.contains("overlap")
            || message.contains("outside")
            || message.contains("0 <= from < to"),
        message);
  }

  private static Entry moved(Entry part, List<Integer> rows, List<Integer> columns) {
    return entry(part.operation(), rows, columns, part.device());
  }

  private static List<Integer> shorter(List<Integer> range) {
    return List.of(range.get(0) + 1, range.get(1));
  }

  /** Parts in random order: random column ranges, each cut into random row ranges. */
  private static List<Entry> tiling(SplittableRandom random) {
    List<Entry> parts = new ArrayList<>();
    for (List<Integer> columns : cuts(random, Samples.COLUMNS)) {
      for (List<Integer> rows : cuts(random, Samples.ROWS)) {
        String device = List.of("cim", "hbm", "npu").get(random.nextInt(3));
        parts.add(random.nextInt(parts.size() + 1), entry(QUERY, rows, columns, device));
      }
    }
    return parts;
  }

  private static List<List<Integer>> cuts(SplittableRandom random, int size) {
    List<List<Integer>> ranges = new ArrayList<>();
    int from = 0;
    while (from < size) {
      int to = Math.min(size, from + 1 + random.nextInt(size));
      ranges.add(List.of(from, to));
      from = to;
    }
    return ranges;
  }
}
