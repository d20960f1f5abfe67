package org.bitline.device.reram;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bitline.api.unit.Param;

/** Records whose components all have their declared defaults. */
final class Defaults {

  private Defaults() {}

  static <R extends Record> R of(Class<R> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < types.length; i++) {
      types[i] = components[i].getType();
      values[i] = value(components[i]);
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static Object value(RecordComponent component) {
    Class<?> type = component.getType();
    String text = component.getAnnotation(Param.class).byDefault();
    if (type.isRecord()) {
      return of(type.asSubclass(Record.class));
    } else if (type == List.class) {
      return List.of();
    } else if (type == Optional.class) {
      return Optional.empty();
    } else if (type == int.class) {
      return Integer.valueOf(text);
    } else if (type == boolean.class) {
      return Boolean.valueOf(text);
    } else if (type == double.class) {
      return number(text);
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
