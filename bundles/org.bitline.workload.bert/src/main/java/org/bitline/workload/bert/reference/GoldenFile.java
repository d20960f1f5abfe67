package org.bitline.workload.bert.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.workload.bert.files.JsonFiles;

/** A file of reference outputs, and where in it one reads. */
record GoldenFile(Path file, JsonNode json) {

  static GoldenFile read(Path file) {
    return new GoldenFile(file, JsonFiles.object(file));
  }

  /** The file's name without its ending. */
  String name() {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /** The text at a JSON pointer. */
  String text(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.isTextual()) {
      throw problem(pointer, "a text is wanted here.");
    }
    return value.textValue();
  }

  /** The number at a JSON pointer. */
  double number(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw problem(pointer, "a number is wanted here.");
    }
    return value.doubleValue();
  }

  /** The non-empty array of numbers at a JSON pointer. */
  double[] numbers(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.isArray() || value.isEmpty()) {
      throw problem(pointer, "an array of numbers is wanted here.");
    }
    double[] numbers = new double[value.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(pointer + "/" + i);
    }
    return numbers;
  }

  InputProblem problem(String pointer, String sentence) {
    return new InputProblem(new Location(file.toString(), pointer), sentence);
  }
}
