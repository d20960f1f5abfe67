package org.bitline.cost;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.unit.QuantityParser;
import org.bitline.api.unit.RecordReader;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The component files below {@code device-models/components} of the installation, and of every
 * bundle that has such a folder. A name that ends with {@code .json} is a file beside the device
 * model that names it. A file is read when it is first asked for, once.
 */
@org.osgi.service.component.annotations.Component(
    service = {ComponentLibrary.class, FileComponentLibrary.class})
public final class FileComponentLibrary implements ComponentLibrary {

  private static final int KEPT = 4096;

  private final RecordReader reader;
  private final FigureReader figures;
  private final Rows index;
  private final ExtraRows extra;
  private final Map<Path, Row> read = new ConcurrentHashMap<>();
  private final Map<Priced, Component> priced = new ConcurrentHashMap<>();

  /** What a component depends on, once its file is read. */
  private record Priced(Path file, SortedMap<String, Object> values, double nm) {}

  @Activate
  public FileComponentLibrary(
      BundleContext context,
      @Reference Installation installation,
      @Reference RecordReader reader,
      @Reference QuantityParser quantities) {
    this(installation, reader, quantities, new BundleRows(context));
  }

  FileComponentLibrary(
      Installation installation, RecordReader reader, QuantityParser quantities, ExtraRows extra) {
    this.reader = reader;
    this.figures = new FigureReader(quantities);
    this.extra = extra;
    this.index = new Rows(installation.home(), extra);
  }

  /** With the rows of an installation alone; bundles add none. */
  public static FileComponentLibrary of(
      Installation installation, RecordReader reader, QuantityParser quantities) {
    return new FileComponentLibrary(installation, reader, quantities, new NoRows());
  }

  @Deactivate
  void close() {
    extra.close();
  }

  @Override
  public Component component(String name, Map<String, Object> set, Location where, Path directory) {
    Row row = row(name, where, directory);
    try {
      return price(row, set, where, List.of());
    } catch (TableMiss e) {
      throw new InputProblem(where, "component " + row.file().name() + ": " + e.getMessage() + ".");
    }
  }

  @Override
  public Set<String> parameters(String name, Location where, Path directory) {
    return row(name, where, directory).parameters().byName().keySet();
  }

  @Override
  public List<String> names() {
    return List.copyOf(index.all().keySet());
  }

  @Override
  public String schema() {
    return reader.schema(ComponentFile.class, ComponentFile.FORMAT);
  }

  @Override
  public void check(Path file) {
    Row row = row(file);
    Location where = row.location();
    try {
      price(row, Map.of(), where, List.of());
    } catch (TableMiss e) {
      throw new InputProblem(where, "at the defaults, " + e.getMessage() + ".");
    }
    row.parameters()
        .byName()
        .forEach(
            (name, parameter) ->
                parameter.extremes().forEach(value -> checkAt(row, name, value, where)));
  }

  /**
   * What a sum of a row is made of.
   *
   * @param action of energies and latencies; empty for areas and leakages
   */
  public List<Sum.Term> breakdown(
      String component, Map<String, Object> set, Sum.Kind kind, String action) {
    Location where = new Location(component, "");
    Row row = row(component, where, Path.of(""));
    ComponentFile.Quantity quantity =
        switch (kind) {
          case AREA -> row.file().area();
          case LEAKAGE -> row.file().leakage();
          case ENERGY -> row.file().actions().get(action).energy();
          case LATENCY -> row.file().actions().get(action).latency().orElseThrow();
        };
    Scope scope =
        new Scope(
            row, row.parameters().with(set, where), (part, of) -> part(row, part, of, List.of()));
    return Sum.of(quantity, kind, scope, figures, where).terms();
  }

  /** The value of a name of a row: a parameter, {@code let}, or the column of a table. */
  public double value(String component, Map<String, Object> set, String name) {
    Location where = new Location(component, "");
    Row row = row(component, where, Path.of(""));
    SortedMap<String, Object> values = row.parameters().with(set, where);
    return (Double) new Scope(row, values, (part, scope) -> missing(row, part)).value(name, where);
  }

  private void checkAt(Row row, String name, Object value, Location where) {
    try {
      price(row, Map.of(name, value), where, List.of());
    } catch (InputProblem e) {
      throw new InputProblem(
          e.getMessage() + " This happens where " + name + " is " + value + ".", e);
    } catch (TableMiss e) {
      // Not every combination of a table's keys has points; who asks for one is told.
      return;
    }
  }

