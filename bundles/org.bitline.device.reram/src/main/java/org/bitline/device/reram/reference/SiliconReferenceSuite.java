package org.bitline.device.reram.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.bitline.api.base.Installation;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.result.ReferenceSuite;
import org.bitline.api.unit.RecordReader;
import org.bitline.device.reram.Preset;
import org.bitline.device.reram.reference.SiliconCase.Entry;
import org.bitline.device.reram.reference.SiliconCase.Rule;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Compares published chips with their presets in device-models/reram, entry by entry; a chip
 * without a preset is skipped.
 *
 * <p>identity, closed-form and calibrated entries must be within the tolerance; predictive, trend,
 * rank and upper-bound ones are aims: outside, they miss. Calibration points and suspect entries
 * are printed and not judged.
 */
@Component(service = ReferenceSuite.class)
public final class SiliconReferenceSuite implements ReferenceSuite {

  private static final Map<String, String> PRESETS =
      Map.of(
          "neurram-2022-reram-130nm", "neurram",
          "xue-2020-reram-22nm-2mb", "xue-2020",
          "hermes-core-2021-pcm-14nm", "hermes-core",
          "jia-2020-sram-65nm", "jia-2020");

  private static final Map<String, BiFunction<SiliconCase, Preset, Chip>> CHIPS =
      Map.of(
          "neurram", NeurramChip::new,
          "xue-2020", XueChip::new,
          "hermes-core", HermesChip::new,
          "jia-2020", JiaChip::new);

  private final Path models;
  private final RecordReader reader;
  private final ComponentLibrary components;

  @Activate
  public SiliconReferenceSuite(
      @Reference Installation installation,
      @Reference RecordReader reader,
      @Reference ComponentLibrary components) {
    this.models = installation.home().resolve("device-models").resolve("reram");
    this.reader = reader;
    this.components = components;
  }

  @Override
  public String family() {
    return "silicon";
  }

  @Override
  public void run(Path file, Consumer<CaseOutcome> outcomes) {
    String name = file.getFileName().toString().replaceFirst("\\.json$", "");
    for (SiliconCase chip : cases(file)) {
      if (PRESETS.containsKey(chip.id())) {
        compare(chip).stream()
            .map(Comparison::outcome)
            .map(o -> new CaseOutcome(name + "/" + o.id(), o.status(), o.detail()))
            .forEach(outcomes);
      } else {
        String reason = "no preset of this chip (" + chip.kind() + ") is there";
        outcomes.accept(new CaseOutcome(name + "/" + chip.id(), Status.SKIP, reason));
      }
    }
  }

  static List<SiliconCase> cases(Path file) {
    Golden whole = Golden.read(file);
    Golden cases = whole.member("cases");
    if (!cases.json().isArray()) {
      throw whole.problem("cases", "an array of chips is wanted here.");
    }
    List<SiliconCase> chips = new ArrayList<>();
    for (int i = 0; i < cases.json().size(); i++) {
      chips.add(SiliconCase.of(new Golden(cases.where().element(i), cases.json().get(i))));
    }
    return chips;
  }

  /** All comparisons of a file's chips that have a preset. */
  List<Comparison> compare(Path file) {
    return cases(file).stream()
        .filter(chip -> PRESETS.containsKey(chip.id()))
        .flatMap(chip -> compare(chip).stream())
        .toList();
  }

  private List<Comparison> compare(SiliconCase chip) {
    String preset = PRESETS.get(chip.id());
    Path file = models.resolve(preset + ".json");
    Chip model = CHIPS.get(preset).apply(chip, Preset.read(file, reader, components));
    List<Comparison> all = new ArrayList<>();
    for (Rule rule : chip.rules()) {
      List<Entry> entries =
          chip.measured().values().stream().filter(e -> rule.matches(e.name())).toList();
      if (rule.mode().equals("rank")) {
        all.add(rank(chip, rule, entries, model));
      } else {
        entries.forEach(entry -> all.add(one(chip, rule, entry, model)));
      }
    }
    return all;
  }

