package org.bitline.workload.bert.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;

/** Reads and checks the JSON header of a safetensors file. */
final class SafetensorsHeader {

  private static final String METADATA = "__metadata__";

  /** Bytes of one value of each dtype of the format. */
  private static final Map<String, Integer> DTYPE_BYTES =
      Map.ofEntries(
          Map.entry("BOOL", 1),
          Map.entry("U8", 1),
          Map.entry("I8", 1),
          Map.entry("F8_E5M2", 1),
          Map.entry("F8_E4M3", 1),
          Map.entry("U16", 2),
          Map.entry("I16", 2),
          Map.entry("F16", 2),
          Map.entry("BF16", 2),
          Map.entry("U32", 4),
          Map.entry("I32", 4),
          Map.entry("F32", 4),
          Map.entry("U64", 8),
          Map.entry("I64", 8),
          Map.entry("F64", 8));

  /**
   * A tensor of the header.
   *
   * @param begin first byte, from the start of the data
   * @param end one past the last byte
   */
  record Entry(String name, String dtype, List<Long> shape, long begin, long end) {

    long bytes() {
      return end - begin;
    }
  }

  private final Path file;

  SafetensorsHeader(Path file) {
    this.file = file;
  }

  /**
   * The tensors, by their place in the file.
   *
   * @param dataBytes bytes that follow the header
   */
  List<Entry> entries(JsonNode header, long dataBytes) {
    if (!header.isObject()) {
      throw new InputProblem(file + ": the header is no JSON object of tensors.");
    }
    List<Entry> entries = new ArrayList<>();
    for (Map.Entry<String, JsonNode> member : header.properties()) {
      if (!member.getKey().equals(METADATA)) {
        entries.add(entry(member.getKey(), member.getValue(), dataBytes));
      }
    }
    entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    requireWholeCover(entries, dataBytes);
    return entries;
  }

  private Entry entry(String name, JsonNode value, long dataBytes) {
    JsonNode dtype = value.path("dtype");
    if (!dtype.isTextual() || !DTYPE_BYTES.containsKey(dtype.textValue())) {
      throw problem(
          name,
          "has the dtype "
              + shown(dtype)
              + "; the format knows "
              + String.join(", ", DTYPE_BYTES.keySet().stream().sorted().toList()));
    }
    List<Long> shape = integers(name, "shape", value.path("shape"));
    List<Long> offsets = integers(name, "data_offsets", value.path("data_offsets"));
    if (offsets.size() != 2) {
      throw problem(name, "has " + offsets.size() + " data_offsets; two are wanted: begin and end");
    }
    Entry entry = new Entry(name, dtype.textValue(), shape, offsets.get(0), offsets.get(1));
    requireBounds(entry, dataBytes);
    requireSize(entry);
    return entry;
  }

  private List<Long> integers(String name, String member, JsonNode value) {
    if (!value.isArray()) {
      throw problem(name, "has the " + member + " " + shown(value) + "; an array is wanted");
    }
    List<Long> integers = new ArrayList<>();
    for (JsonNode element : value) {
      if (!element.isIntegralNumber() || !element.canConvertToLong() || element.longValue() < 0) {
        throw problem(
            name, "has " + shown(element) + " in its " + member + "; integers from 0 are wanted");
      }
      integers.add(element.longValue());
    }
    return integers;
  }

  private void requireBounds(Entry entry, long dataBytes) {
    if (entry.end() < entry.begin() || entry.end() > dataBytes) {
      throw problem(
          entry.name(),
          "is said to be at bytes "
              + entry.begin()
              + " to "
              + entry.end()
              + " of the data, which has "
              + dataBytes
              + "; the file is cut off or its header is wrong: fetch it again");
    }
  }

  private void requireSize(Entry entry) {
    long bytes = DTYPE_BYTES.get(entry.dtype());
    try {
      for (long dimension : entry.shape()) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
    } catch (ArithmeticException e) {
      throw problem(entry.name(), "has the shape " + entry.shape() + ", larger than any file");
    }
    if (bytes != entry.bytes()) {
      throw problem(
          entry.name(),
          "has "
              + entry.bytes()
              + " bytes, but the shape "
              + entry.shape()
              + " of "
              + entry.dtype()
              + " takes "
              + bytes);
    }
  }

  /** The format allows neither overlaps nor holes nor bytes after the last tensor. */
  private void requireWholeCover(List<Entry> entries, long dataBytes) {
    long end = 0;
    String last = "the header";
    for (Entry entry : entries) {
      if (entry.begin() < end) {
        throw problem(
            entry.name(),
            "begins at byte " + entry.begin() + ", where " + last + " has not ended: they overlap");
      }
      if (entry.begin() > end) {
        throw problem(
            entry.name(),
            "begins at byte "
                + entry.begin()
                + ", but "
                + last
                + " ends at "
                + end
                + "; the format allows no holes");
      }
      end = entry.end();
      last = entry.name();
    }
    if (end != dataBytes) {
      throw new InputProblem(
          file
              + ": the data has "
              + dataBytes
              + " bytes, but the tensors end at "
              + end
              + "; the file's size is wrong: fetch it again.");
    }
  }

  private InputProblem problem(String tensor, String clause) {
    return new InputProblem(file + ": tensor " + tensor + " " + clause + ".");
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "(none)" : value.toString();
  }
}
