package org.bitline.cost.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite;
import org.bitline.cost.FileComponentLibrary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Runs the cases of family {@code cost}: what other cost models print, and tables of papers. Files
 * are told apart by their names. All prices come from the rows of the cost library that devices
 * use.
 */
@Component(service = ReferenceSuite.class)
public final class CostReferenceSuite implements ReferenceSuite {

  private static final String SUFFIX = ".json";

  private final Map<String, CaseKind> kinds;

  @Activate
  public CostReferenceSuite(@Reference FileComponentLibrary library) {
    Prices prices = new Prices(library);
    this.kinds =
        Map.of(
            "adc_regression", new RegressionCase(prices),
            "tech_scaling", new ScalingCase(),
            "zigzag_imc_macro", new MacroCase(prices),
            "component_library", new LibraryCase(prices),
            "neurosim_v14", new SarCase(prices),
            "cacti7", new CactiCase(prices));
  }

  @Override
  public String family() {
    return "cost";
  }

  @Override
  public void run(Path file, Consumer<CaseOutcome> outcomes) {
    Golden golden = Golden.read(file);
    String name = file.getFileName().toString();
    CaseKind kind = kind(name.substring(0, name.length() - SUFFIX.length()));
    List<Golden> cases = golden.cases();
    for (int i = 0; i < cases.size(); i++) {
      Golden one = cases.get(i);
      String id = name + "/" + (one.has("case") ? one.text("case") : Integer.toString(i));
      outcomes.accept(outcome(kind, id, one, golden));
    }
  }

  private static CaseOutcome outcome(CaseKind kind, String id, Golden one, Golden file) {
    try {
      return kind.run(id, one, file);
    } catch (Refusal e) {
      return new CaseOutcome(id, Status.FAIL, e.getMessage());
    }
  }

  private CaseKind kind(String stem) {
    return stem.startsWith("published_")
        ? new PublishedCase()
        : kinds.getOrDefault(
            stem,
            (id, one, file) ->
                new CaseOutcome(id, Status.SKIP, "informational: this file is not compared"));
  }
}
