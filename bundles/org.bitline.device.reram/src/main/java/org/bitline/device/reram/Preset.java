package org.bitline.device.reram;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.device.Component;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.experiment.DeviceModel;
import org.bitline.api.experiment.DeviceModel.CostEntry;
import org.bitline.api.tensor.Range;
import org.bitline.api.unit.RecordReader;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Operation.Weight;
import org.bitline.device.reram.array.InputCoding;

/**
 * A device model file of this type, for its costs alone: what the device of a run counts and takes,
 * priced with the model's components. Values can be replaced as an experiment's {@code set} does.
 */
public final class Preset {

  private final RecordReader reader;
  private final ComponentLibrary library;
  private final Path file;
  private final DeviceModel model;
  private final ReramParameters p;
  private final CostTable table;
  private final ReramCosts taking;

  private Preset(RecordReader reader, ComponentLibrary library, Path file, DeviceModel model) {
    this.reader = reader;
    this.library = library;
    this.file = file;
    this.model = model;
    this.p = reader.bind(model.parameters(), ReramParameters.class);
    this.table = ReramType.costs(p, new Context());
    this.taking = new ReramCosts(p, table);
  }

  /** Reads a device model file. */
  public static Preset read(Path file, RecordReader reader, ComponentLibrary library) {
    DeviceModel model = reader.read(file, DeviceModel.FORMAT, DeviceModel.class);
    return new Preset(reader, library, file, model);
  }

  /** The same model with a parameter replaced: its dotted name, and a value as in the file. */
  public Preset with(String path, Object value) {
    Map<String, Object> values = copy(model.parameters().values());
    String[] names = path.split("\\.");
    Map<String, Object> at = values;
    for (int i = 0; i < names.length - 1; i++) {
      at = child(at, names[i]);
    }
    at.put(names[names.length - 1], value);
    Section section =
        new Section(model.parameters().location(), model.parameters().directory(), values);
    return changed(section, model.costs());
  }

  /** The same model with another row of the library for a role. */
  public Preset withComponent(String role, String row) {
    return priced(role, new CostEntry(row, Map.of(), Optional.empty()));
  }

  /** The same model with a parameter of a role's row replaced. */
  public Preset withPrice(String role, String parameter, Object value) {
    CostEntry entry = model.costs().get(role);
    Map<String, Object> set = new LinkedHashMap<>(entry.set());
    set.put(parameter, value);
    return priced(role, new CostEntry(entry.component(), set, entry.node()));
  }

  private Preset priced(String role, CostEntry entry) {
    Map<String, CostEntry> costs = new LinkedHashMap<>(model.costs());
    costs.put(role, entry);
    return changed(model.parameters(), costs);
  }

  private Preset changed(Section parameters, Map<String, CostEntry> costs) {
    DeviceModel changed =
        new DeviceModel(
            model.name(), model.type(), model.description(), model.source(), parameters, costs);
    return new Preset(reader, library, file, changed);
  }

  private static Map<String, Object> copy(Map<String, Object> values) {
    Map<String, Object> copy = new LinkedHashMap<>();
    values.forEach(
        (key, value) -> copy.put(key, value instanceof Map<?, ?> m ? copy(texts(m)) : value));
    return copy;
  }

