package org.bitline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.Engine.NamedMapping;
import org.bitline.api.result.Engine.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the mapping that run would use, or where its weights lie. */
@Command(
    name = "map",
    mixinStandardHelpOptions = true,
    description = "Write the mapping that run would use, and run nothing.")
final class MapCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;

  @Parameters(paramLabel = "EXPERIMENT", description = "Descriptor file.")
  private Path experiment;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder for the mapping files; default the current one.")
  private Path out = Path.of("");

  @Option(
      names = "--layout",
      paramLabel = "OPERATION",
      description =
          "Write in which channel, bank, row and column each weight of the operation lies, and no"
              + " mapping; may be repeated.")
  private List<String> layouts = List.of();

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Mixin private RunOptions options;

  MapCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    int threads = Runtime.getRuntime().availableProcessors();
    Request request = options.request(experiment, threads, Optional.empty(), false);
    options.install(services, request);
    if (!layouts.isEmpty()) {
      return layouts(request);
    }
    List<NamedMapping> mappings;
    try (Bar bar = new Bar(console, quiet)) {
      mappings = services.engine().map(request, bar);
    }
    folder();
    for (NamedMapping mapping : mappings) {
      Path file = out.resolve(mapping.variant() + ".mapping.json");
      services.engine().write(mapping.mapping(), file);
      console.out().println(file + ": " + mapping.mapping().placements().size() + " placements");
    }
    return 0;
  }

  private int layouts(Request request) {
    folder();
    List<Path> files;
    try (Bar bar = new Bar(console, quiet)) {
      files = services.engine().layouts(request, layouts, out, bar);
    }
    files.forEach(file -> console.out().println(file));
    return 0;
  }

  private void folder() {
    try {
      Files.createDirectories(out.toAbsolutePath());
    } catch (IOException e) {
      throw new InputProblem("the folder " + out + " cannot be made: " + e.getMessage(), e);
    }
  }
}
