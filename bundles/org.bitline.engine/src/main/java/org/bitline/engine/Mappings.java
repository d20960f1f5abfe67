package org.bitline.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bitline.api.experiment.MappingFile;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/** Mapping files from plans. */
final class Mappings {

  private Mappings() {}

  /** The mapping that a plan uses, as a file that gives the same plan. */
  static MappingFile of(Plan plan) {
    List<MappingFile.Entry> entries = plan.operations().stream().map(Mappings::entry).toList();
    String name = plan.workload().name();
    return new MappingFile(Optional.of(name), Optional.empty(), entries, Optional.empty());
  }

  private static MappingFile.Entry entry(PlacedOperation placed) {
    boolean part = placed.operation() instanceof StaticMatmul m && !m.isWhole();
    String id = part ? placed.origin() : placed.operation().id();
    List<Integer> rows = List.of();
    List<Integer> columns = List.of();
    if (part && placed.operation() instanceof StaticMatmul m) {
      rows = range(m.rows());
      columns = range(m.columns());
    }
    return new MappingFile.Entry(
        id, rows, columns, placed.device(), placed.copies(), Optional.of(placed.because()));
  }

  private static List<Integer> range(Range range) {
    return List.of(range.from(), range.to());
  }

  static void write(MappingFile mapping, Path file) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("format", MappingFile.FORMAT);
    mapping.workload().ifPresent(name -> root.put("workload", name));
    mapping.otherwise().ifPresent(device -> root.put("otherwise", device));
    ArrayNode placements = root.putArray("placements");
    for (MappingFile.Entry entry : mapping.placements()) {
      ObjectNode node = placements.addObject();
      node.put("operation", entry.operation());
      if (!entry.rows().isEmpty()) {
        entry.rows().forEach(node.putArray("rows")::add);
        entry.columns().forEach(node.putArray("columns")::add);
      }
      node.put("device", entry.device());
      if (entry.copies() > 1) {
        node.put("copies", entry.copies());
      }
      entry.because().ifPresent(reason -> node.put("because", reason));
    }
    try {
      EngineService.write(
          file,
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root)
              + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
