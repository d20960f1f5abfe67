package org.bitline.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command bitline. */
@Command(
    name = "bitline",
    mixinStandardHelpOptions = true,
    description =
        "What BERT costs, and what is left of its answers, on ReRAM, DRAM-PIM and digital devices.",
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done",
      "1:a defect of Bitline, or a reference case that failed",
      "2:the input is wrong",
      "3:a bundle or device failed",
      "4:a constraint cannot be met"
    },
    subcommands = {
      RunCommand.class,
      MapCommand.class,
      CheckCommand.class,
      DevicesCommand.class,
      ModelsCommand.class,
      CompareCommand.class,
      ConformanceCommand.class
    })
final class Root implements Callable<Integer>, CommandLine.IVersionProvider {

  private final Services services;
  private final Console console;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Print stack traces of problems.")
  private boolean debug;

  @Spec private CommandSpec spec;

  Root(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  Console console() {
    return console;
  }

  boolean debug() {
    return debug;
  }

  @Override
  public String[] getVersion() {
    return new String[] {
      "Bitline " + services.installation().version(),
      "Java " + System.getProperty("java.runtime.version")
    };
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(console.err());
    return 2;
  }
}
