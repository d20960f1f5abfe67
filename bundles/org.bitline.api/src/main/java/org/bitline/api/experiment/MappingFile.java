package org.bitline.api.experiment;

import java.util.List;
import java.util.Optional;
import org.bitline.api.unit.Param;

/** A mapping file, format {@value #FORMAT}. */
public record MappingFile(
    @Param(doc = "The model it was made for, e.g. all-minilm-l6-v2.") Optional<String> workload,
    @Param(doc = "What it shows.") Optional<String> description,
    @Param(doc = "Operations and parts on devices.") List<Entry> placements,
    @Param(doc = "Device of every operation that is not named.") Optional<String> otherwise) {

  public static final String FORMAT = "bitline/mapping/1";

  /** An operation, or a part of its matrix, on a device. */
  public record Entry(
      @Param(doc = "Operation id; * stands for any text, e.g. layer.*.ffn1.") String operation,
      @Param(doc = "Rows [from, to) of its matrix; default all.") List<Integer> rows,
      @Param(doc = "Columns [from, to) of its matrix; default all.") List<Integer> columns,
      @Param(doc = "Device name in the experiment.") String device,
      @Param(doc = "Copies of the weight.", byDefault = "1", min = 1, max = 1000000) int copies,
      @Param(doc = "The reason.") Optional<String> because) {}
}
