package org.bitline.workload.bert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.workload.ModelInfo;
import org.bitline.api.workload.Tokenizer;
import org.bitline.api.workload.Workload;
import org.bitline.api.workload.WorkloadProvider;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.BertGraph;
import org.bitline.workload.bert.encoder.WeightTensors;
import org.bitline.workload.bert.files.DataFiles;
import org.bitline.workload.bert.files.LoadedModel;
import org.bitline.workload.bert.files.ModelFolder;
import org.bitline.workload.bert.text.BertTokenizer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Loads BERTs: trained ones from disk, and published shapes without weights. */
@Component(service = WorkloadProvider.class)
public final class BertProvider implements WorkloadProvider<BertParameters> {

  /** [CLS] and [SEP] stand in every sequence. */
  private static final int SHORTEST_SEQUENCE = 2;

  private final ModelCatalogue catalogue;

  @Activate
  public BertProvider(@Reference Installation installation) {
    this.catalogue = new ModelCatalogue(installation);
  }

  @Override
  public String id() {
    return "bert";
  }

  @Override
  public Class<BertParameters> parameters() {
    return BertParameters.class;
  }

  @Override
  public List<ModelInfo> models() {
    return catalogue.list();
  }

  @Override
  public Workload load(BertParameters parameters, Section section) {
    Optional<ShapeModel> shape = ShapeModel.of(parameters.model());
    if (shape.isPresent()) {
      return shapeAlone(shape.get(), parameters, section);
    }
    ModelFolder folder =
        catalogue.find(parameters.model(), section, section.location().member("model"));
    return trained(folder, parameters, section);
  }

  private static Workload shapeAlone(ShapeModel shape, BertParameters parameters, Section section) {
    requireLength(parameters, shape.config(), 1, section);
    return workload(
        parameters, shape.config(), WeightTensors.none(), Optional.empty(), facts(shape.config()));
  }

  private static Workload trained(ModelFolder folder, BertParameters parameters, Section section) {
    LoadedModel model = folder.load();
    requireLength(parameters, model.config(), SHORTEST_SEQUENCE, section);
    Tokenizer tokenizer =
        BertTokenizer.of(folder, model.config(), parameters.sequenceLength(), parameters.padding());
    Map<String, Object> facts = facts(model.config());
    facts.put("format", model.format());
    facts.put("weightsSha256", DataFiles.sha256(model.weightFile()));
    Stream.of(folder.tokenizerJson(), folder.vocabulary(), folder.tokenizerConfig())
        .flatMap(Optional::stream)
        .forEach(file -> facts.put(file.getFileName() + " sha256", DataFiles.sha256(file)));
    return workload(parameters, model.config(), model.tensors(), Optional.of(tokenizer), facts);
  }

  private static Workload workload(
      BertParameters parameters,
      BertConfig config,
      WeightTensors tensors,
      Optional<Tokenizer> tokenizer,
      Map<String, Object> facts) {
    return new Workload(
        parameters.model(),
        BertGraph.of(config, parameters.pooling()),
        tensors,
        parameters.sequenceLength(),
        parameters.padding(),
        tokenizer,
        facts);
  }

  private static Map<String, Object> facts(BertConfig config) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("layers", config.layers());
    facts.put("hidden", config.hidden());
    facts.put("heads", config.heads());
    facts.put("headSize", config.headSize());
    facts.put("intermediate", config.intermediate());
    facts.put("vocabulary", config.vocabulary());
    facts.put("parameters", config.parameters());
    facts.put("activation", config.activation().name().toLowerCase(Locale.ROOT));
    // Bits, not digits: the text of a float differs between JDKs, and this goes into a digest.
    facts.put("epsilonBits", Integer.toHexString(Float.floatToRawIntBits(config.epsilon())));
    facts.put("format", "shape");
    return facts;
  }

  private static void requireLength(
      BertParameters parameters, BertConfig config, int least, Section section) {
    int length = parameters.sequenceLength();
    Location where = section.location().member("sequenceLength");
    if (length > config.positions()) {
      throw new InputProblem(
          where,
          "found "
              + length
              + ", a sequence longer than the model allows: "
              + parameters.model()
              + " has "
              + config.positions()
              + " positions; give at most that.");
    }
    if (length < least) {
      throw new InputProblem(
          where, "found " + length + "; at least " + least + " is allowed: [CLS] and [SEP].");
    }
  }
}
