package org.bitline.device.dram;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.engine.json.JsonFiles;
import org.junit.jupiter.api.Test;

/** Shipped models, and the same with one thing wrong, through the reader that a run uses. */
class ModelFilesTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Parameters of a model with the JSON value at a pointer replaced. */
  private static DramPimParameters read(String model, String pointer, String json)
      throws IOException {
    Path file = Shipped.HOME.resolve("device-models/dram-pim").resolve(model + ".json");
    ObjectNode parameters = (ObjectNode) MAPPER.readTree(file.toFile()).get("parameters");
    int cut = pointer.lastIndexOf('/');
    ((ObjectNode) parameters.at(pointer.substring(0, cut)))
        .set(pointer.substring(cut + 1), MAPPER.readTree(json));
    @SuppressWarnings("unchecked")
    Map<String, Object> values =
        (Map<String, Object>) JsonFiles.parseValue(MAPPER.writeValueAsString(parameters));
    Section section =
        new Section(new Location(model + ".json", "/parameters"), Shipped.HOME, values);
    return Shipped.reader().bind(section, DramPimParameters.class);
  }

  private static void refused(String model, String pointer, String json, String... parts) {
    RuntimeException refusal =
        assertThrows(
            RuntimeException.class,
            () -> Stock.type().create(read(model, pointer, json), Stock.context()));
    assertTrue(
        refusal instanceof InputProblem || refusal instanceof IllegalArgumentException,
        refusal.toString());
    for (String part : parts) {
      assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
  }

  @Test
  void shippedModelsAreDevices() throws IOException {
    for (String model :
        new String[] {"hbm2-pim", "hbm3-bank", "gddr6-aim", "upmem", "ddr4-stepstone"}) {
      DramPimParameters p = read(model, "/host/window", "32");
      assertEquals(32, p.host().window());
      assertTrue(Stock.type().create(p, Stock.context()).capacity().of("bank rows") > 0, model);
    }
  }

  @Test
  void aRowThatClosesBeforeItsFirstColumn() {
    refused(
        "hbm2-pim",
        "/delays/ras",
        "\"9 ns\"",
        "delays.ras is 9 cycles, shorter than an activation to its first column takes (14)");
  }

  @Test
  void rowsThatNoBitsOfAnAddressChooseAmong() {
    refused(
        "ddr4-stepstone",
        "/organisation/rowsPerBank",
        "30000",
        "organisation.rowsPerBank is 30000, no power of two",
        "leave addressMap out");
  }

  @Test
  void aLayoutThatPutsTwoWeightsInOnePlace() {
    refused(
        "upmem",
        "/addressMap/rank",
        "[\"12\"]",
        "addressMap puts two bursts in one place",
        "differ in bit 11");
  }

  @Test
  void wordsThatAreNoneAreLocated() {
    refused(
        "hbm2-pim", "/unit/kernel", "\"gemm\"", "hbm2-pim.json#/parameters/unit/kernel", "gemv");
    refused("hbm2-pim", "/delays/tRCD", "\"14 ns\"", "hbm2-pim.json#/parameters/delays", "tRCD");
  }
}
