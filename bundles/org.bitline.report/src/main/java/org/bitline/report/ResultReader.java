package org.bitline.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.result.Result.Band;
import org.bitline.api.result.Result.Statistic;

/** Reads back what a table shows of a {@code result.json}. */
final class ResultReader {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADVICE = "Give a result.json that ./bitline run has written.";

  private ResultReader() {}

  /**
   * The runs of a result, labelled experiment/run.
   *
   * @param path the file, or the folder that holds it
   * @throws InputProblem where it is missing or is no result
   */
  static List<Summary> read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve(ResultJsonWriter.FILE) : path;
    Location whole = new Location(file.toString(), "");
    JsonNode root = tree(file, whole);
    String format = root.path("format").asText("");
    if (!format.equals(ResultTree.FORMAT)) {
      throw new InputProblem(
          whole.member("format"),
          "%s, but a result has the format \"%s\". %s"
              .formatted(
                  format.isEmpty() ? "no format is given" : "the format is \"" + format + "\"",
                  ResultTree.FORMAT,
                  ADVICE));
    }
    String experiment = text(root.path("experiment").path("name"), whole, "experiment/name");
    List<Summary> runs = new ArrayList<>();
    Location at = whole.member("runs");
    JsonNode array = root.path("runs");
    if (!array.isArray() || array.isEmpty()) {
      throw new InputProblem(at, "a result has a list of at least one run.");
    }
    for (int i = 0; i < array.size(); i++) {
      runs.add(summary(experiment, array.get(i), at.element(i)));
    }
    return runs;
  }

  private static JsonNode tree(Path file, Location whole) {
    if (!Files.isRegularFile(file)) {
      throw new InputProblem(whole, "there is no such file. Give a result.json or its folder.");
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root != null && root.isObject()) {
        return root;
      }
      throw new InputProblem(whole, "a result is a JSON object; this file holds none.");
    } catch (JsonProcessingException e) {
      throw new InputProblem(
          whole,
          "this is not JSON (line %d, column %d). %s"
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr(), ADVICE));
    } catch (IOException e) {
      throw new InputProblem(whole + ": the file cannot be read (" + e + ").", e);
    }
  }

  private static Summary summary(String experiment, JsonNode run, Location where) {
    String name = text(run.path("name"), where, "name");
    Map<String, Double> totals = new LinkedHashMap<>();
    for (Total total : Total.ALWAYS) {
      JsonNode value = run.path("totals").path(total.key());
      totals.put(total.key(), number(value, where.member("totals").member(total.key())));
    }
    List<String> lowerBounds = new ArrayList<>();
    run.path("lowerBounds").forEach(bound -> lowerBounds.add(bound.asText()));
    Map<String, Statistic> accuracy = new LinkedHashMap<>();
    Location at = where.member("accuracy");
    run.path("accuracy")
        .properties()
        .forEach(e -> accuracy.put(e.getKey(), statistic(e.getValue(), at.member(e.getKey()))));
    Map<String, Band> bands = new LinkedHashMap<>();
    Location band = where.member("uncertainty");
    run.path("uncertainty")
        .properties()
        .forEach(
            e ->
                bands.put(
                    e.getKey(),
                    new Band(
                        number(e.getValue().path("low"), band.member(e.getKey())),
                        number(e.getValue().path("high"), band.member(e.getKey())))));
    return new Summary(experiment + "/" + name, totals, lowerBounds, accuracy, bands);
  }

  private static Statistic statistic(JsonNode node, Location where) {
    JsonNode reference = node.path("reference");
    return new Statistic(
        number(node.path("mean"), where.member("mean")),
        number(node.path("std"), where.member("std")),
        (int) number(node.path("trials"), where.member("trials")),
        reference.isMissingNode()
            ? Optional.empty()
            : Optional.of(number(reference, where.member("reference"))));
  }

  private static double number(JsonNode node, Location where) {
    if (!node.isNumber()) {
      throw new InputProblem(
          where,
          node.isMissingNode()
              ? "a number is missing."
              : "a number is expected, not " + node + ".");
    }
    return node.asDouble();
  }

  private static String text(JsonNode node, Location where, String member) {
    if (!node.isTextual()) {
      throw new InputProblem(
          new Location(where.file(), where.pointer() + "/" + member), "a name is missing.");
    }
    return node.asText();
  }
}
