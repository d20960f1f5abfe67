package org.bitline.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.device.WeightLayout;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.engine.json.Names;
import org.bitline.engine.plan.Feasibility;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/** Tables of where the weights of an operation lie: VARIANT.ID.DEVICE.layout.csv. */
final class Layouts {

  private final String id;
  private final Path folder;

  Layouts(String id, Path folder) {
    this.id = id;
    this.folder = folder;
  }

  /**
   * Writes a table for every variant and device on which the operation has addresses.
   *
   * @throws InputProblem where no variant has such an operation, or no device has addresses
   */
  List<Path> write(List<Plan> plans) {
    List<Path> files = new ArrayList<>();
    Set<String> without = new java.util.TreeSet<>();
    for (Plan plan : plans) {
      for (PlacedOperation placed : plan.operations()) {
        if (placed.origin().equals(id) && placed.operation() instanceof StaticMatmul matmul) {
          Optional<WeightLayout> layout =
              plan.device(placed).device().layout(matmul, before(plan, placed));
          layout.ifPresentOrElse(
              found -> files.add(write(plan, placed, matmul, found)),
              () -> without.add(plan.device(placed).label()));
        }
      }
    }
    if (files.isEmpty()) {
      throw without.isEmpty()
          ? unknown(plans)
          : new InputProblem(
              "--layout "
                  + id
                  + ": its weights lie on "
                  + String.join(", ", without)
                  + ", which has no addresses; place it on a device of the type dram-pim");
    }
    return files;
  }

  private InputProblem unknown(List<Plan> plans) {
    List<String> known =
        plans.get(0).workload().graph().operations().stream()
            .filter(operation -> operation instanceof StaticMatmul)
            .map(Operation::id)
            .toList();
    return new InputProblem(
        "--layout "
            + id
            + ": no product with a weight is called so"
            + Names.hint(id, known, "products"));
  }

  /** What lies on the device before it: a weight that operations share lies there once. */
  private static List<StaticMatmul> before(Plan plan, PlacedOperation placed) {
    List<StaticMatmul> before = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (PlacedOperation other : plan.operations()) {
      String key = Feasibility.key(other);
      if (key.equals(Feasibility.key(placed))) {
        break;
      }
      if (other.device().equals(placed.device())
          && other.operation() instanceof StaticMatmul matmul
          && seen.add(key)) {
        for (int copy = 0; copy < other.copies(); copy++) {
          before.add(matmul);
        }
      }
    }
    return before;
  }

  private Path write(Plan plan, PlacedOperation placed, StaticMatmul matmul, WeightLayout layout) {
    String name = String.join(".", plan.variant(), matmul.id(), placed.device(), "layout.csv");
    Path file = folder.resolve(name);
    Path beside = folder.resolve(name + ".new");
    try {
      try (Writer out = Files.newBufferedWriter(beside)) {
        table(matmul, layout, out);
      }
      return Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | UncheckedIOException e) {
      throw new InputProblem(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void table(StaticMatmul matmul, WeightLayout layout, Writer out)
      throws IOException {
    out.write("matrixRow,matrixColumn," + String.join(",", layout.fields()) + "\n");
    int[] address = new int[layout.fields().size()];
    StringBuilder line = new StringBuilder();
    for (int row = matmul.rows().from(); row < matmul.rows().to(); row++) {
      for (int column = matmul.columns().from(); column < matmul.columns().to(); column++) {
        layout.locator().locate(row, column, address);
        line.setLength(0);
        line.append(row).append(',').append(column);
        for (int part : address) {
          line.append(',').append(part);
        }
        out.append(line.append('\n'));
      }
    }
  }
}
