package org.bitline.mapper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.experiment.MappingFile;
import org.bitline.api.experiment.MappingFile.Entry;
import org.bitline.api.mapping.Mapper.Plan;
import org.bitline.api.mapping.Mapper.Problem;
import org.bitline.api.mapping.Placement;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * The plan that a mapping file makes.
 *
 * <p>Every operation is placed once: by one entry, by entries whose ranges cover its matrix once,
 * or by {@code otherwise}. No entry overrides another. An entry may also place the operations that
 * put parts together ({@code ID.reduce}, {@code ID.gather}), where the file makes parts, and the
 * addition of partial sums that a device leaves ({@code ID.sum}).
 */
final class FilePlan {

  private static final int SHOWN = 3;
  private static final String SUM = ".sum";

  private final MappingFile mapping;
  private final Location file;
  private final String writtenPath;
  private final Problem problem;
  private final Map<String, List<Part>> parts = new LinkedHashMap<>();
  private final Map<String, Part> added = new LinkedHashMap<>();

  /**
   * @param file where the mapping was read
   * @param writtenPath the same as the experiment says it, for reasons that go into results
   */
  FilePlan(MappingFile mapping, Path file, String writtenPath, Problem problem) {
    this.mapping = mapping;
    this.file = new Location(file.toString(), "");
    this.writtenPath = writtenPath;
    this.problem = problem;
  }

  Plan plan() {
    checkHead();
    collectParts();
    Map<String, Partition> partitions = partitions();
    List<String> addedIds = new ArrayList<>();
    partitions.forEach((id, partition) -> addedIds.addAll(partition.added(id)));
    List<String> sums = sums();
    collectAdded(addedIds, mapping.placements());
    List<Entry> ofSums =
        mapping.placements().stream().filter(e -> e.operation().endsWith(SUM)).toList();
    collectAdded(sums, ofSums);
    List<String> all = new ArrayList<>(addedIds);
    all.addAll(sums);
    checkAllNamed(all);
    checkAllPlaced(addedIds);
    List<Placement> placements = new ArrayList<>();
    for (Operation operation : problem.workload().graph().operations()) {
      placements.addAll(placements(operation, partitions.get(operation.id())));
    }
    added.forEach((id, part) -> placements.add(placement(id, part, Optional.empty())));
    // Without otherwise nothing is left to it: any device of the plan will do.
    return new Plan(placements, mapping.otherwise().orElseGet(() -> placements.get(0).device()));
  }

  private void checkHead() {
    String workload = problem.workload().name();
    mapping
        .workload()
        .filter(w -> !w.equals(workload))
        .ifPresent(
            w -> {
              throw new InputProblem(
                  file.member("workload"),
                  "this mapping was made for %s, but the workload is %s.".formatted(w, workload)
                      + " Take the key away if it fits both.");
            });
    DeviceNames devices = DeviceNames.of(problem);
    mapping.otherwise().ifPresent(d -> devices.checked(d, file.member("otherwise")));
    for (int i = 0; i < mapping.placements().size(); i++) {
      devices.checked(mapping.placements().get(i).device(), location(i).member("device"));
    }
  }

  private void collectParts() {
    for (int i = 0; i < mapping.placements().size(); i++) {
      Entry entry = mapping.placements().get(i);
      Predicate<String> named = Wildcard.matcher(entry.operation());
      for (Operation operation : problem.workload().graph().operations()) {
        if (named.test(operation.id())) {
          parts
              .computeIfAbsent(operation.id(), id -> new ArrayList<>())
              .add(Part.of(operation, entry, location(i)));
        }
      }
    }
  }

  private Map<String, Partition> partitions() {
    Map<String, Partition> partitions = new LinkedHashMap<>();
    for (Operation operation : problem.workload().graph().operations()) {
      List<Part> of = parts.get(operation.id());
      if (of == null) {
        continue;
      }
      if (operation instanceof StaticMatmul m) {
        partitions.put(m.id(), Partition.of(m.id(), of, m.rows(), m.columns()));
      } else if (of.size() > 1) {
        throw twice(operation.id(), of.get(0), of.get(1));
      }
    }
    return partitions;
  }

