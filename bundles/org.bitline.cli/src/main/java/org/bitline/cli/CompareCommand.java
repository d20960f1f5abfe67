package org.bitline.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Puts results side by side. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "Put results side by side.")
final class CompareCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;

  @Parameters(
      arity = "1..*",
      paramLabel = "RESULT",
      description = "result.json files, or the folders that hold them.")
  private List<Path> results;

  CompareCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    List<Path> files =
        results.stream().map(r -> Files.isDirectory(r) ? r.resolve("result.json") : r).toList();
    console.out().println(services.compare(files));
    return 0;
  }
}
