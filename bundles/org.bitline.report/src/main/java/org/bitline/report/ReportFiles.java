package org.bitline.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitline.api.base.InputProblem;

/** Writes reports: UTF-8, lines end with LF, the same bytes on every JDK and platform. */
final class ReportFiles {

  private static final ObjectWriter JSON = json();

  private ReportFiles() {}

  static void write(JsonNode tree, Path file) {
    try {
      write(JSON.writeValueAsString(tree) + "\n", file);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree could not be written as JSON", e);
    }
  }

  static void write(String text, Path file) {
    try {
      Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InputProblem(
          "The file %s cannot be written (%s). Choose a folder that can be written with --out."
              .formatted(file, e),
          e);
    }
  }

  private static ObjectWriter json() {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    // Double.toString changed between JDK 18 and 19; Jackson's own writer did not.
    JsonFactory factory =
        JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();
    return new ObjectMapper(factory).writer(printer);
  }
}
