package org.bitline.cli;

import java.util.concurrent.Callable;
import org.bitline.api.workload.ModelInfo;
import org.bitline.api.workload.WorkloadProvider;
import picocli.CommandLine.Command;

/** Lists the models at hand. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = "Models at hand, with weights or as shapes alone.")
final class ModelsCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;

  ModelsCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    for (WorkloadProvider<?> provider : services.providers()) {
      console.out().println(provider.id() + ":");
      for (ModelInfo model : provider.models()) {
        console
            .out()
            .printf(
                "  %-24s %-8s %s%n",
                model.name(), model.weights() ? "weights" : "shapes", model.summary());
      }
    }
    return 0;
  }
}
