package org.bitline.device.reram.reference;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite;
import org.bitline.api.tensor.RandomStream;
import org.bitline.numerics.KeyedStream;
import org.osgi.service.component.annotations.Component;

/**
 * Runs the cases of family {@code crosssim}: products of crossbars by CrossSim 3.2.0 and cells over
 * time by aihwkit 1.1.0. A case is one file.
 *
 * <p>Draws are keyed by the file's {@code id} and the draw: the same digits in every run.
 */
@Component(service = ReferenceSuite.class)
public final class CrossbarReferenceSuite implements ReferenceSuite {

  private static final long SEED = 1;

  @Override
  public String family() {
    return "crosssim";
  }

  @Override
  public void run(Path file, Consumer<CaseOutcome> outcomes) {
    Golden golden = Golden.read(file);
    String id = golden.text("id");
    RandomStream random = KeyedStream.of(SEED).at(id);
    String name = file.getFileName() + "/" + id;
    if (!golden.has("config")) {
      outcomes.accept(new DriftCase(name, golden, random).outcome());
      return;
    }
    MatrixCase matrix = new MatrixCase(name, golden, random);
    outcomes.accept(
        switch (golden.text("kind")) {
          case "deterministic" -> matrix.deterministic();
          case "statistical" -> matrix.statistical();
          default -> throw golden.problem("kind", "deterministic or statistical is wanted here.");
        });
  }
}
