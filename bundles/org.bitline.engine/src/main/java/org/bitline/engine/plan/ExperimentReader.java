package org.bitline.engine.plan;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Section;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.experiment.Experiment.BundleEntry;
import org.bitline.api.experiment.Experiment.Variant;
import org.bitline.api.result.Engine.Request;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.RecordReader;
import org.bitline.engine.json.JsonFiles;
import org.bitline.engine.json.Overrides;
import org.bitline.engine.json.RecordBinder;

/** Reads a descriptor and writes out its variants. */
public final class ExperimentReader {

  private static final Set<String> LATER = Set.of("sweep", "profile");

  /** What holds for all variants. */
  private static final Set<String> COMMON =
      Set.of("format", "name", "variants", "baseline", "claims", "metrics", "bundles", "seed");

  private final RecordReader reader;

  public ExperimentReader(RecordReader reader) {
    this.reader = reader;
  }

  /**
   * A descriptor with its variants.
   *
   * @param canonical the text of the descriptor after all overrides, for its digest
   * @param variants name to experiment, in order; each complete
   */
  public record Descriptor(Section section, String canonical, Map<String, Experiment> variants) {

    /** What holds for all variants: name, trials, claims, … */
    public Experiment common() {
      return variants.values().iterator().next();
    }
  }

  private record Variants(
      @Param(doc = "The same experiment with values replaced.") List<Variant> variants) {}

  private record Bundles(@Param(doc = "Device bundles from outside.") List<BundleEntry> bundles) {}

  /** The descriptor with the request's overrides, not yet bound. */
  public Section section(Request request) {
    Section file =
        RecordBinder.withoutFormat(JsonFiles.read(request.experiment()), Experiment.FORMAT);
    Map<String, Object> root = copy(file.values());
    for (String override : request.overrides()) {
      int equals = override.indexOf('=');
      if (equals < 0) {
        throw new InputProblem("--set " + override + ": write --set path=value");
      }
      Object value = JsonFiles.parseValue(override.substring(equals + 1));
      Overrides.apply(root, override.substring(0, equals), value, "--set " + override);
    }
    request.seed().ifPresent(seed -> root.put("seed", seed));
    request.trials().ifPresent(trials -> root.put("trials", (long) trials));
    for (String key : root.keySet()) {
      if (LATER.contains(key)) {
        throw new InputProblem(
            file.location().member(key),
            "this version of Bitline does not read \"" + key + "\"; remove it");
      }
    }
    return new Section(file.location(), file.directory(), root);
  }

  /** The bundles that a descriptor names. */
  public List<BundleEntry> bundles(Section section) {
    return reader.bind(only(section, "bundles"), Bundles.class).bundles();
  }

  private static Section only(Section section, String key) {
    Map<String, Object> only = new LinkedHashMap<>();
    if (section.values().containsKey(key)) {
      only.put(key, section.values().get(key));
    }
    return new Section(section.location(), section.directory(), only);
  }

  /** Reads the request's descriptor. */
  public Descriptor read(Request request) {
    Section section = section(request);
    return new Descriptor(section, JsonFiles.canonical(section.values()), variants(section));
  }

  private Map<String, Experiment> variants(Section section) {
    List<Variant> variants = reader.bind(only(section, "variants"), Variants.class).variants();
    Map<String, Experiment> all = new LinkedHashMap<>();
    if (variants.isEmpty()) {
      Experiment alone = check(reader.bind(section, Experiment.class), section);
      all.put(alone.name(), alone);
      return all;
    }
    Set<String> seen = new HashSet<>();
    for (Variant variant : variants) {
      if (!seen.add(variant.name())) {
        throw new InputProblem(
            section.location().member("variants"),
            "two variants are called \"" + variant.name() + "\"");
      }
      all.put(variant.name(), variant(section, variant));
    }
    return all;
  }

  private Experiment variant(Section section, Variant variant) {
    for (String path : variant.set().keySet()) {
      String key = path.split("\\.", 2)[0];
      if (COMMON.contains(key)) {
        throw new InputProblem(
            section.location().member("variants"),
            "the variant \""
                + variant.name()
                + "\" sets \""
                + key
                + "\", which holds for the whole experiment; set it there");
      }
    }
    Map<String, Object> root = copy(section.values());
    variant
        .set()
        .forEach(
            (path, value) ->
                Overrides.apply(
                    root,
                    path,
                    JsonFiles.copy(value),
                    section.location() + ": variant \"" + variant.name() + "\""));
    Section own = new Section(section.location(), section.directory(), root);
    try {
      return check(reader.bind(own, Experiment.class), own);
    } catch (InputProblem e) {
      throw new InputProblem(e.getMessage() + " (in the variant \"" + variant.name() + "\")", e);
    }
  }

  private static Experiment check(Experiment experiment, Section section) {
    fileName(experiment.name(), section, "name");
    experiment.variants().forEach(variant -> fileName(variant.name(), section, "variants"));
    if (experiment.devices().isEmpty()) {
      throw new InputProblem(
          section.location().member("devices"), "an experiment needs at least one device");
    }
    if (experiment.objectives().size() > 2
        || experiment.objectives().stream().distinct().count() < experiment.objectives().size()) {
      throw new InputProblem(
          section.location().member("objectives"),
          "found "
              + experiment.objectives().size()
              + " objectives; one is minimised, two different ones give a front; put the others"
              + " into \"budgets\"");
    }
    experiment
        .baseline()
        .filter(name -> experiment.variants().stream().noneMatch(v -> v.name().equals(name)))
        .filter(name -> !experiment.variants().isEmpty() || !name.equals(experiment.name()))
        .ifPresent(
            name -> {
              throw new InputProblem(
                  section.location().member("baseline"),
                  "no variant is called \""
                      + name
                      + "\"; there are "
                      + experiment.variants().stream().map(Variant::name).toList());
            });
    return experiment;
  }

  private static void fileName(String name, Section section, String key) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]*")) {
      throw new InputProblem(
          section.location().member(key),
          "found the name \""
              + name
              + "\"; letters, digits and . _ + - are allowed, because it names files");
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> copy(Map<String, Object> values) {
    return (Map<String, Object>) JsonFiles.copy(values);
  }

  /** A path in a descriptor: relative to its file, or else to the current folder. */
  static Path resolve(Path directory, String text) {
    Path beside = directory.resolve(text);
    return java.nio.file.Files.exists(beside) ? beside : Path.of(text).toAbsolutePath();
  }
}
