package org.bitline.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.DeviceType;
import org.bitline.api.device.Figure;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.RecordReader;
import org.bitline.engine.json.Names;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Registry;

/** A device model, or a device type, in full: parameters, prices, sources, schema. */
final class Description {

  private final RecordReader reader;
  private final Registry registry;
  private final DeviceModels models;
  private final StringBuilder out = new StringBuilder();

  Description(RecordReader reader, Registry registry, DeviceModels models) {
    this.reader = reader;
    this.registry = registry;
    this.models = models;
  }

  String of(String name) {
    for (DeviceType<?> type : registry.deviceTypes()) {
      if (type.id().equals(name)) {
        line(type.id() + ": " + type.summary());
        line("");
        line("Schema of a model's \"parameters\":");
        line(reader.schema(type.parameters(), type.id()));
        return out.toString();
      }
    }
    Path file;
    try {
      file = models.find(name, Path.of("").toAbsolutePath(), new Location("devices", ""));
    } catch (InputProblem e) {
      List<String> known = new ArrayList<>(models.names());
      registry.deviceTypes().forEach(t -> known.add(t.id()));
      throw new InputProblem(
          "unknown device model or type \"" + name + "\"" + Names.hint(name, known, "names"), e);
    }
    model(models.build("device", file, Map.of(), new Location(file.toString(), "")), file);
    return out.toString();
  }

  private void model(DeviceModels.Built built, Path file) {
    line(built.model().name() + " (type " + built.type().id() + ")");
    built.model().description().ifPresent(this::line);
    line("source: " + built.model().source());
    line("file: " + (Files.exists(file) ? file : built.model().name()));
    line("");
    line("Parameters (SI units):");
    parameters("  ", built.parameters());
    line("");
    line("Components (per one; low..high where they differ):");
    built.device().costs().components().forEach(this::component);
    line("");
    line(
        "Run \"bitline devices " + built.type().id() + "\" for the JSON Schema of the parameters.");
  }

  private void parameters(String indent, Record parameters) {
    for (RecordComponent component : parameters.getClass().getRecordComponents()) {
      Object value = read(component, parameters);
      Param param = component.getAnnotation(Param.class);
      if (value instanceof Record nested) {
        line(indent + component.getName() + ": " + param.doc());
        parameters(indent + "  ", nested);
      } else {
        String unit = param.unit().isEmpty() ? "" : " " + param.unit();
        line(indent + component.getName() + " = " + text(value) + unit + "  (" + param.doc() + ")");
      }
    }
  }

  private static Object read(RecordComponent component, Record parameters) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(parameters);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Object value) {
    if (value instanceof Double number) {
      return number(number);
    }
    return value instanceof Enum<?> choice
        ? choice.name().toLowerCase(Locale.ROOT).replace('_', '-')
        : String.valueOf(value);
  }

  private static String number(double value) {
    return value == 0 || value == Math.rint(value) && Math.abs(value) < 1e6
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }

  private void component(String role, Component component) {
    line(
        "  "
            + role
            + ": "
            + component.name()
            + (component.node().isEmpty() ? "" : ", " + component.node()));
    figure("area", component.area(), "m^2");
    figure("leakage", component.leakage(), "W");
    component
        .actions()
        .forEach(
            (name, action) -> {
              figure(name + " energy", action.energy(), "J per " + action.per());
              if (action.latency().nominal() > 0) {
                figure(name + " latency", action.latency(), "s");
              }
            });
  }

  private void figure(String what, Figure figure, String unit) {
    String value = figure.known() ? number(figure.nominal()) + " " + unit : "unknown";
    String band =
        figure.known() && figure.low() < figure.high()
            ? " (" + number(figure.low()) + ".." + number(figure.high()) + ")"
            : "";
    line("    " + what + " = " + value + band + "  [" + figure.basis() + "] " + figure.source());
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
