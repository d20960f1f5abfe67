package org.bitline.workload.bert.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.bitline.api.base.InputProblem;

/** Reads JSON strictly: one value, no key twice. */
public final class JsonFiles {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonFiles() {}

  /** Reads a file that must hold an object. */
  public static JsonNode object(Path file) {
    JsonNode json = parse(DataFiles.bytes(file), file.toString());
    if (!json.isObject()) {
      throw new InputProblem(file + ": the file holds no JSON object.");
    }
    return json;
  }

  /**
   * Reads JSON text.
   *
   * @param subject what it is, for messages
   */
  static JsonNode parse(byte[] text, String subject) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          subject + " is not valid JSON: " + e.getOriginalMessage() + place(e) + ".", e);
    } catch (IOException e) {
      throw new InputProblem(subject + " is not valid JSON: " + e.getMessage() + ".", e);
    }
  }

  private static String place(JsonProcessingException e) {
    return e.getLocation() == null
        ? ""
        : ", at line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
  }
}
