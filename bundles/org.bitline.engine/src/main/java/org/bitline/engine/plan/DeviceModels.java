package org.bitline.engine.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bitline.api.base.InfeasibleProblem;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.base.Problem;
import org.bitline.api.base.Section;
import org.bitline.api.device.Component;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.api.experiment.DeviceModel;
import org.bitline.api.experiment.Experiment.DeviceEntry;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.RecordReader;
import org.bitline.engine.json.JsonFiles;
import org.bitline.engine.json.Names;
import org.bitline.engine.json.Overrides;

/** Finds device models and makes devices of them. */
public final class DeviceModels {

  private static final String COSTS = "costs.";

  private final RecordReader reader;
  private final Registry registry;
  private final ComponentLibrary components;
  private final Installation installation;

  public DeviceModels(
      RecordReader reader,
      Registry registry,
      ComponentLibrary components,
      Installation installation) {
    this.reader = reader;
    this.registry = registry;
    this.components = components;
    this.installation = installation;
  }

  /**
   * A device of a run.
   *
   * @param name in the experiment
   * @param model its model, parameters replaced
   * @param parameters bound
   * @param files that its parameters name, read when it was made
   * @param others other parameters of the same type to a device of the same prices
   */
  public record Built(
      String name,
      DeviceModel model,
      DeviceType<?> type,
      Record parameters,
      Device device,
      List<Path> files,
      Function<Record, Device> others) {

    /** The same with other parameters. */
    public Built with(Record changed) {
      return new Built(name, model, type, changed, others.apply(changed), files, others);
    }

    /** The same, as it is for an operation. */
    DeviceModels.Built serving(PlacedOperation placed) {
      return placed.leavesSums()
          ? new Built(name, model, type, parameters, device.leavingSums(), files, others)
          : this;
    }

    /** What its type finds odd about its parameters. */
    public List<String> warnings() {
      return warnings(type);
    }

    private <P extends Record> List<String> warnings(DeviceType<P> of) {
      return of.warnings(of.parameters().cast(parameters));
    }

    /** "cim" (reram/isaac), for messages. */
    public String label() {
      return "\"" + name + "\" (" + model.name() + ")";
    }
  }

