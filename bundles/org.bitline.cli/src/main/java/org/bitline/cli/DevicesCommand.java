package org.bitline.cli;

import java.util.concurrent.Callable;
import org.bitline.api.result.Engine.Inventory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists device types and models, or describes one. */
@Command(
    name = "devices",
    mixinStandardHelpOptions = true,
    description = "Device types and models at hand; one model with its numbers and sources.")
final class DevicesCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "A model or a type.")
  private String name;

  DevicesCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (name != null) {
      console.out().print(services.engine().describe(name));
      return 0;
    }
    Inventory inventory = services.engine().inventory();
    console.out().println("Types:");
    inventory.types().forEach(this::item);
    console.out().println("Models:");
    inventory.models().forEach(this::item);
    return 0;
  }

  private void item(Inventory.Item item) {
    console.out().printf("  %-28s %s%n", item.name(), item.summary());
  }
}
