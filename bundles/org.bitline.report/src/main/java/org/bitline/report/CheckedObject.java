package org.bitline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
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
    if (!Double.isFinite(value)) {
      throw new IllegalStateException("result " + path + "/" + key + " is " + value);
    }
    node.put(key, value);
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
    new TreeMap<>(facts).forEach(this::fact);
    return this;
  }

  private void fact(String key, Object value) {
    if (value instanceof Map<?, ?> map) {
      object(key).facts(texts(map));
    } else if (value instanceof List<?> list) {
      ArrayNode array = node.putArray(key);
      for (int i = 0; i < list.size(); i++) {
        CheckedObject element =
            new CheckedObject(array.objectNode(), path + "/" + key).one(i, list.get(i));
        array.add(element.node.get(String.valueOf(i)));
      }
    } else if (value instanceof Boolean truth) {
      node.put(key, truth);
    } else if (value instanceof Double || value instanceof Float) {
      put(key, ((Number) value).doubleValue());
    } else if (value instanceof Number number) {
      put(key, number.longValue());
    } else if (value instanceof CharSequence || value instanceof Path || value instanceof Enum) {
      put(key, value.toString());
    } else {
      throw new IllegalStateException(
          "result " + path + "/" + key + " is a " + (value == null ? "null" : value.getClass()));
    }
  }

  private CheckedObject one(int index, Object value) {
    fact(String.valueOf(index), value);
    return this;
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
