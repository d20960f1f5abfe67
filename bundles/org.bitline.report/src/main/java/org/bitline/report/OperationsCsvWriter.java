package org.bitline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.NumberOutput;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitline.api.result.ReportWriter;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Circumstances;
import org.bitline.api.result.Result.OperationOutcome;
import org.osgi.service.component.annotations.Component;

/** {@code operations.csv}: a row per run and operation, SI units in the header (RFC 4180, LF). */
@Component(service = ReportWriter.class)
public final class OperationsCsvWriter implements ReportWriter {

  private static final String FILE = "operations.csv";
  private static final List<String> HEADER =
      List.of(
          "run",
          "id",
          "kind",
          "layer",
          "device",
          "start_s",
          "latency_s",
          "energy_J",
          "macs",
          "snr_dB",
          "critical",
          "because");

  @Override
  public void write(Result result, Circumstances circumstances, Path folder) {
    List<List<String>> rows = new ArrayList<>();
    result.runs().forEach(run -> run.operations().forEach(o -> rows.add(row(run.name(), o))));
    CsvSchema schema =
        CsvSchema.builder().addColumns(HEADER, CsvSchema.ColumnType.STRING).build().withHeader();
    try {
      String text = new CsvMapper().writerFor(List.class).with(schema).writeValueAsString(rows);
      ReportFiles.write(text, folder.resolve(FILE));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("rows could not be written as CSV", e);
    }
  }

  private static List<String> row(String run, OperationOutcome o) {
    String where = run + "/" + o.id();
    return List.of(
        run,
        o.id(),
        o.kind(),
        String.valueOf(o.layer()),
        o.device(),
        number(o.startSeconds(), where + "/start_s"),
        number(o.latencySeconds(), where + "/latency_s"),
        number(o.energyJoules(), where + "/energy_J"),
        String.valueOf(o.macs()),
        o.snrDb().map(snr -> number(snr, where + "/snr_dB")).orElse(""),
        o.critical(),
        o.because());
  }

  private static String number(double value, String where) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("result " + where + " is " + value);
    }
    return NumberOutput.toString(value, true);
  }
}
