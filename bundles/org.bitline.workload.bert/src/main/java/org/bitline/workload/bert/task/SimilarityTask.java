package org.bitline.workload.bert.task;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Workload;
import org.bitline.workload.bert.files.DataFiles;
import org.osgi.service.component.annotations.Component;

/**
 * Semantic textual similarity: the cosine of two sentences' vectors held against a human score, as
 * in STS-B (Cer et al., "SemEval-2017 Task 1", SemEval 2017).
 */
@Component(service = Task.class)
public final class SimilarityTask implements Task<SimilarityTask.Parameters> {

  static final String SPEARMAN = "spearman";
  static final String PEARSON = "pearson";

  /** The members of {@code inputs}. */
  public record Parameters(
      @Param(
              doc =
                  "A TSV with a header and the columns score, sentence1, sentence2; UTF-8, no"
                      + " quoting; relative to this file.")
          String dataset) {}

  @Override
  public String id() {
    return "similarity";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public List<String> metrics() {
    return List.of(SPEARMAN, PEARSON);
  }

  @Override
  public Instance open(Parameters parameters, Section section, Workload workload) {
    Location where = section.location().member("dataset");
    Path file = DataFiles.resolve(parameters.dataset(), section, where);
    SentencePairs pairs = SentencePairs.read(file, where);
    return new Pairs(
        pairs.scores(), TaskInputs.encode(pairs.sentences(), workload, section), List.of(file));
  }

  /** Inputs 2r and 2r + 1 are the pair of row r, and these are their keys. */
  private record Pairs(double[] scores, List<TokenSequence> inputs, List<Path> sources)
      implements Instance {

    @Override
    public Map<String, Double> score(List<float[]> outputs) {
      double[] cosines = new double[scores.length];
      for (int row = 0; row < cosines.length; row++) {
        cosines[row] = Cosine.of(outputs.get(2 * row), outputs.get(2 * row + 1));
      }
      Map<String, Double> metrics = new LinkedHashMap<>();
      metrics.put(SPEARMAN, defined(new SpearmansCorrelation().correlation(cosines, scores)));
      metrics.put(PEARSON, defined(new PearsonsCorrelation().correlation(cosines, scores)));
      return metrics;
    }

    /** Outputs that are all alike correlate with nothing; the quotient 0/0 is taken as 0. */
    private static double defined(double correlation) {
      return Double.isNaN(correlation) ? 0 : correlation;
    }
  }
}
