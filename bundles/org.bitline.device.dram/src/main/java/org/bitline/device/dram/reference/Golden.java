package org.bitline.device.dram.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
      if (!json.isObject()) {
        throw new InputProblem(whole, "a reference file is a JSON object.");
      }
      return new Golden(whole, json);
    } catch (JsonProcessingException e) {
      throw new InputProblem(whole + ": this is not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputProblem(whole + ": cannot be read: " + e.getMessage(), e);
    }
  }

  Golden member(String key) {
    return new Golden(where.member(key), json.path(key));
  }

  boolean has(String key) {
    return json.hasNonNull(key);
  }

  /** The elements of the array of that name. */
  List<Golden> list(String key) {
    Golden array = member(key);
    if (!array.json.isArray()) {
      throw new InputProblem(array.where, "an array is wanted here.");
    }
    List<Golden> elements = new ArrayList<>();
    for (int i = 0; i < array.json.size(); i++) {
      elements.add(new Golden(array.where.element(i), array.json.get(i)));
    }
    return elements;
  }

  String text(String key) {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new InputProblem(where.member(key), "a text is wanted here.");
    }
    return value.textValue();
  }

  int integer(String key) {
    JsonNode value = json.path(key);
    if (!value.isInt() || value.intValue() < 0) {
      throw new InputProblem(where.member(key), "an integer of at least 0 is wanted here.");
    }
    return value.intValue();
  }

  /** The integers of the object of that name; none where it is absent. */
  Map<String, Integer> integers(String key) {
    Map<String, Integer> found = new TreeMap<>();
    if (has(key)) {
      Golden object = member(key);
      object.json.fieldNames().forEachRemaining(name -> found.put(name, object.integer(name)));
    }
    return found;
  }

  InputProblem problem(String key, String sentence) {
    return new InputProblem(where.member(key), sentence);
  }
}