  private static Comparison one(SiliconCase chip, Rule rule, Entry entry, Chip model) {
    if (rule.mode().equals("trend")) {
      return trend(chip, rule, entry, model);
    }
    OptionalDouble computed =
        switch (rule.mode()) {
          case "identity" -> model.counted(entry.name());
          case "closed-form" -> model.modelled(entry.name());
          case "predictive", "upper-bound" -> model.predicted(entry.name());
          case "calibrated" -> model.calibrated(entry.name());
          default -> OptionalDouble.empty();
        };
    boolean point = rule.mode().equals("calibrated") && chip.calibrates(entry.name());
    String unjudged = point ? "calibration point: not judged" : "";
    return judged(chip, rule, entry, computed, unjudged, model.remark(entry.name()));
  }

  private static Comparison judged(
      SiliconCase chip,
      Rule rule,
      Entry entry,
      OptionalDouble computed,
      String unjudged,
      String remark) {
    String note = entry.suspect().map(s -> "suspect: not judged").orElse(unjudged);
    if (computed.isEmpty()) {
      note = "not modelled";
    }
    double error =
        computed.isPresent() ? computed.getAsDouble() / entry.value() - 1 : Double.MAX_VALUE;
    boolean inside =
        rule.mode().equals("upper-bound")
            ? error <= 1e-9
            : rule.tolerance() >= 1
                // A factor, both ways.
                ? error <= rule.tolerance() && error >= 1 / (1 + rule.tolerance()) - 1
                : Math.abs(error) <= rule.tolerance();
    Status status = note.isEmpty() ? status(inside, rule.mode()) : Status.SKIP;
    Optional<Double> value =
        computed.isPresent() ? Optional.of(computed.getAsDouble()) : Optional.empty();
    return new Comparison(
        chip.id(),
        entry.name(),
        entry.unit(),
        rule.mode(),
        entry.value(),
        value,
        rule.tolerance(),
        chip.peer(entry.name()),
        note.isEmpty() ? remark : note,
        status);
  }

  private static Status status(boolean inside, String mode) {
    if (inside) {
      return Status.PASS;
    }
    return List.of("identity", "closed-form", "calibrated").contains(mode)
        ? Status.FAIL
        : Status.MISS;
  }

  /** The ratio to the same quantity at the calibration point. */
  private static Comparison trend(SiliconCase chip, Rule rule, Entry entry, Chip model) {
    String base = chip.calibration().get(0) + "." + Chip.quantity(entry.name());
    OptionalDouble here = model.modelled(entry.name());
    OptionalDouble there = model.modelled(base);
    double measured = entry.value() / chip.value(base);
    Entry ratio = new Entry(entry.name(), measured, "of " + base, entry.suspect());
    OptionalDouble computed =
        here.isPresent() && there.isPresent()
            ? OptionalDouble.of(here.getAsDouble() / there.getAsDouble())
            : OptionalDouble.empty();
    return judged(chip, rule, ratio, computed, "", "");
  }

  /** The order of the entries that are not suspect. */
  private static Comparison rank(SiliconCase chip, Rule rule, List<Entry> entries, Chip model) {
    List<Entry> sure = entries.stream().filter(e -> e.suspect().isEmpty()).toList();
    List<String> measured = order(sure, Entry::value);
    List<String> computed = order(sure, e -> model.modelled(e.name()).orElse(Double.MAX_VALUE));
    boolean same = measured.equals(computed);
    String note = same ? String.join(" < ", measured) : "computed " + String.join(" < ", computed);
    return new Comparison(
        chip.id(),
        rule.quantity(),
        "",
        rule.mode(),
        sure.size(),
        Optional.empty(),
        0,
        "",
        note,
        status(same, rule.mode()));
  }

  private static List<String> order(
      List<Entry> entries, java.util.function.ToDoubleFunction<Entry> value) {
    return entries.stream()
        .sorted(Comparator.comparingDouble(value))
        .map(Entry::name)
        .map(Chip::point)
        .toList();
  }
}
