package org.bitline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.Engine.Outcome;
import org.bitline.api.result.Engine.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs experiments. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Run experiments and write their results.")
final class RunCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "EXPERIMENT", description = "Descriptor files.")
  private List<Path> experiments;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Output folder; default results/NAME. With several experiments: their parent.")
  private Path out;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Worker threads; default one per core. Never changes a result.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--force", description = "Run again though the result is complete.")
  private boolean force;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Mixin private RunOptions options;

  RunCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    long stems = experiments.stream().map(RunCommand::stem).distinct().count();
    if (out != null && stems < experiments.size()) {
      throw new InputProblem(
          "two of the experiments have the same file name, so --out would give them one folder");
    }
    for (Path experiment : experiments) {
      Optional<Path> folder =
          Optional.ofNullable(out)
              .map(o -> experiments.size() == 1 ? o : o.resolve(stem(experiment)));
      Request request = options.request(experiment, threads, folder, force);
      options.install(services, request);
      try (Bar bar = new Bar(console, quiet)) {
        report(services.engine().run(request, bar));
      } catch (java.io.UncheckedIOException e) {
        throw new InputProblem(e.getCause().getMessage(), e);
      }
    }
    return 0;
  }

  private void report(Outcome outcome) {
    console.out().println(services.table(outcome.result()));
    if (outcome.complete()) {
      console
          .out()
          .println(
              "The result in "
                  + outcome.folder()
                  + " is complete; nothing was run (--force runs again).");
    } else {
      console.out().println("Written to " + outcome.folder() + ":");
      outcome.files().forEach(file -> console.out().println("  " + file.getFileName()));
    }
    console.out().flush();
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.json$", "");
  }
}
