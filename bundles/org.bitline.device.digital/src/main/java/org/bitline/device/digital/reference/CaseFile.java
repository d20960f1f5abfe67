package org.bitline.device.digital.reference;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.device.digital.array.Gemm;

/** A file of reference cases, and where in it one reads. */
record CaseFile(Path file, JsonNode json) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static CaseFile read(Path file) {
    try {
      CaseFile cases = new CaseFile(file, MAPPER.readTree(file.toFile()));
      if (!cases.json().path("cases").isArray()) {
        throw cases.problem("", "a file of this family has an array \"cases\"");
      }
      return cases;
    } catch (JsonProcessingException e) {
      throw new InputProblem(file + ": this is not valid JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InputProblem(file + ": the file cannot be read: " + e.getMessage(), e);
    }
  }

  /** The file's name without its ending. */
  String name() {
    return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }

  /** The number at a JSON pointer. */
  double number(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.isNumber() || !Double.isFinite(value.doubleValue())) {
      throw problem(pointer, "a number is wanted here");
    }
    return value.doubleValue();
  }

  /** The positive whole number at a JSON pointer. */
  int count(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < 1) {
      throw problem(pointer, "a whole number of at least 1 is wanted here");
    }
    return value.intValue();
  }

  String text(String pointer) {
    JsonNode value = json.at(pointer);
    if (!value.isTextual()) {
      throw problem(pointer, "a text is wanted here");
    }
    return value.textValue();
  }

  /** The product of a case. */
  Gemm gemm(String pointer) {
    return new Gemm(count(pointer + "/M"), count(pointer + "/K"), count(pointer + "/N"), 1);
  }

  InputProblem problem(String pointer, String sentence) {
    return new InputProblem(new Location(file.toString(), pointer), sentence);
  }
}
