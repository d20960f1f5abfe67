package org.bitline.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.bitline.api.base.InputProblem;
import org.osgi.service.component.annotations.Component;

/**
 * {@code bitline compare RESULT…}: the runs of several results side by side, against the first.
 * Found by the service property {@code bitline.command=compare}.
 */
@Component(service = Function.class, property = "bitline.command=compare")
public final class CompareCommand implements Function<List<Path>, String> {

  /** Units of metrics that have one; a result file does not carry them. */
  private static final Map<String, String> UNITS = Map.of("output-snr", "dB");

  @Override
  public String apply(List<Path> results) {
    if (results.isEmpty()) {
      throw new InputProblem("compare needs at least one result.json, or a folder that holds one.");
    }
    List<Summary> runs = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Path result : results) {
      for (Summary run : ResultReader.read(result)) {
        int times = seen.merge(run.label(), 1, Integer::sum);
        runs.add(times == 1 ? run : run.labelled(run.label() + " #" + times));
      }
    }
    List<String> metrics =
        runs.stream().flatMap(r -> r.accuracy().keySet().stream()).distinct().toList();
    return new SummaryTable(runs, Optional.of(runs.get(0)), Total.ALWAYS, metrics, UNITS).text()
        + "\n";
  }
}