  /** The names of the models in the distribution: family/name. */
  public List<String> names() {
    Path root = installation.home().resolve("device-models");
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root, 2, FileVisitOption.FOLLOW_LINKS)) {
      return files
          .filter(f -> f.toString().endsWith(".json") && !f.getParent().equals(root))
          .map(f -> root.relativize(f).toString().replace('\\', '/').replaceFirst("\\.json$", ""))
          .filter(n -> !n.startsWith("components/"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The file of a model that is named in {@code directory}. */
  public Path find(String name, Path directory, Location at) {
    Path shipped = installation.home().resolve("device-models").resolve(name + ".json");
    if (name.matches("[\\w.-]+/[\\w.-]+") && Files.isRegularFile(shipped)) {
      return shipped;
    }
    Path path = ExperimentReader.resolve(directory, name);
    if (Files.isRegularFile(path)) {
      return path;
    }
    throw new InputProblem(
        at,
        "unknown device model \""
            + name
            + "\""
            + Names.hint(name, names(), "models")
            + "; a path of a file is allowed too");
  }

  /** Makes the device of an experiment's entry. */
  public Built build(String name, DeviceEntry entry, Location at, Path directory) {
    return build(name, find(entry.model(), directory, at.member("model")), entry.set(), at);
  }

  /** Makes a device of a model file. */
  public Built build(String name, Path file, Map<String, Object> set, Location at) {
    DeviceModel model = reader.read(file, DeviceModel.FORMAT, DeviceModel.class);
    DeviceModel changed = replace(model, set, at.member("set"));
    Location typeAt = new Location(file.toString(), "/type");
    return build(name, changed, registry.deviceType(model.type(), typeAt), file);
  }

  private <P extends Record> Built build(
      String name, DeviceModel model, DeviceType<P> type, Path file) {
    P parameters = reader.bind(model.parameters(), type.parameters());
    Context context = new Context(name, model, file);
    Function<Record, Device> others =
        values -> type.create(type.parameters().cast(values), new Context(name, model, file));
    try {
      Device device = type.create(parameters, context);
      List<Path> files = List.copyOf(context.files);
      return new Built(name, model, type, parameters, device, files, others);
    } catch (InfeasibleProblem e) {
      // What does not go together stands in the parameters, whichever of them changes.
      throw new InfeasibleProblem(model.parameters().location() + ": " + e.getMessage());
    } catch (Problem e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InputProblem(model.parameters().location() + ": " + e.getMessage(), e);
    }
  }

  /** A path that begins with {@code costs.} goes into the prices, any other into the parameters. */
  @SuppressWarnings("unchecked")
  private DeviceModel replace(DeviceModel model, Map<String, Object> set, Location at) {
    if (set.isEmpty()) {
      return model;
    }
    Map<String, Object> values = (Map<String, Object>) JsonFiles.copy(model.parameters().values());
    Map<String, Object> costs = new LinkedHashMap<>();
    model.costs().forEach((role, entry) -> costs.put(role, plain(entry)));
    set.forEach(
        (path, value) -> {
          boolean price = path.startsWith(COSTS);
          Overrides.apply(
              price ? costs : values,
              price ? path.substring(COSTS.length()) : path,
              JsonFiles.copy(value),
              at.toString());
        });
    Path directory = model.parameters().directory();
    Section parameters = new Section(at, directory, values);
    Costs changed = reader.bind(new Section(at, directory, Map.of("costs", costs)), Costs.class);
    return new DeviceModel(
        model.name(),
        model.type(),
        model.description(),
        model.source(),
        parameters,
        changed.costs());
  }

  private static Map<String, Object> plain(DeviceModel.CostEntry entry) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("component", entry.component());
    plain.put("set", new LinkedHashMap<>(entry.set()));
    entry.node().ifPresent(node -> plain.put("node", node));
    return plain;
  }

  private record Costs(
      @Param(doc = "Role of each component to a row of the cost library.")
          Map<String, DeviceModel.CostEntry> costs) {}

  private final class Context implements DeviceContext {

    private final String name;
    private final DeviceModel model;
    private final Path file;
    private final Map<String, Component> found = new LinkedHashMap<>();
    private final List<Path> files = new ArrayList<>();

    Context(String name, DeviceModel model, Path file) {
      this.name = name;
      this.model = model;
      this.file = file;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean names(String role) {
      return model.costs().containsKey(role);
    }

    @Override
    public Path directory() {
      return file.toAbsolutePath().getParent();
    }

    @Override
    public Path file(String name) {
      Path named = directory().resolve(name);
      files.add(named);
      return named;
    }

    @Override
    public Component component(String role) {
      return component(role, Map.of());
    }

    @Override
    public Component component(String role, Map<String, Object> decided) {
      return found.computeIfAbsent(role, r -> resolve(r, decided));
    }

    private Component resolve(String role, Map<String, Object> decided) {
      Location at = new Location(file.toString(), "/costs");
      DeviceModel.CostEntry entry = model.costs().get(role);
      if (entry == null) {
        throw new InputProblem(
            at,
            "the key \""
                + role
                + "\" is missing: the device type \""
                + model.type()
                + "\" needs a component for it");
      }
      Path directory = file.toAbsolutePath().getParent();
      Map<String, Object> set = new LinkedHashMap<>(decided);
      set.keySet().retainAll(components.parameters(entry.component(), at.member(role), directory));
      set.putAll(entry.set());
      entry.node().ifPresent(node -> set.put("node", node));
      return components.component(entry.component(), set, at.member(role), directory);
    }
  }
}
