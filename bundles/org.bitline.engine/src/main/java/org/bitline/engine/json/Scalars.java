package org.bitline.engine.json;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.QuantityParser;

/** Numbers, quantities, texts and choices. */
final class Scalars {

  private final QuantityParser quantities;

  Scalars(QuantityParser quantities) {
    this.quantities = quantities;
  }

  /** The default of a parameter as it would have been read from a file. */
  Object literal(Class<?> type, Param param, Location at) {
    String text = param.byDefault();
    if (!param.unit().isEmpty() || type == String.class || type.isEnum()) {
      return text;
    } else if (type == boolean.class || type == Boolean.class) {
      return Boolean.valueOf(text);
    } else if (type == double.class || type == Double.class) {
      return Double.valueOf(text);
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      return Long.valueOf(text);
    }
    throw new IllegalStateException(at + ": a default for the type " + type.getName());
  }

  Object read(Class<?> type, Param param, Object found, Location at) {
    if (!param.unit().isEmpty()) {
      return range(quantity(found, param, at), param, found, at);
    } else if (type == String.class) {
      return text(param, found, at);
    } else if (type == boolean.class || type == Boolean.class) {
      return expect(found, Boolean.class, "true or false", at);
    } else if (type == double.class || type == Double.class) {
      return range(expect(found, Number.class, "a number", at).doubleValue(), param, found, at);
    } else if (type == int.class || type == Integer.class) {
      return (int) whole(param, found, at, Integer.MIN_VALUE, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return whole(param, found, at, Long.MIN_VALUE, Long.MAX_VALUE);
    } else if (type.isEnum()) {
      return choice(type, found, at);
    }
    throw new IllegalStateException(at + ": parameters of the type " + type.getName());
  }

  private double quantity(Object found, Param param, Location at) {
    if (!(found instanceof String text)) {
      throw new InputProblem(
          at,
          "found "
              + JsonFiles.describe(found)
              + "; a text with a unit is wanted, such as \""
              + (found instanceof Number ? found : "1.5")
              + " "
              + param.unit()
              + "\"");
    }
    try {
      return quantities.parse(text, param.unit());
    } catch (IllegalArgumentException e) {
      throw new InputProblem(at + ": " + e.getMessage(), e);
    }
  }

  private static String text(Param param, Object found, Location at) {
    String text = expect(found, String.class, "a text", at);
    if (param.oneOf().length > 0 && !Arrays.asList(param.oneOf()).contains(text)) {
      throw new InputProblem(
          at, "found \"" + text + "\"" + Names.hint(text, List.of(param.oneOf()), "values"));
    }
    return text;
  }

  private static long whole(Param param, Object found, Location at, long min, long max) {
    if (!(found instanceof Long number) || number < min || number > max) {
      throw new InputProblem(
          at, "found " + JsonFiles.describe(found) + "; a whole number is wanted");
    }
    range(number, param, found, at);
    return number;
  }

  private static double range(double value, Param param, Object found, Location at) {
    if (value < param.min()
        || value > param.max()
        || value <= param.above()
        || Double.isNaN(value)) {
      throw new InputProblem(
          at, "found " + JsonFiles.describe(found) + "; allowed is " + allowed(param));
    }
    return value;
  }

  /** The range of a parameter in words. */
  static String allowed(Param param) {
    List<String> bounds = new ArrayList<>();
    if (param.above() != Double.NEGATIVE_INFINITY) {
      bounds.add("more than " + number(param.above()));
    }
    if (param.min() != Double.NEGATIVE_INFINITY) {
      bounds.add("at least " + number(param.min()));
    }
    if (param.max() != Double.POSITIVE_INFINITY) {
      bounds.add("at most " + number(param.max()));
    }
    String unit = param.unit().isEmpty() ? "" : " " + param.unit();
    return bounds.isEmpty() ? "any number" + unit : String.join(" and ", bounds) + unit;
  }

  static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }

  private static Object choice(Class<?> type, Object found, Location at) {
    String text = expect(found, String.class, "a text", at);
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String name = name((Enum<?>) constant);
      if (name.equals(text)) {
        return constant;
      }
      names.add(name);
    }
    throw new InputProblem(at, "found \"" + text + "\"" + Names.hint(text, names, "values"));
  }

  static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static <T> T expect(Object found, Class<T> type, String wanted, Location at) {
    if (!type.isInstance(found)) {
      throw new InputProblem(
          at, "found " + JsonFiles.describe(found) + "; " + wanted + " is wanted");
    }
    return type.cast(found);
  }
}
