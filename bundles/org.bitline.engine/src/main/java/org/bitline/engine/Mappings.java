package org.bitline.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitline.api.experiment.MappingFile;
import org.bitline.api.mapping.Placement;
import org.bitline.api.result.Engine.NamedMapping;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.LaneSum;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/** Mapping files from plans. */
final class Mappings {

  private Mappings() {}

  /** The mapping that a plan uses, as a file that gives the same plan. */
  static MappingFile of(Plan plan) {
    // The additions of a matrix' parts have one entry.
    List<MappingFile.Entry> entries =
        plan.operations().stream().map(Mappings::entry).distinct().toList();
    String name = plan.workload().name();
    return new MappingFile(Optional.of(name), Optional.empty(), entries, Optional.empty());
  }

  /** The plan's own mapping, and those of its front. */
  static List<NamedMapping> all(Plan plan) {
    List<NamedMapping> all = new ArrayList<>();
    all.add(new NamedMapping(plan.variant(), of(plan)));
    for (int i = 0; i < plan.mapped().front().size(); i++) {
      all.add(new NamedMapping(frontName(plan, i), front(plan, i)));
    }
    return all;
  }

  /** What a mapping of a front is called: VARIANT.front-01, … */
  static String frontName(Plan plan, int index) {
    return String.format(Locale.ROOT, "%s.front-%02d", plan.variant(), index + 1);
  }

  /** A mapping of a front. */
  static MappingFile front(Plan plan, int index) {
    List<MappingFile.Entry> entries =
        plan.mapped().front().get(index).placements().stream().map(Mappings::entry).toList();
    return new MappingFile(
        Optional.of(plan.workload().name()),
        Optional.of(plan.mapped().otherwise()),
        entries,
        Optional.empty());
  }

  private static MappingFile.Entry entry(Placement placement) {
    return new MappingFile.Entry(
        placement.operation(),
        placement.rows().map(Mappings::range).orElse(List.of()),
        placement.columns().map(Mappings::range).orElse(List.of()),
        placement.device(),
        placement.copies(),
        Optional.of(placement.because()));
  }

  private static MappingFile.Entry entry(PlacedOperation placed) {
    boolean part = placed.operation() instanceof StaticMatmul m && !m.isWhole();
    String id = part ? placed.origin() : placed.operation().id();
    if (placed.operation() instanceof LaneSum) {
      id = placed.origin() + ".sum";
    }
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
    EngineService.write(file, new String(text(mapping), StandardCharsets.UTF_8));
  }

  /** A mapping file. */
  static byte[] text(MappingFile mapping) {
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
      }
      if (!entry.columns().isEmpty()) {
        entry.columns().forEach(node.putArray("columns")::add);
      }
      node.put("device", entry.device());
      if (entry.copies() > 1) {
        node.put("copies", entry.copies());
      }
      entry.because().ifPresent(reason -> node.put("because", reason));
    }
    try {
      String json =
          JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(root);
      return (json + "\n").getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
