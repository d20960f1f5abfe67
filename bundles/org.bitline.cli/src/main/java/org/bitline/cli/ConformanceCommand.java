package org.bitline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.ReferenceSuite;
import org.bitline.api.result.ReferenceSuite.CaseOutcome;
import org.bitline.api.result.ReferenceSuite.Status;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs reference cases. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    description = "Run the reference cases in the families' subfolders of a folder.")
final class ConformanceCommand implements Callable<Integer> {

  private final Services services;
  private final Console console;
  private int passed;
  private int failed;
  private int missed;
  private int skipped;

  @Parameters(
      paramLabel = "DIR",
      description = "A folder with one subfolder per family, or one family's folder.")
  private Path folder;

  ConformanceCommand(Services services, Console console) {
    this.services = services;
    this.console = console;
  }

  @Override
  public Integer call() {
    if (!Files.isDirectory(folder)) {
      throw new InputProblem(folder + " is no folder; reference cases are looked for in one");
    }
    List<Path> families = list(folder, Files::isDirectory);
    if (families.isEmpty()) {
      family(folder.toAbsolutePath().normalize());
    } else {
      families.forEach(this::family);
    }
    if (passed + failed + missed + skipped == 0) {
      throw new InputProblem(folder + " holds no reference cases (*.json)");
    }
    console
        .out()
        .println(
            passed
                + " passed, "
                + failed
                + " failed, "
                + (missed > 0 ? missed + " missed, " : "")
                + skipped
                + " skipped");
    return failed > 0 ? 1 : 0;
  }

  private void family(Path family) {
    String name = family.getFileName().toString();
    Optional<ReferenceSuite> suite =
        services.suites().stream().filter(s -> s.family().equals(name)).findFirst();
    for (Path file : list(family, f -> f.toString().endsWith(".json"))) {
      if (suite.isPresent()) {
        suite.get().run(file, outcome -> print(name, outcome));
      } else {
        print(
            name,
            new CaseOutcome(
                file.getFileName().toString().replaceFirst("\\.json$", ""),
                Status.SKIP,
                "no suite for the family " + name + " is installed"));
      }
    }
  }

  private void print(String family, CaseOutcome outcome) {
    switch (outcome.status()) {
      case PASS -> passed++;
      case FAIL -> failed++;
      case MISS -> missed++;
      case SKIP -> skipped++;
    }
    console
        .out()
        .println(outcome.status() + " " + family + "/" + outcome.id() + "  " + outcome.detail());
    console.out().flush();
  }

  private static List<Path> list(Path folder, java.util.function.Predicate<Path> wanted) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(wanted).sorted().toList();
    } catch (IOException e) {
      throw new InputProblem(folder + " cannot be read: " + e.getMessage(), e);
    }
  }
}
