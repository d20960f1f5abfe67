package org.bitline.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.Engine.Request;
import picocli.CommandLine.Option;

/** Options that run and map share. */
final class RunOptions {

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Replace the value at a dotted path of the descriptor.")
  private List<String> set = new ArrayList<>();

  @Option(
      names = "--attribute",
      description = "Tell what each non-ideality costs; the same as --set attribution=true.")
  private boolean attribute;

  @Option(
      names = "--uncertainty",
      description = "Tell low and high costs; the same as --set uncertainty=true.")
  private boolean uncertainty;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of every random number.")
  private Long seed;

  @Option(names = "--trials", paramLabel = "N", description = "Draws of the random devices.")
  private Integer trials;

  @Option(
      names = "--bundle",
      paramLabel = "JAR",
      description = "Install a device bundle before anything runs.")
  private List<Path> bundles = new ArrayList<>();

  Request request(Path experiment, int threads, Optional<Path> out, boolean force) {
    if (threads < 1) {
      throw new InputProblem("--threads " + threads + ": at least 1 is needed");
    }
    List<String> overrides = new ArrayList<>(set);
    if (attribute) {
      overrides.add("attribution=true");
    }
    if (uncertainty) {
      overrides.add("uncertainty=true");
    }
    return new Request(
        experiment,
        overrides,
        seed == null ? OptionalLong.empty() : OptionalLong.of(seed),
        trials == null ? OptionalInt.empty() : OptionalInt.of(trials),
        threads,
        out,
        force);
  }

  /** Installs what the command line and the descriptor name. */
  void install(Services services, Request request) {
    List<Path> jars = new ArrayList<>(bundles);
    for (Path named : services.engine().bundles(request)) {
      if (bundles.stream().noneMatch(b -> same(b, named))) {
        jars.add(named);
      }
    }
    services.bundles().install(jars);
  }

  private static boolean same(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }
}
