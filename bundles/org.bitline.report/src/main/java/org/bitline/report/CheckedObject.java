package org.bitline.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A JSON object under construction that takes finite numbers only. What it refuses is a defect of
 * whoever made the result, and is named by its path.
 */
final class CheckedObject {

  private final ObjectNode node;
  private final String path;

  CheckedObject(ObjectNode node, String path) {
    this.node = node;
    this.path = path;
  }

  CheckedObject put(String key, String value) {
    node.put(key, value);
    return this;
  }

  CheckedObject put(String key, long value) {
    node.put(key, value);
    return this;
  }

  CheckedObject put(String key, double value) {
    node.put(key, finite(value, path + "/" + key));
    return this;
  }

  /** Leaves the key out where there is no value. */
  CheckedObject put(String key, Optional<Double> value) {
    value.ifPresent(v -> put(key, v.doubleValue()));
    return this;
  }

  CheckedObject put(String key, List<String> values) {
    ArrayNode array = node.putArray(key);
    values.forEach(array::add);
    return this;
  }

  CheckedObject put(String key, Map<String, Double> values) {
    CheckedObject object = object(key);
    values.forEach((name, value) -> object.put(name, value.doubleValue()));
    return this;
  }

  CheckedObject object(String key) {
    return new CheckedObject(node.putObject(key), path + "/" + key);
  }

  /** A list of objects that can be added to. */
  Elements array(String key) {
    return new Elements(node.putArray(key), path + "/" + key);
  }

  /** Texts, numbers, booleans, lists and maps of these; maps in the order of their keys. */
  CheckedObject facts(Map<String, Object> facts) {
    new TreeMap<>(facts).forEach((key, value) -> node.set(key, node(value, path + "/" + key)));
    return this;
  }

  private static JsonNode node(Object value, String path) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (value instanceof Map<?, ?> map) {
      ObjectNode object = nodes.objectNode();
      new CheckedObject(object, path).facts(texts(map));
      return object;
    } else if (value instanceof List<?> list) {
      ArrayNode array = nodes.arrayNode();
      list.forEach(element -> array.add(node(element, path + "/" + array.size())));
      return array;
    } else if (value instanceof Boolean truth) {
      return nodes.booleanNode(truth);
    } else if (value instanceof Double || value instanceof Float) {
      return nodes.numberNode(finite(((Number) value).doubleValue(), path));
    } else if (value instanceof Number number) {
      return nodes.numberNode(number.longValue());
    } else if (value instanceof CharSequence || value instanceof Path || value instanceof Enum) {
      return nodes.textNode(value.toString());
    }
    throw new IllegalStateException(
        "result " + path + " is a " + (value == null ? "null" : value.getClass().getName()));
  }

  private static double finite(double value, String path) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("result " + path + " is " + value);
    }
    return value;
  }

  private static Map<String, Object> texts(Map<?, ?> map) {
    Map<String, Object> texts = new TreeMap<>();
    map.forEach((key, value) -> texts.put(String.valueOf(key), value));
    return texts;
  }

  /** Objects in a JSON array. */
  static final class Elements {

    private final ArrayNode array;
    private final String path;

    private Elements(ArrayNode array, String path) {
      this.array = array;
      this.path = path;
    }

    /**
     * A new object at the end.
     *
     * @param name what messages call it
     */
    CheckedObject add(String name) {
      return new CheckedObject(array.addObject(), path + "/" + name);
    }
  }
}
