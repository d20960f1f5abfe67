package org.bitline.workload.bert.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Task;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Workload;
import org.bitline.workload.bert.files.DataFiles;
import org.osgi.service.component.annotations.Component;

/** Writes the vector of each text of a file; it has no score of its own. */
@Component(service = Task.class)
public final class EmbedTask implements Task<EmbedTask.Parameters> {

  /** The members of {@code inputs}. */
  public record Parameters(
      @Param(
              doc =
                  "A UTF-8 text file with one text a line, blank lines ignored; relative to this"
                      + " file.")
          String texts) {}

  @Override
  public String id() {
    return "embed";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public List<String> metrics() {
    return List.of();
  }

  @Override
  public Instance open(Parameters parameters, Section section, Workload workload) {
    Location where = section.location().member("texts");
    Path file = DataFiles.resolve(parameters.texts(), section, where);
    List<String> texts =
        DataFiles.text(file, where).lines().filter(line -> !line.isBlank()).toList();
    if (texts.isEmpty()) {
      throw new InputProblem(file + ": the file is empty; one text a line is wanted.");
    }
    return new Texts(TaskInputs.encode(texts, workload, section), List.of(file));
  }

  private record Texts(List<TokenSequence> inputs, List<Path> sources) implements Instance {

    @Override
    public Map<String, Double> score(List<float[]> outputs) {
      return Map.of();
    }

    /** One file, {@code RUN.npy}: float32, one row per text. */
    @Override
    public List<Artifact> artifacts(String run, List<float[]> outputs) {
      return List.of(new Artifact(run + ".npy", NpyFile.of(outputs)));
    }
  }
}
