package org.bitline.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Section;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.device.DeviceType;
import org.bitline.api.experiment.DeviceModel;
import org.bitline.api.experiment.Experiment;
import org.bitline.api.experiment.Experiment.BundleEntry;
import org.bitline.api.experiment.MappingFile;
import org.bitline.api.result.Engine;
import org.bitline.api.unit.RecordReader;
import org.bitline.engine.json.JsonFiles;
import org.bitline.engine.json.Names;
import org.bitline.engine.output.Digest;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.ExperimentReader;
import org.bitline.engine.plan.ExperimentReader.Descriptor;
import org.bitline.engine.plan.Plan;
import org.bitline.engine.plan.Planner;
import org.bitline.engine.plan.Registry;
import org.bitline.numerics.MatrixKernels;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The commands of the engine; the work is done by the packages below. */
@Component(service = Engine.class)
public final class EngineService implements Engine {

  private final RecordReader reader;
  private final Registry registry;
  private final ComponentLibrary components;
  private final Installation installation;
  private final MatrixKernels kernels;

  @Activate
  public EngineService(
      @Reference RecordReader reader,
      @Reference Registry registry,
      @Reference ComponentLibrary components,
      @Reference Installation installation,
      @Reference(policyOption = ReferencePolicyOption.GREEDY) MatrixKernels kernels) {
    this.reader = reader;
    this.registry = registry;
    this.components = components;
    this.installation = installation;
    this.kernels = kernels;
  }

  @Override
  public List<Path> bundles(Request request) {
    Object format = JsonFiles.read(request.experiment()).values().get("format");
    if (!Experiment.FORMAT.equals(format)) {
      return List.of();
    }
    ExperimentReader experiments = new ExperimentReader(reader);
    Section root = experiments.section(request);
    return experiments.bundles(root).stream().map(entry -> verified(entry, root)).toList();
  }

  private static Path verified(BundleEntry entry, Section root) {
    Path path = root.directory().resolve(entry.path()).normalize();
    if (!Files.isRegularFile(path)) {
      throw new InputProblem(
          root.location().member("bundles"),
          "there is no file " + path + " for the bundle \"" + entry.path() + "\"");
    }
    String found = Digest.of(path);
    if (!found.equalsIgnoreCase(entry.sha256())) {
      throw new InputProblem(
          root.location().member("bundles"),
          "the bundle \""
              + entry.path()
              + "\" has the SHA-256 "
              + found
              + ", not "
              + entry.sha256()
              + " as the descriptor says; it is not loaded");
    }
    return path;
  }

  @Override
  public Outcome run(Request request, Progress progress) {
    return runner().run(request, progress);
  }

  @Override
  public List<NamedMapping> map(Request request, Progress progress) {
    return runner().plans(request, progress).stream()
        .flatMap(plan -> Mappings.all(plan).stream())
        .toList();
  }

  @Override
  public List<Path> layouts(
      Request request, List<String> operations, Path folder, Progress progress) {
    List<Plan> plans = runner().plans(request, progress);
    return operations.stream()
        .flatMap(id -> new Layouts(id, folder).write(plans).stream())
        .toList();
  }

  @Override
  public void write(MappingFile mapping, Path file) {
    Mappings.write(mapping, file);
  }

  @Override
  public String check(Path file) {
    Object format = JsonFiles.read(file).values().get("format");
    if (MappingFile.FORMAT.equals(format)) {
      int placements = reader.read(file, MappingFile.FORMAT, MappingFile.class).placements().size();
      return "a mapping with " + placements + " placements (run it to check it against a workload)";
    } else if (DeviceModel.FORMAT.equals(format)) {
      DeviceModels.Built built =
          models().build("device", file, java.util.Map.of(), JsonFiles.read(file).location());
      built.device().costs();
      return "a device model of the type " + built.type().id() + warnings(built.warnings());
    } else if ("bitline/component/1".equals(format)) {
      components.check(file);
      return "a component of the cost library";
    }
    Request request = Request.of(file);
    List<String> warnings = runner().check(request);
    Descriptor descriptor = new ExperimentReader(reader).read(request);
    return "an experiment with "
        + descriptor.variants().size()
        + " run(s): "
        + String.join(", ", descriptor.variants().keySet())
        + warnings(warnings);
  }

  private static String warnings(List<String> warnings) {
    return warnings.stream().map(w -> "\n  warning: " + w).collect(Collectors.joining());
  }

  @Override
  public String schema(String name) {
    List<String> known =
        new ArrayList<>(List.of("experiment", "device-model", "component", "mapping"));
    for (DeviceType<?> type : registry.deviceTypes()) {
      if (type.id().equals(name)) {
        return reader.schema(type.parameters(), type.id());
      }
      known.add(type.id());
    }
    return switch (name) {
      case "experiment" -> reader.schema(Experiment.class, Experiment.FORMAT);
      case "device-model" -> reader.schema(DeviceModel.class, DeviceModel.FORMAT);
      case "mapping" -> reader.schema(MappingFile.class, MappingFile.FORMAT);
      case "component" -> components.schema();
      default ->
          throw new InputProblem(
              "--schema " + name + ": unknown format" + Names.hint(name, known, "formats"));
    };
  }

  @Override
  public Inventory inventory() {
    List<Inventory.Item> types =
        registry.deviceTypes().stream()
            .map(t -> new Inventory.Item(t.id(), t.summary()))
            .sorted(java.util.Comparator.comparing(Inventory.Item::name))
            .toList();
    List<Inventory.Item> shipped =
        models().names().stream().map(n -> new Inventory.Item(n, summary(n))).toList();
    return new Inventory(types, shipped);
  }

  private String summary(String name) {
    Path file = installation.home().resolve("device-models").resolve(name + ".json");
    Object description = JsonFiles.read(file).values().get("description");
    return description == null ? "" : description.toString();
  }

  @Override
  public String describe(String name) {
    return new Description(reader, registry, models()).of(name);
  }

  private DeviceModels models() {
    return new DeviceModels(reader, registry, components, installation);
  }

  private Run runner() {
    Planner planner = new Planner(reader, registry, models());
    return new Run(reader, registry, planner, installation, kernels);
  }

  /** Writes a file whole. */
  static void write(Path file, String content) {
    try {
      Path beside = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(beside, content);
      Files.move(beside, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputProblem(file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
