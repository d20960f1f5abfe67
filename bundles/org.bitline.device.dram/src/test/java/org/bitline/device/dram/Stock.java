package org.bitline.device.dram;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.Figure;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.QuantityParser;
import org.bitline.numerics.ScalarHalfKernels;
import org.bitline.numerics.ScalarKernels;

/** Devices with the defaults of their parameters and some changes, for tests. */
public final class Stock {

  /** GDDR6-AiM with fewer channels. */
  static final Map<String, Object> AIM =
      Map.ofEntries(
          Map.entry("clock", "0.5 ns"),
          Map.entry("organisation.channelsPerStack", 4),
          Map.entry("organisation.burstsPerRow", 64),
          Map.entry("delays.rl", "50 cycles"),
          Map.entry("delays.wl", "6 cycles"),
          Map.entry("delays.ccdl", "2 cycles"),
          Map.entry("delays.rcdrd", "36 cycles"),
          Map.entry("delays.rcdwr", "28 cycles"),
          Map.entry("delays.rcdmac", "56 cycles"),
          Map.entry("delays.ras", "54 cycles"),
          Map.entry("delays.rp", "32 cycles"),
          Map.entry("delays.rc", "89 cycles"),
          Map.entry("delays.rtp", "12 cycles"),
          Map.entry("delays.mode", "32 cycles"),
          Map.entry("delays.resultRead", "6 cycles"),
          Map.entry("unit.style", "buffer"),
          Map.entry("unit.numbers", "bf16"),
          Map.entry("unit.banksPerUnit", 1),
          Map.entry("unit.accumulators", 1),
          Map.entry("unit.inputBursts", 64));

  /** Units that run kernels of their own; 2 channels of 2 ranks. */
  static final Map<String, Object> STEPS =
      Map.ofEntries(
          Map.entry("organisation.channelsPerStack", 2),
          Map.entry("organisation.ranks", 2),
          Map.entry("organisation.burst", "64 B"),
          Map.entry("organisation.rowsPerBank", 1024),
          Map.entry("unit.style", "independent"),
          Map.entry("unit.numbers", "fp32"),
          Map.entry("unit.level", "bank-group"),
          Map.entry("unit.macRate", "20 GHz"),
          Map.entry(
              "addressMap",
              new AddressMapParameters(
                  List.of("1^8"),
                  List.of("9^13"),
                  List.of("0^7", "10^14"),
                  List.of("11^15", "12^16"),
                  List.of("7", "8", "13", "14", "15", "16", "17", "18", "19", "20"),
                  List.of("2", "3", "4", "5", "6"))));

  private Stock() {}

  static DramPimParameters parameters(Map<String, Object> changes) {
    return record(DramPimParameters.class, "", changes);
  }

  static DramPimType type() {
    return new DramPimType(
        new ScalarKernels(), new ScalarHalfKernels(), quantities(), Shipped.reader());
  }

  static Device host(Map<String, Object> changes) {
    return new DramHostType(new ScalarKernels(), quantities())
        .create(record(DramHostParameters.class, "", changes), context());
  }

  static Device device(Map<String, Object> changes) {
    return type().create(parameters(changes), context());
  }

  /** Reads the few units that tests use. */
  static QuantityParser quantities() {
    return (text, unit) -> {
      String[] parts = text.split(" ");
      Map<String, Double> units =
          Map.of("ns", 1e-9, "us", 1e-6, "s", 1.0, "B", 1.0, "Hz", 1.0, "GHz", 1e9, "MHz", 1e6);
      if (parts.length != 2 || !units.containsKey(parts[1])) {
        throw new IllegalArgumentException("\"" + text + "\" is no quantity");
      }
      return Double.parseDouble(parts[0]) * units.get(parts[1]);
    };
  }

  /** A record of the defaults of its components. */
  static <T extends Record> T record(Class<T> type, String path, Map<String, Object> changes) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(components[i], path + components[i].getName(), changes);
    }
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new AssertionError(e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(RecordComponent component, String path, Map<String, Object> changes) {
    Class<?> type = component.getType();
    Param param = component.getAnnotation(Param.class);
    if (type == Optional.class) {
      return Optional.ofNullable(changes.get(path));
    } else if (type == List.class) {
      return changes.getOrDefault(path, List.of());
    } else if (type.isRecord()) {
      return record(type.asSubclass(Record.class), path + ".", changes);
    }
    String text = String.valueOf(changes.getOrDefault(path, param.byDefault()));
    if (!param.unit().isEmpty()) {
      return quantities().parse(text, param.unit());
    } else if (type == int.class) {
      return Integer.parseInt(text);
    } else if (type == double.class) {
      return Double.parseDouble(text);
    } else if (type == boolean.class) {
      return Boolean.parseBoolean(text);
    } else if (type.isEnum()) {
      String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
      return Arrays.stream(type.getEnumConstants())
          .filter(c -> ((Enum<?>) c).name().equals(name))
          .findFirst()
          .orElseThrow();
    }
    return text;
  }

  private static final Map<String, List<String>> ACTIONS =
      Map.ofEntries(
          Map.entry("bank", List.of("activate", "read", "write")),
          Map.entry("column-path", List.of("transfer")),
          Map.entry("global-io", List.of("transfer")),
          Map.entry("tsv", List.of("transfer")),
          Map.entry("io", List.of("transfer")),
          Map.entry("pim-unit", List.of("mac", "add", "register")),
          Map.entry("core", List.of("mac", "pass")),
          Map.entry("host", List.of("add")));

  static DeviceContext context() {
    return new DeviceContext() {
      @Override
      public String name() {
        return "hbm";
      }

      @Override
      public Component component(String role) {
        Figure one = Figure.of(1, "a price of one", "assumed");
        TreeMap<String, Component.Action> actions = new TreeMap<>();
        for (String action : ACTIONS.getOrDefault(role, List.of())) {
          actions.put(action, new Component.Action(one, one, "unit"));
        }
        return new Component("test/" + role, "20 nm", one, one, actions);
      }
    };
  }

  /** Some maps together; later ones win. */
  @SafeVarargs
  static Map<String, Object> with(Map<String, Object>... changes) {
    TreeMap<String, Object> all = new TreeMap<>();
    for (Map<String, Object> change : changes) {
      all.putAll(change);
    }
    return all;
  }
}
