package org.bitline.workload.bert.task;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.workload.bert.files.DataFiles;

/**
 * Pairs of sentences with a human score of their likeness, from a TSV with a header: columns {@code
 * score}, {@code sentence1}, {@code sentence2}, in any order, others ignored, no quoting, UTF-8.
 *
 * @param scores one finite number per pair, not all the same
 * @param sentences first and second sentence of each pair in turn
 */
record SentencePairs(double[] scores, List<String> sentences) {

  private static final String SCORE = "score";
  private static final String FIRST = "sentence1";
  private static final String SECOND = "sentence2";

  /** Reads a file; {@code where} is the text that names it. */
  static SentencePairs read(Path file, Location where) {
    return new Reader(file).read(DataFiles.text(file, where));
  }

  /** Reads one file. Without quoting a row is a line, so rows count lines. */
  private static final class Reader {

    private static final ObjectReader ROWS =
        CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .build()
            .readerFor(String[].class)
            .with(
                CsvSchema.emptySchema()
                    .withColumnSeparator('\t')
                    .withoutQuoteChar()
                    .withoutEscapeChar());

    private final Path file;
    private int scoreColumn;
    private int firstColumn;
    private int secondColumn;

    Reader(Path file) {
      this.file = file;
    }

    SentencePairs read(String text) {
      if (text.isBlank()) {
        throw new InputProblem(
            file + ": the file is empty; a header with score, sentence1, sentence2 is wanted.");
      }
      List<Double> scores = new ArrayList<>();
      List<String> sentences = new ArrayList<>();
      try (MappingIterator<String[]> rows = ROWS.readValues(text)) {
        header(rows.next());
        for (int line = 2; rows.hasNext(); line++) {
          String[] row = rows.next();
          if (row.length > 0 && !(row.length == 1 && row[0].isBlank())) {
            scores.add(score(cell(row, scoreColumn, SCORE, line), line));
            sentences.add(cell(row, firstColumn, FIRST, line));
            sentences.add(cell(row, secondColumn, SECOND, line));
          }
        }
      } catch (IOException e) {
        throw new InputProblem(file + ": the file is no table (" + e.getMessage() + ").", e);
      }
      requireSpread(scores);
      return new SentencePairs(
          scores.stream().mapToDouble(Double::doubleValue).toArray(), List.copyOf(sentences));
    }

    private void header(String[] names) {
      scoreColumn = column(names, SCORE);
      firstColumn = column(names, FIRST);
      secondColumn = column(names, SECOND);
    }

    private int column(String[] names, String wanted) {
      int column = Arrays.asList(names).indexOf(wanted);
      if (column < 0) {
        throw new InputProblem(
            file
                + ": line 1 names the columns "
                + String.join(", ", names)
                + "; there is no column "
                + wanted
                + ". Columns are separated by tabs.");
      }
      return column;
    }

    private String cell(String[] row, int column, String name, int line) {
      if (column >= row.length) {
        throw new InputProblem(
            file
                + ": line "
                + line
                + " has "
                + row.length
                + " columns; "
                + name
                + " is column "
                + (column + 1)
                + ".");
      }
      return row[column];
    }

    private double score(String text, int line) {
      try {
        double score = Double.parseDouble(text.strip());
        if (Double.isFinite(score)) {
          return score;
        }
      } catch (NumberFormatException e) {
        // told below, together with NaN and infinity
      }
      throw new InputProblem(
          file + ": line " + line + " has the score \"" + text + "\"; a finite number is wanted.");
    }

    private void requireSpread(List<Double> scores) {
      if (scores.size() < 2) {
        throw new InputProblem(
            file + ": the table has " + scores.size() + " pairs; a correlation needs at least 2.");
      }
      if (scores.stream().distinct().count() == 1) {
        throw new InputProblem(
            file
                + ": every pair has the score "
                + scores.get(0)
                + "; a correlation needs scores that differ.");
      }
    }
  }
}