  /** Additions of partial sums: of products that a device leaves some of. */
  private List<String> sums() {
    List<String> ids = new ArrayList<>();
    for (Operation operation : problem.workload().graph().operations()) {
      List<Part> own = parts.getOrDefault(operation.id(), List.of());
      Stream<String> devices =
          own.isEmpty()
              ? mapping.otherwise().stream()
              : own.stream().map(part -> part.entry().device());
      if (devices.anyMatch(d -> problem.devices().get(d).partialSums(operation) > 1)) {
        ids.add(operation.id() + SUM);
      }
    }
    return ids;
  }

  private void collectAdded(List<String> ids, List<Entry> candidates) {
    for (int i = 0; i < mapping.placements().size(); i++) {
      Entry entry = mapping.placements().get(i);
      if (!candidates.contains(entry)) {
        continue;
      }
      Predicate<String> named = Wildcard.matcher(entry.operation());
      for (String id : ids) {
        if (named.test(id)) {
          Part part = new Part(entry, location(i), Range.all(1), Range.all(1));
          Part before = added.putIfAbsent(id, part);
          if (before != null) {
            throw twice(id, before, part);
          }
        }
      }
    }
  }

  private void checkAllNamed(List<String> addedIds) {
    List<String> known = new ArrayList<>(addedIds);
    problem.workload().graph().operations().forEach(o -> known.add(o.id()));
    for (int i = 0; i < mapping.placements().size(); i++) {
      String name = mapping.placements().get(i).operation();
      if (known.stream().noneMatch(Wildcard.matcher(name))) {
        throw new InputProblem(
            location(i).member("operation"),
            "%s has no operation \"%s\". %s"
                .formatted(problem.workload().name(), name, Nearest.sentence(name, known)));
      }
    }
  }

  private void checkAllPlaced(List<String> addedIds) {
    if (mapping.otherwise().isPresent()) {
      return;
    }
    List<String> missing =
        problem.workload().graph().operations().stream()
            .map(Operation::id)
            .filter(id -> !parts.containsKey(id))
            .collect(Collectors.toCollection(ArrayList::new));
    addedIds.stream().filter(id -> !added.containsKey(id)).forEach(missing::add);
    if (!missing.isEmpty()) {
      throw new InputProblem(
          file,
          "no entry places %s%s (%d in all). Place them, or give \"otherwise\", the device of what"
                  .formatted(
                      missing.stream().limit(SHOWN).collect(Collectors.joining(", ")),
                      missing.size() > SHOWN ? ", …" : "",
                      missing.size())
              + " is not named.");
    }
  }

  private List<Placement> placements(Operation operation, Partition partition) {
    List<Part> of = parts.get(operation.id());
    if (of == null) {
      String device = mapping.otherwise().orElseThrow();
      return List.of(
          Placement.whole(
              operation.id(), device, writtenPath + " does not name it, and says otherwise"));
    }
    if (partition == null) {
      return List.of(placement(operation.id(), of.get(0), Optional.empty()));
    }
    return partition.columnRanges().stream()
        .flatMap(List::stream)
        .map(part -> placement(operation.id(), part, Optional.of((StaticMatmul) operation)))
        .toList();
  }

  private Placement placement(String id, Part part, Optional<StaticMatmul> matmul) {
    return new Placement(
        id,
        matmul.flatMap(m -> Part.unlessAll(part.rows(), m.rows())),
        matmul.flatMap(m -> Part.unlessAll(part.columns(), m.columns())),
        part.entry().device(),
        part.entry().copies(),
        part.entry().because().orElse(writtenPath + "#" + part.location().pointer()));
  }

  private InputProblem twice(String id, Part before, Part part) {
    return new InputProblem(
        part.location(),
        "%s is placed twice: by %s already. No entry overrides another; take one of the two away."
            .formatted(id, before.location().pointer()));
  }

  private Location location(int entry) {
    return file.member("placements").element(entry);
  }
}
