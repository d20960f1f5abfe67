package org.bitline.workload.bert.reference;

import java.util.List;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation.Pooling;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Tokenizer;
import org.bitline.numerics.Float32Operations;
import org.bitline.numerics.MatrixKernels;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.BertGraph;
import org.bitline.workload.bert.files.LoadedModel;
import org.bitline.workload.bert.files.ModelFolder;
import org.bitline.workload.bert.text.BertTokenizer;

/**
 * A model ready to run in float32, by the same graph, loader and tokenizer as a workload.
 *
 * @param config its sizes
 * @param graph pooled by the mean, length 1
 * @param tokenizer without padding, cut to the positions that the model has
 */
record LoadedEncoder(BertConfig config, Graph graph, Tokenizer tokenizer, Float32Run run) {

  static LoadedEncoder of(ModelFolder folder, MatrixKernels kernels) {
    LoadedModel model = folder.load();
    BertConfig config = model.config();
    Graph graph = BertGraph.of(config, Pooling.MEAN_NORMALISED);
    return new LoadedEncoder(
        config,
        graph,
        BertTokenizer.of(folder, config, config.positions(), false),
        new Float32Run(new Float32Operations(kernels), graph, model.tensors()));
  }

  TokenSequence encode(String text) {
    return tokenizer.encode(List.of(text)).get(0);
  }
}