  /**
   * @param open the rows that this one is a part of
   */
  private Component price(Row row, Map<String, Object> set, Location where, List<Row> open) {
    Map<String, Object> own = new LinkedHashMap<>(set);
    double nm = 0;
    if (own.containsKey(Row.NODE)) {
      double wanted = nanometres(own.get(Row.NODE), where);
      own.put(Row.NODE, wanted);
      if (!row.knowsNode()) {
        own.remove(Row.NODE);
        nm = wanted;
      }
    }
    SortedMap<String, Object> values = row.parameters().with(own, where);
    Priced key = new Priced(row.path(), values, nm);
    Component known = priced.get(key);
    if (known != null) {
      return known;
    }
    Component component = row.at(values, figures, (part, scope) -> part(row, part, scope, open));
    if (nm != 0) {
      component = shift(row, nm, where).apply(component);
    }
    if (priced.size() >= KEPT) {
      priced.clear();
    }
    priced.put(key, component);
    return component;
  }

  private NodeShift shift(Row row, double nm, Location where) {
    String node = row.file().node();
    double from;
    try {
      from = figures.quantities().parse(node, "nm");
    } catch (IllegalArgumentException e) {
      if (!row.file().scales().equals("no")) {
        throw new InputProblem(row.location().member(Row.NODE), "the node: " + e.getMessage());
      }
      // Not a node, such as "off chip": no other one is the same.
      from = 0;
    }
    return NodeShift.of(row.file(), from, nm, where);
  }

  private double nanometres(Object node, Location where) {
    try {
      double nm =
          node instanceof Number number
              ? number.doubleValue()
              : figures.quantities().parse(String.valueOf(node), "nm");
      if (nm > 0) {
        return nm;
      }
      throw new IllegalArgumentException("a technology node is above 0 nm, not \"" + node + "\".");
    } catch (IllegalArgumentException e) {
      throw new InputProblem(where, "the node: " + e.getMessage());
    }
  }

  private Component part(Row row, String name, Scope scope, List<Row> open) {
    Location where = row.location().member("parts").member(name);
    ComponentFile.Part part = row.file().parts().get(name);
    if (part == null) {
      throw new InputProblem(
          row.location().member("parts"),
          "there is no part \"%s\". %s"
              .formatted(name, Nearest.sentence(name, row.file().parts().keySet())));
    }
    Row found = row(part.component(), where.member("component"), row.path().getParent());
    List<Row> now = new ArrayList<>(open);
    now.add(row);
    if (now.contains(found)) {
      List<String> circle = now.stream().map(r -> r.file().name()).toList();
      throw new InputProblem(
          where,
          "component %s is made of itself: %s, %s. Break the circle."
              .formatted(found.file().name(), String.join(", ", circle), found.file().name()));
    }
    Map<String, Object> set = new TreeMap<>();
    part.set()
        .forEach(
            (key, value) ->
                set.put(key, partValue(found, key, value, scope, where.member("set").member(key))));
    return price(found, set, where, now);
  }

  /** A number, a choice of the part, or an expression in this row's names. */
  private Object partValue(Row part, String key, Object value, Scope scope, Location where) {
    Parameters.Parameter parameter = part.parameters().byName().get(key);
    boolean choice = parameter != null && parameter.choices().contains(value);
    return value instanceof String text && !choice
        ? figures.formula(text, where).value(scope, where)
        : value;
  }

  private static Component missing(Row row, String part) {
    throw new IllegalStateException("a name of " + row.file().name() + " needs part " + part);
  }

  private Row row(String name, Location where, Path directory) {
    return row(
        name.endsWith(FolderRows.SUFFIX)
            ? beside(name, where, directory)
            : index.file(name, where));
  }

  private static Path beside(String name, Location where, Path directory) {
    Path file = directory.resolve(name).normalize();
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(
          where,
          "there is no component file %s. Paths are relative to the folder of the device model."
              .formatted(file));
    }
    return file;
  }

  private Row row(Path file) {
    return read.computeIfAbsent(file.toAbsolutePath().normalize(), this::read);
  }

  private Row read(Path path) {
    ComponentFile file = reader.read(path, ComponentFile.FORMAT, ComponentFile.class);
    Location location = index.location(path);
    index
        .nameByPlace(path)
        .filter(name -> !name.equals(file.name()))
        .ifPresent(
            name -> {
              throw new InputProblem(
                  location.member("name"),
                  "this file is the row %s by its place, but calls itself %s. Rename one of the two."
                      .formatted(name, file.name()));
            });
    return Row.read(file, figures, location, path);
  }
}
