package org.bitline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Problem;
import org.bitline.api.result.Engine.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Validates files. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Validate experiments, device models, components and mappings.")
final class CheckCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;

  @Parameters(arity = "0..*", paramLabel = "FILE")
  private List<Path> files = List.of();

  @Option(
      names = "--schema",
      paramLabel = "FORMAT",
      description =
          "Print the JSON Schema of experiment, device-model, component, mapping, or of a device"
              + " type's parameters.")
  private String schema;

  @Option(
      names = "--bundle",
      paramLabel = "JAR",
      description = "Install a device bundle before anything is checked.")
  private List<Path> bundles = List.of();

  CheckCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (schema != null) {
      console.out().print(services.engine().schema(schema));
    } else if (files.isEmpty()) {
      throw new InputProblem("check needs a FILE, or --schema FORMAT");
    }
    services.bundles().install(bundles);
    int code = 0;
    for (Path file : files) {
      try {
        services.bundles().install(services.engine().bundles(Request.of(file)));
        console.out().println(file + ": ok, " + services.engine().check(file));
      } catch (Problem problem) {
        console.err().println("bitline: " + problem.getMessage());
        code = Math.max(code, problem.exitCode());
      }
    }
    return code;
  }
}
