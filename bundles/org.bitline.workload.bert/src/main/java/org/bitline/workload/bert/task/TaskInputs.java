package org.bitline.workload.bert.task;

import java.util.List;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Section;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Tokenizer;
import org.bitline.api.workload.Workload;

/** Makes a task's texts a workload's inputs. */
final class TaskInputs {

  private TaskInputs() {}

  /** Encodes texts; each is keyed by its place in the list. */
  static List<TokenSequence> encode(List<String> texts, Workload workload, Section section) {
    Tokenizer tokenizer =
        workload
            .tokenizer()
            .orElseThrow(
                () ->
                    new InputProblem(
                        section.location(),
                        workload.name()
                            + " has shapes alone and cannot read text; leave inputs out for costs"
                            + " alone, or name a model with weights."));
    return List.copyOf(tokenizer.encode(texts));
  }
}
