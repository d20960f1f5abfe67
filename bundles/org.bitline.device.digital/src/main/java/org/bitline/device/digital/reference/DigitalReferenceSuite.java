package org.bitline.device.digital.reference;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite;
import org.osgi.service.component.annotations.Component;

/**
 * Runs the cases of family {@code digital}: cycles and counts of SCALE-Sim, energies of ZigZag. The
 * file's {@code meta.tool} says which.
 */
@Component(service = ReferenceSuite.class)
public final class DigitalReferenceSuite implements ReferenceSuite {

  @Override
  public String family() {
    return "digital";
  }

  @Override
  public void run(Path file, Consumer<CaseOutcome> outcomes) {
    CaseFile cases = CaseFile.read(file);
    String tool = cases.text("/meta/tool");
    if (tool.contains("SCALE-Sim")) {
      new ScaleSimCases(cases).run(outcomes);
    } else if (tool.contains("zigzag")) {
      new ZigZagCases(cases).run(outcomes);
    } else {
      throw cases.problem(
          "/meta/tool", "\"" + tool + "\" is not known; cases of SCALE-Sim and ZigZag are");
    }
  }
}
