package org.bitline.itest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A matrix split over two ideal devices equals the unsplit product. */
class SplitTest {

  @TempDir Path folder;

  private float[] embeddings(String name, String mapping) throws IOException {
    Files.writeString(
        folder.resolve("texts.txt"), "The tide is coming in.\nShe repaired the clock.\n");
    Files.writeString(
        folder.resolve(name + ".json"),
        """
        {"format":"bitline/experiment/1","name":"%s",
         "workload":{"provider":"bert","model":"all-minilm-l6-v2"},
         "inputs":{"task":"embed","texts":"texts.txt"},
         "devices":{"a":{"model":"reram/isaac","set":{"cell.programmingError":0,"adc.model":"ideal"}},
                    "b":{"model":"reram/isaac","set":{"cell.programmingError":0,"adc.model":"ideal"}},
                    "npu":{"model":"digital/systolic-128x128","set":{"vector.resultBits":32}}},
         "links":[{"between":["a","npu"],"bandwidth":"64 GB/s","energy":"10 pJ/bit"},
                  {"between":["b","npu"],"bandwidth":"64 GB/s","energy":"10 pJ/bit"}],
         "mapping":%s}
        """
            .formatted(name, mapping));
    Distribution.Outcome outcome =
        Distribution.run(
            "run",
            folder.resolve(name + ".json").toString(),
            "--out",
            folder.resolve(name + "-out").toString());
    assertEquals(0, outcome.code(), outcome.err());
    return npy(folder.resolve(name + "-out").resolve(name + ".npy"));
  }

  private static float[] npy(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    assertEquals((byte) 0x93, bytes[0]);
    int header = (bytes[8] & 0xff) | (bytes[9] & 0xff) << 8;
    String text = new String(bytes, 10, header, java.nio.charset.StandardCharsets.US_ASCII);
    assertTrue(text.contains("'<f4'") && text.contains("(2, 384)"), text);
    float[] values = new float[2 * 384];
    ByteBuffer.wrap(bytes, 10 + header, 4 * values.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  private String mapping(String placements) throws IOException {
    Files.writeString(
        folder.resolve("split.json"),
        "{\"format\":\"bitline/mapping/1\",\"otherwise\":\"npu\",\"placements\":["
            + placements
            + "]}");
    return "{\"mapper\":\"file\",\"path\":\"split.json\"}";
  }

  @Test
  void columnsOnTwoDevicesGiveTheSameBits() throws IOException {
    float[] whole =
        embeddings("whole", mapping("{\"operation\":\"layer.*.ffn1\",\"device\":\"a\"}"));
    float[] split =
        embeddings(
            "columns",
            mapping(
                "{\"operation\":\"layer.*.ffn1\",\"columns\":[0,500],\"device\":\"a\"},"
                    + "{\"operation\":\"layer.*.ffn1\",\"columns\":[500,1536],\"device\":\"b\"}"));
    assertArrayEquals(whole, split);
  }

  @Test
  void rowsOnTwoDevicesGiveTheSameSumsToRounding() throws IOException {
    float[] whole =
        embeddings("whole", mapping("{\"operation\":\"layer.*.ffn2\",\"device\":\"a\"}"));
    float[] split =
        embeddings(
            "rows",
            mapping(
                "{\"operation\":\"layer.*.ffn2\",\"rows\":[0,1000],\"device\":\"a\"},"
                    + "{\"operation\":\"layer.*.ffn2\",\"rows\":[1000,1536],\"device\":\"b\"}"));
    assertArrayEquals(whole, split, 2e-3f);
    JsonNode run =
        new ObjectMapper().readTree(folder.resolve("rows-out/result.json").toFile()).at("/runs/0");
    long reductions = 0;
    for (JsonNode operation : run.at("/operations")) {
      if (operation.at("/kind").asText().equals("reduce")) {
        reductions++;
        assertEquals("npu", operation.at("/device").asText());
        assertTrue(operation.at("/energy_J").asDouble() > 0);
      }
    }
    assertEquals(6, reductions);
  }

  @Test
  void mapWritesAMappingThatGivesTheSameRun() throws IOException {
    String parts =
        "{\"operation\":\"layer.0.ffn1\",\"columns\":[0,512],\"device\":\"a\"},"
            + "{\"operation\":\"layer.0.ffn1\",\"columns\":[512,1536],\"device\":\"b\"}";
    float[] first = embeddings("first", mapping(parts));
    Distribution.Outcome outcome =
        Distribution.run(
            "map", folder.resolve("first.json").toString(), "--out", folder.toString());
    assertEquals(0, outcome.code(), outcome.err());
    float[] second = embeddings("second", "{\"mapper\":\"file\",\"path\":\"first.mapping.json\"}");
    assertArrayEquals(first, second);
  }
}
