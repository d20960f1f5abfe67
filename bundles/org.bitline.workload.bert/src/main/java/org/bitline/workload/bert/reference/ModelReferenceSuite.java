package org.bitline.workload.bert.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.bitline.api.base.Installation;
import org.bitline.api.result.ReferenceSuite;
import org.bitline.numerics.MatrixKernels;
import org.bitline.workload.bert.ModelCatalogue;
import org.bitline.workload.bert.files.ModelFolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the cases of family {@code model}: outputs of real models, made by other runtimes. A case is
 * one sentence, or one probed matrix product.
 */
@Component(service = ReferenceSuite.class)
public final class ModelReferenceSuite implements ReferenceSuite {

  private final ModelCatalogue catalogue;
  private final MatrixKernels kernels;

  @Activate
  public ModelReferenceSuite(
      @Reference Installation installation, @Reference MatrixKernels kernels) {
    this.catalogue = new ModelCatalogue(installation);
    this.kernels = kernels;
  }

  @Override
  public String family() {
    return "model";
  }

  @Override
  public void run(Path file, Consumer<CaseOutcome> outcomes) {
    GoldenFile golden = GoldenFile.read(file);
    boolean probes = golden.json().path("matmuls").isObject();
    if (!probes && !golden.json().path("sentences").isArray()) {
      throw golden.problem("", "a reference file of models has \"sentences\" or \"matmuls\".");
    }
    Optional<String> reason = reasonToSkip(golden, probes);
    if (reason.isPresent()) {
      skipAll(golden, probes, reason.get(), outcomes);
      return;
    }
    LoadedEncoder encoder = LoadedEncoder.of(folder(golden).orElseThrow(), kernels);
    if (probes) {
      new ProbeCases(golden, encoder).run(outcomes);
    } else {
      new SentenceCases(golden, encoder).run(outcomes);
    }
  }

  private Optional<ModelFolder> folder(GoldenFile golden) {
    return catalogue.installed(golden.text("/model"));
  }

  private Optional<String> reasonToSkip(GoldenFile golden, boolean probes) {
    JsonNode first = golden.json().path("sentences").path(0);
    if (!probes && first.has("top5")) {
      return Optional.of("task masked-lm is not installed");
    }
    if (folder(golden).isEmpty()) {
      return Optional.of("model " + golden.text("/model") + " is not at hand");
    }
    if (!probes && !first.has("embedding")) {
      return Optional.of("the pooler that it compares is no part of the encoder's graph");
    }
    return Optional.empty();
  }

  private static void skipAll(
      GoldenFile golden, boolean probes, String reason, Consumer<CaseOutcome> outcomes) {
    if (probes) {
      golden
          .json()
          .path("matmuls")
          .fieldNames()
          .forEachRemaining(name -> outcomes.accept(skipped(golden, name, reason)));
      return;
    }
    for (int i = 0; i < golden.json().path("sentences").size(); i++) {
      outcomes.accept(skipped(golden, Integer.toString(i), reason));
    }
  }

  private static CaseOutcome skipped(GoldenFile golden, String id, String reason) {
    return new CaseOutcome(golden.name() + "/" + id, Status.SKIP, reason);
  }
}
