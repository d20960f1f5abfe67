package org.bitline.device.dram.reference;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.bitline.api.result.ReferenceSuite;
import org.osgi.service.component.annotations.Component;

/**
 * Runs the cases of family {@code dram}: cycles and commands that PIMSimulator and aim_simulator
 * counted. A case is an entry of {@code cases}.
 *
 * <p>The replay must be equal for PIM kernels and within 5 % for traffic of a host, the
 * steady-state engine within 1 % for PIM kernels.
 */
@Component(service = ReferenceSuite.class)
public final class DramReferenceSuite implements ReferenceSuite {

  @Override
  public String family() {
    return "dram";
  }

  @Override
  public void run(Path file, Consumer<CaseOutcome> outcomes) {
    Golden golden = Golden.read(file);
    String simulator = golden.member("meta").text("simulator").toLowerCase(Locale.ROOT);
    List<Golden> cases = golden.list("cases");
    for (int i = 0; i < cases.size(); i++) {
      Golden one = cases.get(i);
      String id = "%s/%03d-%s".formatted(file.getFileName(), i, name(one));
      if (simulator.contains("pimsimulator")) {
        outcomes.accept(new PimSimulatorCase(one).outcome(id));
      } else if (simulator.contains("aim_simulator")) {
        outcomes.accept(new AimSimulatorCase(one).outcome(id));
      } else {
        throw golden
            .member("meta")
            .problem("simulator", "SAITPublic/PIMSimulator or arkhadem/aim_simulator is wanted.");
      }
    }
  }

  private static String name(Golden one) {
    String prefix = one.has("variant") ? one.text("variant") + "-" : "";
    String host = one.has("mode") && one.text("mode").equals("host") ? "host-" : "";
    return prefix
        + host
        + "%s-%dx%d-%dch"
            .formatted(
                one.text("kernel"), one.integer("out"), one.integer("in"), one.integer("channels"));
  }
}
