package org.bitline.itest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom: the rule of docs/architecture.md. */
class ArchitectureTest {

  private static JavaClasses classes;

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> bundles = Files.list(Distribution.ROOT.resolve("bundles"))) {
      List<Path> folders =
          bundles
              .map(b -> b.resolve("target/classes/org/bitline"))
              .filter(Files::isDirectory)
              .toList();
      classes = new ClassFileImporter().importPaths(folders);
    }
  }

  @Test
  void apiPackagesImportOnlyThoseLeftOfThem() {
    List<String> order =
        List.of("base", "unit", "tensor", "workload", "device", "mapping", "experiment", "result");
    for (int i = 0; i < order.size(); i++) {
      for (String right : order.subList(i + 1, order.size())) {
        forbid("org.bitline.api." + order.get(i), "org.bitline.api." + right);
      }
    }
  }

  @Test
  void theApiImportsTheJdkAlone() {
    noClasses()
        .that()
        .resideInAPackage("org.bitline.api..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("java..", "org.bitline.api..", "org.osgi.annotation..")
        .check(classes);
  }

  @Test
  void plugInsNeverImportOneAnother() {
    List<String> plugIns =
        List.of(
            "org.bitline.workload.bert",
            "org.bitline.device.reram",
            "org.bitline.device.dram",
            "org.bitline.device.digital",
            "org.bitline.transform",
            "org.bitline.mapper",
            "org.bitline.report",
            "org.bitline.engine",
            "org.bitline.cli");
    for (String from : plugIns) {
      for (String to : plugIns) {
        if (!from.equals(to)) {
          forbid(from, to);
        }
      }
    }
  }

  @Test
  void theLowerRoomsKnowOnlyWhatIsBelow() {
    for (String above :
        List.of("engine", "cli", "device", "workload", "mapper", "transform", "report", "cost")) {
      forbid("org.bitline.numerics", "org.bitline." + above);
    }
    for (String lower : List.of("numerics", "engine")) {
      forbid("org.bitline.cost", "org.bitline." + lower);
    }
    forbid("org.bitline.cli", "org.bitline.numerics");
    forbid("org.bitline.report", "org.bitline.numerics");
    forbid("org.bitline.devicekit", "org.bitline.numerics");
  }

  private static void forbid(String from, String to) {
    noClasses()
        .that()
        .resideInAPackage(from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(to + "..")
        .allowEmptyShould(true)
        .check(classes);
  }
}
