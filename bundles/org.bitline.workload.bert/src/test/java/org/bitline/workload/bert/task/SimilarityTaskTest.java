package org.bitline.workload.bert.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Workload;
import org.bitline.workload.bert.TinyBert;
import org.bitline.workload.bert.encoder.BertGraph;
import org.bitline.workload.bert.encoder.WeightTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTaskTest {

  @TempDir Path folder;

  @Test
  void pairsAreReadByColumnNameWithoutQuoting() {
    TinyBert.write(
        folder.resolve("d.tsv"),
        "\uFEFFgenre\tsentence2\tscore\tsentence1\r\n"
            + "x\ta \"quoted\" b\t5\t\"open\n"
            + "\n"
            + "x\tb\\n\t1.5\tc, d\textra\n");
    SentencePairs pairs = SentencePairs.read(folder.resolve("d.tsv"), where());
    assertEquals(List.of("\"open", "a \"quoted\" b", "c, d", "b\\n"), pairs.sentences());
    assertEquals(1.5, pairs.scores()[1]);
  }

  @Test
  void inputsAreKeyedByRowAndSide() {
    Task.Instance task = open("score\tsentence1\tsentence2\n1\ta\tb\n2\tc\td\n");
    assertEquals(List.of(0L, 1L, 2L, 3L), task.inputs().stream().map(TokenSequence::key).toList());
    assertEquals(List.of(folder.resolve("d.tsv")), task.sources());
  }

  @Test
  void correlationsAreThoseOfCosineAndScore() {
    Task.Instance task = open("score\tsentence1\tsentence2\n1\ta\tb\n4\tc\td\n2\te\tf\n5\tg\th\n");
    // cosines 0, 0.6, 0.8, 1: ranks 1 2 3 4 against 1 3 2 4
    List<float[]> outputs =
        List.of(
            new float[] {1, 0},
            new float[] {0, 2},
            new float[] {1, 0},
            new float[] {3, 4},
            new float[] {2, 0},
            new float[] {4, 3},
            new float[] {1, 1},
            new float[] {2, 2});
    Map<String, Double> scores = task.score(outputs);
    assertEquals(List.of("spearman", "pearson"), List.copyOf(scores.keySet()));
    assertEquals(0.8, scores.get("spearman"), 1e-12);
    assertEquals(
        pearson(new double[] {0, 0.6, 0.8, 1}, new double[] {1, 4, 2, 5}),
        scores.get("pearson"),
        1e-7);
  }

  @Test
  void outputsThatAreAllAlikeCorrelateWithNothing() {
    Task.Instance task = open("score\tsentence1\tsentence2\n1\ta\tb\n2\tc\td\n");
    for (float value : new float[] {0, 1}) {
      List<float[]> outputs = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        outputs.add(new float[] {value, value});
      }
      assertEquals(Map.of("spearman", 0.0, "pearson", 0.0), task.score(outputs));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file is empty; a header with score, sentence1, sentence2 is wanted.",
        "score,sentence1,sentence2 | there is no column score. Columns are separated by tabs.",
        "score~sentence1 | line 1 names the columns score, sentence1; there is no column sentence2",
        "score~sentence1~sentence2 | the table has 0 pairs; a correlation needs at least 2.",
        "score~sentence1~sentence2;1~a~b | the table has 1 pairs",
        "score~sentence1~sentence2;1~a~b;1~c~d | every pair has the score 1.0; a correlation needs",
        "score~sentence1~sentence2;1~a~b;;high~c~d"
            + " | line 4 has the score \"high\"; a finite number is wanted.",
        "score~sentence1~sentence2;1~a~b;NaN~c~d | line 3 has the score \"NaN\"; a finite number",
        "score~sentence1~sentence2;1~a~b;2~c | line 3 has 2 columns; sentence2 is column 3.",
      })
  void aWrongTableIsLocated(String text, String message) {
    assertProblem(text.replace('~', '\t').replace(';', '\n'), "d.tsv: ", message);
  }

  @Test
  void aFileThatIsNoTextIsRefused() throws Exception {
    Files.write(folder.resolve("d.tsv"), new byte[] {'a', (byte) 0xc3, '(', 0});
    assertProblem("d.tsv: the file is not UTF-8 text; save it as UTF-8, or name another file.");
    Files.write(folder.resolve("d.tsv"), "a\0b".getBytes(StandardCharsets.UTF_8));
    assertProblem(
        "d.tsv: the file holds zero bytes, so it is binary; a UTF-8 text file is wanted.");
    Files.delete(folder.resolve("d.tsv"));
    assertProblem("experiment.json#/inputs/dataset: there is no file " + folder.resolve("d.tsv"));
    Files.createDirectory(folder.resolve("d.tsv"));
    assertProblem("experiment.json#/inputs/dataset: " + folder.resolve("d.tsv") + " is a folder");
  }

  @Test
  void aWorkloadWithoutTokenizerIsRefused() {
    TinyBert.write(folder.resolve("d.tsv"), "score\tsentence1\tsentence2\n1\ta\tb\n2\tc\td\n");
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                new SimilarityTask()
                    .open(new SimilarityTask.Parameters("d.tsv"), section(), workload(false)));
    assertTrue(
        problem.getMessage().startsWith("experiment.json#/inputs: tiny has shapes alone"),
        problem::getMessage);
  }

  private Task.Instance open(String text) {
    TinyBert.write(folder.resolve("d.tsv"), text);
    return new SimilarityTask()
        .open(new SimilarityTask.Parameters("d.tsv"), section(), workload(true));
  }

  private void assertProblem(String text, String... parts) {
    if (parts.length > 0) {
      TinyBert.write(folder.resolve("d.tsv"), text);
    }
    InputProblem problem =
        assertThrows(
            InputProblem.class,
            () ->
                new SimilarityTask()
                    .open(new SimilarityTask.Parameters("d.tsv"), section(), workload(true)));
    for (String part : parts.length > 0 ? parts : new String[] {text}) {
      assertTrue(problem.getMessage().contains(part), problem::getMessage);
    }
  }

  private Section section() {
    return new Section(new Location("experiment.json", "/inputs"), folder, Map.of());
  }

  private static Location where() {
    return new Location("experiment.json", "/inputs/dataset");
  }

  /** A workload whose tokenizer gives each text's letters. */
  static Workload workload(boolean tokenizer) {
    return new Workload(
        "tiny",
        BertGraph.of(TinyBert.CONFIG, Pooling.MEAN_NORMALISED),
        WeightTensors.none(),
        16,
        false,
        tokenizer ? Optional.of(SimilarityTaskTest::letters) : Optional.empty(),
        Map.of());
  }

  private static List<TokenSequence> letters(List<String> texts) {
    List<TokenSequence> sequences = new ArrayList<>();
    for (String text : texts) {
      sequences.add(new TokenSequence(sequences.size(), text.chars().toArray(), text.length()));
    }
    return sequences;
  }

  private static double pearson(double[] x, double[] y) {
    double meanX = java.util.Arrays.stream(x).average().orElseThrow();
    double meanY = java.util.Arrays.stream(y).average().orElseThrow();
    double xy = 0;
    double xx = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY);
      xx += (x[i] - meanX) * (x[i] - meanX);
      yy += (y[i] - meanY) * (y[i] - meanY);
    }
    return xy / Math.sqrt(xx * yy);
  }
}
