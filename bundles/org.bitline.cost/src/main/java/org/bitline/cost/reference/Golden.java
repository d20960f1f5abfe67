package org.bitline.cost.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;

/**
 * A part of a reference file.
 *
 * @param where the file, and a JSON pointer into it
 */
record Golden(Location where, JsonNode json) {

  static Golden read(Path file) {
    Location whole = new Location(file.toString(), "");
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readString(file));
      if (json == null || !json.isObject()) {
        throw new InputProblem(whole, "a reference file is a JSON object.");
      }
      return new Golden(whole, json);
    } catch (JsonProcessingException e) {
      throw new InputProblem(whole + ": this is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputProblem(whole + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** The entries of {@code cases}; the file itself where it has none. */
  List<Golden> cases() {
    return has("cases") ? member("cases").elements() : List.of(this);
  }

  List<Golden> elements() {
    if (!json.isArray()) {
      throw new InputProblem(where, "a list is wanted here.");
    }
    List<Golden> elements = new ArrayList<>();
    for (int i = 0; i < json.size(); i++) {
      elements.add(new Golden(where.element(i), json.get(i)));
    }
    return elements;
  }

  List<String> keys() {
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  Golden member(String key) {
    return new Golden(where.member(key), json.path(key));
  }

  boolean has(String key) {
    return json.hasNonNull(key);
  }

  String text(String key) {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new InputProblem(where.member(key), "a text is wanted here.");
    }
    return value.textValue();
  }

  double number(String key) {
    JsonNode value = json.path(key);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new InputProblem(where.member(key), "a number is wanted here.");
    }
    return value.doubleValue();
  }

  int integer(String key) {
    return (int) number(key);
  }

  boolean flag(String key) {
    JsonNode value = json.path(key);
    if (value.isTextual()) {
      return value.textValue().equals("true");
    }
    if (!value.isBoolean()) {
      throw new InputProblem(where.member(key), "true or false is wanted here.");
    }
    return value.booleanValue();
  }

  InputProblem problem(String key, String sentence) {
    return new InputProblem(where.member(key), sentence);
  }
}
