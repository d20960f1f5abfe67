package org.bitline.workload.bert.files;

import java.nio.file.Path;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.WeightTensors;

/**
 * A model as it was read from a folder.
 *
 * @param config its sizes
 * @param tensors its weights
 * @param weightFile the file that they came from
 * @param format that file's format
 */
public record LoadedModel(
    BertConfig config, WeightTensors tensors, Path weightFile, String format) {}
