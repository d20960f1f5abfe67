package org.bitline.engine.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;

/** Reads JSON text into maps, lists, strings, longs, doubles and booleans. */
public final class JsonFiles {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .build();

  private JsonFiles() {}

  /** Reads a file that holds one object. */
  public static Section read(Path file) {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw new InputProblem(name + ": there is no such file");
    }
    if (Files.isDirectory(file)) {
      throw new InputProblem(name + " is a folder; a JSON file is wanted");
    }
    Object value;
    try {
      byte[] bytes = Files.readAllBytes(file);
      if (new String(bytes, java.nio.charset.StandardCharsets.UTF_8).isBlank()) {
        throw new InputProblem(name + " is empty; a JSON object is wanted");
      }
      value = MAPPER.readValue(bytes, Object.class);
    } catch (JsonProcessingException e) {
      throw new InputProblem(name + where(e.getLocation()) + " is not valid JSON: " + reason(e), e);
    } catch (IOException e) {
      throw new InputProblem(name + " cannot be read: " + e.getMessage(), e);
    }
    return section(value, new Location(name, ""), file.toAbsolutePath().getParent());
  }

  /** An object as a section. */
  @SuppressWarnings("unchecked")
  static Section section(Object value, Location location, Path directory) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new InputProblem(location, "found " + describe(value) + "; a JSON object is wanted");
    }
    return new Section(location, directory, (Map<String, Object>) map);
  }

  /** Parses the right side of {@code path=value}: JSON where it is JSON, else a string. */
  public static Object parseValue(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** The shortest canonical text: members in order of their names. */
  public static String canonical(Object value) {
    if (value instanceof Map<?, ?> map) {
      StringBuilder out = new StringBuilder("{");
      map.entrySet().stream()
          .sorted((a, b) -> a.getKey().toString().compareTo(b.getKey().toString()))
          .forEach(
              e ->
                  out.append(out.length() > 1 ? "," : "")
                      .append(canonical(e.getKey()))
                      .append(':')
                      .append(canonical(e.getValue())));
      return out.append('}').toString();
    } else if (value instanceof List<?> list) {
      StringBuilder out = new StringBuilder("[");
      list.forEach(e -> out.append(out.length() > 1 ? "," : "").append(canonical(e)));
      return out.append(']').toString();
    } else if (value instanceof String text) {
      try {
        return MAPPER.writeValueAsString(text);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    } else if (value instanceof Double number) {
      // Bits, not digits: the text of a double differs between JDKs.
      return "d" + Long.toHexString(Double.doubleToLongBits(number));
    }
    return String.valueOf(value);
  }

  /** A deep copy that may be changed. */
  public static Object copy(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach((key, member) -> copy.put((String) key, copy(member)));
      return copy;
    } else if (value instanceof List<?> list) {
      return new java.util.ArrayList<>(list.stream().map(JsonFiles::copy).toList());
    }
    return value;
  }

  /** What a value is, for a message. */
  static String describe(Object value) {
    if (value == null) {
      return "null";
    } else if (value instanceof String text) {
      return "the text \"" + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + "\"";
    } else if (value instanceof Map<?, ?>) {
      return "an object";
    } else if (value instanceof List<?>) {
      return "a list";
    } else if (value instanceof BigInteger) {
      return "the number " + value + ", which is too large";
    } else if (value instanceof Boolean) {
      return String.valueOf(value);
    }
    return "the number " + value;
  }

  private static String where(JsonLocation at) {
    return at == null || at.getLineNr() < 0 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
  }

  private static String reason(JsonProcessingException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
    return first.length() > 160 ? first.substring(0, 157) + "..." : first;
  }
}
