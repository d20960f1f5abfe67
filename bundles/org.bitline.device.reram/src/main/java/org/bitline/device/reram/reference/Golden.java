package org.bitline.device.reram.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  String text(String key) {
    JsonNode value = json.path(key);
    if (!value.isTextual()) {
      throw new InputProblem(where.member(key), "a text is wanted here.");
    }
    return value.textValue();
  }

  double number(String key) {
    return number(json.path(key), where.member(key));
  }

  double number(String key, double absent) {
    return has(key) ? number(key) : absent;
  }

  int integer(String key) {
    return (int) number(key);
  }

  boolean flag(String key) {
    JsonNode value = json.path(key);
    if (!value.isBoolean()) {
      throw new InputProblem(where.member(key), "true or false is wanted here.");
    }
    return value.booleanValue();
  }

  double[] numbers(String key) {
    return member(key).numbers();
  }

  /** This array of numbers. */
  double[] numbers() {
    if (!json.isArray() || json.isEmpty()) {
      throw new InputProblem(where, "an array of numbers is wanted here.");
    }
    double[] numbers = new double[json.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(json.get(i), where.element(i));
    }
    return numbers;
  }

  /** The array of arrays of numbers, equally long, of that name. */
  double[][] matrix(String key) {
    Golden array = member(key);
    if (!array.json.isArray() || array.json.isEmpty()) {
      throw new InputProblem(array.where, "a matrix is wanted here.");
    }
    double[][] matrix = new double[array.json.size()][];
    for (int i = 0; i < matrix.length; i++) {
      Golden row = new Golden(array.where.element(i), array.json.get(i));
      matrix[i] = row.numbers();
      if (matrix[i].length != matrix[0].length) {
        throw new InputProblem(row.where, "this row is not as long as the first.");
      }
    }
    return matrix;
  }

  InputProblem problem(String key, String sentence) {
    return new InputProblem(where.member(key), sentence);
  }

  private static double number(JsonNode value, Location where) {
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw new InputProblem(where, "a number is wanted here.");
    }
    return value.doubleValue();
  }
}