  private static Map<String, Object> texts(Map<?, ?> map) {
    Map<String, Object> texts = new LinkedHashMap<>();
    map.forEach((key, value) -> texts.put((String) key, value));
    return texts;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> child(Map<String, Object> values, String name) {
    return (Map<String, Object>) values.computeIfAbsent(name, n -> new LinkedHashMap<>());
  }

  ReramParameters parameters() {
    return p;
  }

  CostTable costs() {
    return table;
  }

  Counts counts() {
    return taking.counts();
  }

  /** Joules of one unit of a role's action. */
  public double price(String role, String action) {
    return table.components().get(role).action(action).energy().nominal();
  }

  /** Square metres of a role's components in one tile. */
  public double tileSquareMetres(String role) {
    return hierarchy().whole(Hierarchy.Level.TILE).get(role)
        * table.components().get(role).area().nominal();
  }

  /** Square metres of an array, an IMA, a tile or a chip, its parts summed level by level. */
  public double squareMetres(String level) {
    return hierarchy().areaSquareMetres(Hierarchy.Level.valueOf(level), table);
  }

  /** Watts that leak in one. */
  public double leakageWatts(String level) {
    double watts = 0;
    Map<String, Double> whole = hierarchy().whole(Hierarchy.Level.valueOf(level));
    for (Map.Entry<String, Double> part : whole.entrySet()) {
      watts += part.getValue() * table.components().get(part.getKey()).leakage().nominal();
    }
    return watts;
  }

  private Hierarchy hierarchy() {
    return new Hierarchy(p, table.components().keySet());
  }

  /** Tiles of all chips. */
  public int tiles() {
    return p.chip().tilesPerChip();
  }

  /** Seconds between two vectors through a matrix. */
  public double intervalSeconds(int rows, int columns) {
    return taking.timing(matmul(rows, columns), Load.of(1)).intervalSeconds();
  }

  /** Amounts of one vector times a matrix with assumed densities, by role and action. */
  public SortedMap<String, Double> amounts(int rows, int columns) {
    SortedMap<String, Double> amounts = new TreeMap<>();
    Ledger ledger =
        new Ledger() {
          @Override
          public void add(String component, String action, double amount) {
            amounts.merge(component + " " + action, amount, Double::sum);
          }

          @Override
          public void max(String component, String action, double amount) {}

          @Override
          public void histogram(String component, String action, int bin, long count) {}
        };
    taking.account(matmul(rows, columns), Load.of(1), ledger);
    return amounts;
  }

  /** Joules of one vector times a matrix with assumed densities, by role. */
  public SortedMap<String, Double> joules(int rows, int columns) {
    SortedMap<String, Double> joules = new TreeMap<>();
    amounts(rows, columns)
        .forEach(
            (key, amount) -> {
              String[] names = key.split(" ");
              joules.merge(names[0], amount * price(names[0], names[1]), Double::sum);
            });
    return joules;
  }

  private static StaticMatmul matmul(int rows, int columns) {
    return new StaticMatmul(
        "product",
        0,
        "x",
        new Weight("w", rows, columns, Optional.empty()),
        Optional.empty(),
        Range.all(rows),
        Range.all(columns),
        Optional.empty());
  }

  /** Magnitude bits of an input, over all steps. */
  public int magnitudeBits() {
    InputCoding coding = Designs.input(p, p.input().bits());
    int bits = 0;
    for (int step = 0; step < coding.steps(); step++) {
      bits += Steps.bits(coding, step);
    }
    return bits;
  }

  /** Read cycles of an input. */
  public double readCycles() {
    InputCoding coding = Designs.input(p, p.input().bits());
    double cycles = 0;
    for (int step = 0; step < coding.steps(); step++) {
      cycles += Steps.cycles(coding, step, p);
    }
    return cycles;
  }

  /** Bits that a converter resolves for an input: its time over that of a bit. */
  public double convertedBits() {
    InputCoding coding = Designs.input(p, p.input().bits());
    double seconds = 0;
    for (int step = 0; step < coding.steps(); step++) {
      seconds += Steps.conversionSeconds(coding, step, p);
    }
    return seconds / (Steps.columnsPerAdc(p) * p.periphery().bitTime());
  }

  /** Components as the model names them. */
  private final class Context implements DeviceContext {

    @Override
    public String name() {
      return model.name();
    }

    @Override
    public boolean names(String role) {
      return model.costs().containsKey(role);
    }

    @Override
    public Component component(String role) {
      return component(role, Map.of());
    }

    @Override
    public Component component(String role, Map<String, Object> decided) {
      CostEntry entry = model.costs().get(role);
      Location at = new Location(file.toString(), "/costs/" + role);
      Path directory = file.toAbsolutePath().getParent();
      Map<String, Object> set = new LinkedHashMap<>(decided);
      set.keySet().retainAll(library.parameters(entry.component(), at, directory));
      set.putAll(entry.set());
      entry.node().ifPresent(node -> set.put("node", node));
      return library.component(entry.component(), set, at, directory);
    }
  }
}
