package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong input gets a sentence with its place, exit code 2 (or 4), and leaves nothing behind. */
class BadInputTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  @TempDir Path folder;

  /** A small descriptor that is right. */
  private static ObjectNode good() throws IOException {
    return (ObjectNode)
        MAPPER.readTree(
            """
            {"format":"bitline/experiment/1","name":"bad",
             "workload":{"provider":"bert","model":"all-minilm-l6-v2"},
             "inputs":{"task":"similarity","dataset":"pairs.tsv"},
             "devices":{"cim":{"model":"reram/isaac"},"npu":{"model":"digital/systolic-128x128"}},
             "links":[{"between":["cim","npu"],"bandwidth":"64 GB/s","energy":"10 pJ/bit"}],
             "mapping":{"mapper":"by-kind","staticMatmul":"cim","otherwise":"npu"}}
            """);
  }

  private Distribution.Outcome run(String descriptor, String... more) throws IOException {
    Path file = folder.resolve("experiment.json");
    Files.writeString(file, descriptor);
    if (!Files.exists(folder.resolve("pairs.tsv"))) {
      Files.writeString(
          folder.resolve("pairs.tsv"),
          "score\tsentence1\tsentence2\n1\ta dog runs\ta cat sleeps\n4\ta car\tan automobile\n2\ta tree\ta leaf\n");
    }
    List<String> arguments = new ArrayList<>(List.of("run", file.toString()));
    arguments.addAll(Arrays.asList(more));
    if (!arguments.contains("--out")) {
      arguments.addAll(List.of("--out", folder.resolve("out").toString()));
    }
    return Distribution.run(arguments.toArray(String[]::new));
  }

  private void refused(Distribution.Outcome outcome, int code, String... parts) {
    assertEquals(code, outcome.code(), outcome.err());
    for (String part : parts) {
      assertTrue(outcome.err().contains(part), "\"" + part + "\" in: " + outcome.err());
    }
    assertFalse(outcome.err().contains("\tat "), "a stack trace: " + outcome.err());
    assertFalse(Files.exists(folder.resolve("out/result.json")), "a result was left behind");
  }

  @Test
  void aVariantCannotChangeWhatHoldsForAll() throws IOException {
    ObjectNode root = good();
    ObjectNode variant = root.putArray("variants").addObject().put("name", "a");
    variant.putObject("set").put("seed", 7);
    refused(
        run(root.toString()),
        2,
        "the variant \"a\" sets \"seed\", which holds for the whole experiment");
  }

  @Test
  void twoRunsDoNotWriteIntoOneFolder() throws IOException {
    Path state = Files.createDirectories(folder.resolve("out/.bitline"));
    // Another run of the same experiment would have left its digest; an empty state is anyone's.
    try (var channel =
            java.nio.channels.FileChannel.open(
                state.resolve("lock"),
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE);
        var lock = channel.lock()) {
      assertTrue(lock.isValid());
      Files.writeString(state.resolve("digest"), digest() + " bad\n");
      refused(run(good().toString()), 2, "another run is writing to the output folder");
    }
  }

  /** The digest of the good experiment, from a run of it. */
  private String digest() throws IOException {
    Distribution.Outcome outcome =
        run(good().toString(), "--out", folder.resolve("first").toString());
    assertEquals(0, outcome.code(), outcome.err());
    return Files.readString(folder.resolve("first/.bitline/digest")).split(" ", 2)[0];
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("org.bitline.itest.WrongValues#descriptors")
  void aWrongValueIsToldWithItsPlace(String pointer, String json, String message)
      throws IOException {
    ObjectNode root = good();
    int slash = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, slash));
    JsonNode value = MAPPER.readTree(json);
    ((ObjectNode) parent).set(pointer.substring(slash + 1), value);
    refused(run(root.toString()), 2, "experiment.json", message);
  }

  @ParameterizedTest
  @MethodSource("required")
  void aMissingKeyIsNamed(String pointer) throws IOException {
    ObjectNode root = good();
    int slash = pointer.lastIndexOf('/');
    ((ObjectNode) root.at(pointer.substring(0, slash))).remove(pointer.substring(slash + 1));
    refused(run(root.toString()), 2, "the key \"" + pointer.substring(slash + 1) + "\" is missing");
  }

  static Stream<String> required() {
    return Stream.of(
        "/name",
        "/workload",
        "/workload/provider",
        "/workload/model",
        "/inputs/task",
        "/devices/cim/model",
        "/links/0/energy",
        "/mapping",
        "/mapping/mapper",
        "/mapping/staticMatmul");
  }

  @Test
  void brokenJsonIsToldWithItsLine() throws IOException {
    refused(
        run("{\n  \"format\": \"bitline/experiment/1\",\n  \"name\": "),
        2,
        "experiment.json:3:",
        "is not valid JSON");
    refused(run(""), 2, "experiment.json is empty");
    refused(run("\u0000\u0001\u0002"), 2, "is not valid JSON");
    refused(run("[1]"), 2, "found a list; a JSON object is wanted");
    refused(
        run("{\"format\":\"bitline/experiment/2\"}"),
        2,
        "this file should say \"format\": \"bitline/experiment/1\"");
    refused(run("{\"name\":\"a\",\"name\":\"b\"}"), 2, "is not valid JSON", "name");
    Files.write(folder.resolve("binary.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    refused(
        Distribution.run("run", folder.resolve("binary.json").toString()), 2, "is not valid JSON");
    refused(
        Distribution.run("run", folder.resolve("none.json").toString()),
        2,
        "none.json: there is no such file");
    refused(Distribution.run("run", folder.toString()), 2, "is a folder; a JSON file is wanted");
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aMalformedTableIsTold(String content, String message) throws IOException {
    Files.writeString(folder.resolve("pairs.tsv"), content);
    refused(run(good().toString()), 2, "pairs.tsv", message);
  }

  static Stream<Arguments> tables() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("score\tsentence1\n1\ta\n", "sentence2"),
        Arguments.of("score\tsentence1\tsentence2\nhigh\ta\tb\n2\tc\td\n", "high"),
        Arguments.of("score\tsentence1\tsentence2\n2\ta\tb\n2\tc\td\n3\te\n", "4"),
        Arguments.of("score\tsentence1\tsentence2\n1\ta\tb\n", "pair"),
        Arguments.of("score\tsentence1\tsentence2\n2\ta\tb\n2\tc\td\n", "score"),
        Arguments.of("\u0000\u0001\u0002\u0003\n\u0004", "pairs.tsv"));
  }

  @Test
  void mappingFilesAreChecked() throws IOException {
    ObjectNode root = good();
    root.putObject("mapping").put("mapper", "file").put("path", "mapping.json");
    refused(run(root.toString()), 2, "mapping.json");
    mapping("{\"operation\":\"layer.0.ffn1\",\"device\":\"cim\"}", false);
    refused(run(root.toString()), 2, "embeddings", "otherwise");
    mapping(
        "{\"operation\":\"layer.0.ffn1\",\"device\":\"cim\"},{\"operation\":\"layer.0.ffn1\",\"device\":\"npu\"}",
        true);
    refused(run(root.toString()), 2, "layer.0.ffn1");
    mapping("{\"operation\":\"layer.0.ffn1\",\"columns\":[0,700],\"device\":\"cim\"}", true);
    refused(run(root.toString()), 2, "layer.0.ffn1", "700");
    mapping(
        "{\"operation\":\"layer.0.ffn1\",\"columns\":[0,900],\"device\":\"cim\"},{\"operation\":\"layer.0.ffn1\",\"columns\":[700,1536],\"device\":\"npu\"}",
        true);
    refused(run(root.toString()), 2, "layer.0.ffn1 is placed twice: its columns [700, 900)");
    mapping("{\"operation\":\"layer.0.fnn1\",\"device\":\"cim\"}", true);
    refused(run(root.toString()), 2, "layer.0.fnn1", "layer.0.ffn1");
    mapping("{\"operation\":\"layer.*.softmax\",\"copies\":5,\"device\":\"npu\"}", true);
    refused(run(root.toString()), 2, "is placed with 5 copies, but it has no weight to copy");
    mapping("{\"operation\":\"layer.0.ffn1\",\"copies\":900000,\"device\":\"cim\"}", true);
    refused(run(root.toString()), 4, "is too small");
    mapping("{\"operation\":\"layer.0.softmax\",\"device\":\"cim\"}", true);
    refused(
        run(root.toString()), 2, "cannot run layer.0.softmax (softmax) because crossbar arrays");
  }

  private void mapping(String placements, boolean otherwise) throws IOException {
    Files.writeString(
        folder.resolve("mapping.json"),
        "{\"format\":\"bitline/mapping/1\","
            + (otherwise ? "\"otherwise\":\"npu\"," : "")
            + "\"placements\":["
            + placements
            + "]}");
  }

  @Test
  void aMatrixLargerThanTheDeviceEndsWithFour() throws IOException {
    refused(
        run(
            good().toString(),
            "--set",
            "devices.cim.set.chip.chips=1",
            "--set",
            "devices.cim.set.chip.tilesPerChip=1"),
        4,
        "the device \"cim\" (reram/isaac) is too small",
        "arrays, and it has 96");
  }

  @Test
  void overridesAreChecked() throws IOException {
    refused(
        run(good().toString(), "--set", "bundles=[{\"path\":\"x.jar\",\"sha256\":\"00\"}]"),
        2,
        "x.jar");
    refused(run(good().toString(), "--set", "inputs.dataset"), 2, "write --set path=value");
    refused(
        run(good().toString(), "--set", "links.7.energy=\"1 pJ/bit\""),
        2,
        "should be a number from 0 to 0");
    refused(run(good().toString(), "--set", "name.first=x"), 2, "goes through \"name\"");
    refused(run(good().toString(), "--threads", "0"), 2, "--threads 0: at least 1 is needed");
    refused(run(good().toString(), "--trials", "many"), 2, "--trials");
    refused(run(good().toString(), "--tirals", "3"), 2, "--tirals");
  }

  @Test
  void outputFoldersThatCannotBeUsedAreRefused() throws IOException {
    Files.createDirectories(folder.resolve("out"));
    Files.writeString(folder.resolve("out/thesis.txt"), "years of work");
    refused(run(good().toString()), 2, "holds other files");
    assertEquals("years of work", Files.readString(folder.resolve("out/thesis.txt")));
    Files.writeString(folder.resolve("file"), "");
    refused(
        run(good().toString(), "--out", folder.resolve("file").toString()),
        2,
        "is a file; choose another");
    refused(run(good().toString(), "--out", "/proc/bitline"), 2, "cannot be written");
  }

  @Test
  void bundlesWithAnotherDigestAreNotLoaded() throws IOException {
    Files.writeString(folder.resolve("device.jar"), "not the jar that was meant");
    ObjectNode root = good();
    root.putArray("bundles").addObject().put("path", "device.jar").put("sha256", "00");
    refused(run(root.toString()), 2, "device.jar", "has the SHA-256", "it is not loaded");
    root.putArray("bundles").addObject().put("path", "absent.jar").put("sha256", "00");
    refused(run(root.toString()), 2, "absent.jar");
  }

  @Test
  void damagedWeightsAreRefused() throws IOException {
    Path model = Files.createDirectories(folder.resolve("tiny"));
    Files.writeString(model.resolve("config.json"), CONFIG);
    Files.writeString(model.resolve("vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\n");
    ObjectNode root = good();
    ((ObjectNode) root.get("workload")).put("model", "tiny");
    safetensors(model, "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 4);
    refused(run(root.toString()), 2, "model.safetensors");
    safetensors(
        model,
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}}",
        12);
    refused(run(root.toString()), 2, "model.safetensors", "overlap");
    Files.delete(model.resolve("model.safetensors"));
    Files.write(model.resolve("pytorch_model.bin"), new byte[10]);
    refused(run(root.toString()), 2, "safetensors");
  }

  private static final String CONFIG =
      """
      {"model_type":"bert","hidden_size":8,"num_hidden_layers":1,"num_attention_heads":2,
       "intermediate_size":16,"vocab_size":6,"max_position_embeddings":16,"type_vocab_size":2,
       "hidden_act":"gelu","layer_norm_eps":1e-12}
      """;

  private static void safetensors(Path model, String header, int bytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + text.length + bytes).order(ByteOrder.LITTLE_ENDIAN);
    file.putLong(text.length).put(text);
    Files.write(model.resolve("model.safetensors"), file.array());
  }

  @Test
  void checkTellsOfEveryFile() throws IOException {
    run(good().toString(), "--threads", "0");
    Path bad = folder.resolve("bad.json");
    Files.writeString(bad, "{\"format\":\"bitline/mapping/1\",\"placement\":[]}");
    Distribution.Outcome outcome =
        Distribution.run("check", folder.resolve("experiment.json").toString(), bad.toString());
    assertEquals(2, outcome.code());
    assertTrue(outcome.out().contains("ok, an experiment with 1 run(s): bad"), outcome.out());
    assertTrue(
        outcome.err().contains("unknown key \"placement\"; did you mean \"placements\"?"),
        outcome.err());
  }

  @Test
  void conformanceNeedsCases() {
    refused(Distribution.run("conformance", folder.resolve("none").toString()), 2, "is no folder");
    refused(Distribution.run("conformance", folder.toString()), 2, "holds no reference cases");
  }

  @Test
  void compareNeedsResults() throws IOException {
    Files.writeString(folder.resolve("x.json"), "{}");
    refused(Distribution.run("compare", folder.resolve("x.json").toString()), 2, "x.json");
  }
}
