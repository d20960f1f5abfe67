package org.bitline.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.Metric;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Circumstances;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablesTest {

  private static final Metric SNR =
      new Metric() {
        @Override
        public String id() {
          return "output-snr";
        }

        @Override
        public String unit() {
          return "dB";
        }

        @Override
        public double value(List<float[]> outputs, List<float[]> reference) {
          throw new AssertionError();
        }
      };

  @TempDir Path folder;

  private Path written(String name, Result result) throws IOException {
    Path target = Files.createDirectories(folder.resolve(name));
    new ResultJsonWriter().write(result, new Circumstances(Map.of()), target);
    return target.resolve("result.json");
  }

  @Test
  void theTableOfAResultComparesWithTheBaseline() {
    assertEquals(
        """
        +-----------------+----------------------------+------------+--------+
        |                 |                      reram |    digital |   FP32 |
        +-----------------+----------------------------+------------+--------+
        | latency         |          123.4 µs (x0.500) |   246.9 µs |        |
        | energy          |          333.3 mJ (x0.500) |   666.7 mJ |        |
        | area            |     ≥ 85.42 mm^2 (≥ x2.00) | 42.71 mm^2 |        |
        | throughput      |            8100 /s (x2.00) |    4050 /s |        |
        | writes          |                      100.0 |          - |        |
        | lifetime        |                    11570 d |          - |        |
        | spearman        | 0.8100 ± 0.00120 (-0.0100) |     0.8200 | 0.8203 |
        | output-snr [dB] |              21.50 ± 0.310 |          - |      - |
        +-----------------+----------------------------+------------+--------+

        Critical path: where the latency goes
        +------------------------------+--------+---------+
        |                              |  reram | digital |
        +------------------------------+--------+---------+
        | computing                    | 50.0 % |       - |
        | waiting for what is occupied | 25.0 % |       - |
        | idle                         | 25.0 % |       - |
        | in cim static-matmul         | 75.0 % |       - |
        +------------------------------+--------+---------+

        +-----------------------------------+--------+-----------+-------+------------+-----------+---------+
        | claim                             |  paper | published |  ours | difference | tolerance | verdict |
        +-----------------------------------+--------+-----------+-------+------------+-----------+---------+
        | latency(digital) / latency(reram) | 10.1/x |     5.800 | 2.000 |    -65.5 % |      10 % |  missed |
        +-----------------------------------+--------+-----------+-------+------------+-----------+---------+

        reram:
          area is a lower bound
        """,
        new ResultTableCommand(List.of(SNR)).apply(Samples.result()));
  }

  @Test
  void aRunWithoutMetricsShowsAllTotals() {
    Result r = Samples.result();
    Result plain =
        new Result(
            r.experiment(),
            r.sha256(),
            r.software(),
            r.seed(),
            List.of(),
            List.of(r.runs().get(1)),
            r.baseline(),
            r.comparison(),
            List.of());
    assertEquals(
        """
        +------------+------------+
        |            |    digital |
        +------------+------------+
        | latency    |   246.9 µs |
        | energy     |   666.7 mJ |
        | area       | 42.71 mm^2 |
        | throughput |    4050 /s |
        +------------+------------+
        """,
        new ResultTableCommand(List.of()).apply(plain));
  }

  @Test
  void compareShowsRunsOfAllFilesAgainstTheFirst() throws IOException {
    Path first = written("a", Samples.result());
    Path second = written("b", Samples.result(1e-3)).getParent();
    assertEquals(
        """
        +-----------------+------------------+-----------------------+-----------------------+-----------------------+--------+
        |                 |        pim/reram |           pim/digital |          pim/reram #2 |        pim/digital #2 |   FP32 |
        +-----------------+------------------+-----------------------+-----------------------+-----------------------+--------+
        | latency         |         123.4 µs |      246.9 µs (x2.00) |      1.000 ms (x8.10) |      246.9 µs (x2.00) |        |
        | energy          |         333.3 mJ |      666.7 mJ (x2.00) |      333.3 mJ (x1.00) |      666.7 mJ (x2.00) |        |
        | area            |     ≥ 85.42 mm^2 | 42.71 mm^2 (≤ x0.500) |     ≥ 85.42 mm^2 (x?) | 42.71 mm^2 (≤ x0.500) |        |
        | throughput      |          8100 /s |      4050 /s (x0.500) |       8100 /s (x1.00) |      4050 /s (x0.500) |        |
        | output-snr [dB] |    21.50 ± 0.310 |                     - |    21.50 ± 0.310 (+0) |                     - |      - |
        | spearman        | 0.8100 ± 0.00120 |      0.8200 (+0.0100) | 0.8100 ± 0.00120 (+0) |      0.8200 (+0.0100) | 0.8203 |
        +-----------------+------------------+-----------------------+-----------------------+-----------------------+--------+
        """,
        new CompareCommand().apply(List.of(first, second)));
  }

  private String refusal(String content) throws IOException {
    Path file = Files.writeString(folder.resolve("r.json"), content);
    String message =
        assertThrows(InputProblem.class, () -> new CompareCommand().apply(List.of(file)))
            .getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message.substring(file.toString().length());
  }

  @Test
  void aFileThatIsNoResultIsRefusedAtItsPlace() throws IOException {
    assertEquals(
        "#/format: the format is \"bitline/mapping/1\", but a result has the format"
            + " \"bitline/result/1\". Give a result.json that ./bitline run has written.",
        refusal("{\"format\": \"bitline/mapping/1\"}"));
    assertEquals(
        "#/format: no format is given, but a result has the format \"bitline/result/1\". Give a"
            + " result.json that ./bitline run has written.",
        refusal("{}"));
    assertEquals(
        ": this is not JSON (line 1, column 11). Give a result.json that ./bitline run has"
            + " written.",
        refusal("{\"format\":"));
    assertEquals(": a result is a JSON object; this file holds none.", refusal(""));
    assertEquals(": a result is a JSON object; this file holds none.", refusal("[1]"));
    String head =
        "{\"format\": \"bitline/result/1\", \"experiment\": {\"name\": \"e\"}, \"runs\": ";
    assertEquals("#/runs: a result has a list of at least one run.", refusal(head + "[]}"));
    assertEquals("#/runs/0/name: a name is missing.", refusal(head + "[{}]}"));
    assertEquals(
        "#/runs/0/totals/latency_s: a number is missing.", refusal(head + "[{\"name\": \"a\"}]}"));
    assertEquals(
        "#/runs/0/totals/latency_s: a number is expected, not \"x\".",
        refusal(head + "[{\"name\": \"a\", \"totals\": {\"latency_s\": \"x\"}}]}"));
  }

  @Test
  void aMissingFileAndNoFileAreRefused() {
    Path gone = folder.resolve("gone.json");
    assertEquals(
        gone + ": there is no such file. Give a result.json or its folder.",
        assertThrows(InputProblem.class, () -> new CompareCommand().apply(List.of(gone)))
            .getMessage());
    assertEquals(
        "compare needs at least one result.json, or a folder that holds one.",
        assertThrows(InputProblem.class, () -> new CompareCommand().apply(List.of())).getMessage());
  }
}
