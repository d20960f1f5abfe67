package org.bitline.device.reram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitline.api.unit.Param;

/** Records whose components all have their declared defaults. */
final class Defaults {

  private Defaults() {}

  static <R extends Record> R of(Class<R> type) {
    return of(type, MissingNode.getInstance());
  }

  /** With the members of a JSON object in place of defaults. */
  static <R extends Record> R of(Class<R> type, JsonNode json) {
    List<String> names = Arrays.stream(type.getRecordComponents()).map(c -> c.getName()).toList();
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!names.contains(name)) {
                throw new AssertionError(name + " is no parameter; " + names + " are");
              }
            });
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i], json.path(components[i].getName()));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(RecordComponent component, JsonNode json) {
    Class<?> type = component.getType();
    Param param = component.getAnnotation(Param.class);
    String text = json.isValueNode() && !json.isMissingNode() ? json.asText() : param.byDefault();
    if (type.isRecord()) {
      return of(type.asSubclass(Record.class), json);
    } else if (type == List.class) {
      return List.of();
    } else if (type == Optional.class) {
      return Optional.empty();
    } else if (type == int.class) {
      return Integer.valueOf(text);
    } else if (type == boolean.class) {
      return Boolean.valueOf(text);
    } else if (type == double.class) {
      double value = number(text);
      if (value < param.min() || value > param.max() || value <= param.above()) {
        throw new AssertionError(component + " is " + value);
      }
      return value;
    } else if (type == String.class) {
      return text;
    }
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name)) {
        return constant;
      }
    }
    throw new AssertionError(component + " by default " + text);
  }

  /** A number with a unit and its prefix. */
  private static double number(String text) {
    String[] parts = text.split(" ");
    String unit = parts.length == 1 ? "" : parts[1];
    int power =
        unit.length() < 2 || unit.equals("Hz") || unit.equals("ohm")
            ? 0
            : 3 * ("pnum kMGT".indexOf(unit.charAt(0)) - 4);
    return new BigDecimal(parts[0]).scaleByPowerOfTen(power).doubleValue();
  }
}
