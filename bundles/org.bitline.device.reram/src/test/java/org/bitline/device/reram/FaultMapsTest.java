package org.bitline.device.reram;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bitline.device.reram.array.Converter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultMapsTest {

  private static final byte[] STATES = {0, 1, 2, 2, 0, 0};

  @TempDir Path folder;

  private Path csv(String text) throws IOException {
    return Files.writeString(folder.resolve("map.csv"), text);
  }

  /** A file as numpy.save writes it. */
  private Path npy(String type, String order, int version, long... values) throws IOException {
    String header =
        "{'descr': '" + type + "', 'fortran_order': " + order + ", 'shape': (2, 3), }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    ByteBuffer length = ByteBuffer.allocate(version == 1 ? 2 : 4).order(ByteOrder.LITTLE_ENDIAN);
    if (version == 1) {
      length.putShort((short) header.length());
    } else {
      length.putInt(header.length());
    }
    out.write(length.array());
    out.write(header.getBytes(StandardCharsets.ISO_8859_1));
    int size = type.charAt(type.length() - 1) - '0';
    for (long value : values) {
      byte[] bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      out.write(bytes, 0, size);
    }
    return Files.write(folder.resolve("map.npy"), out.toByteArray());
  }

  @Test
  void bothFormatsAreRead() throws IOException {
    assertArrayEquals(
        STATES, FaultMaps.read(csv("# LRS 1, HRS 2\n0,1, 2\n\n2,0,0\n"), 2, 3).states());
    for (String type : List.of("|i1", "|u1", "<i2", "<i4", "<i8")) {
      for (int version : new int[] {1, 2}) {
        Path file = npy(type, "False", version, 0, 1, 2, 2, 0, 0);
        assertArrayEquals(STATES, FaultMaps.read(file, 2, 3).states(), type);
      }
    }
  }

  @Test
  void aMapThatIsNoneIsRefusedWithTheFileAndThePlace() throws IOException {
    refused(csv("0,1\n2,0\n"), "it has 2 x 2 cells", "array.rows x array.columns = 2 x 3");
    refused(csv("0,1,2\n2,0\n"), "row 2 has 2 columns, not 3");
    refused(csv("0,1,3\n2,0,0\n"), "row 1, column 3 is \"3\"", "0 (good), 1 (stuck at LRS)");
    refused(csv(""), "it has 0 x 0 cells");
    refused(folder.resolve("none.csv"), "cannot be read");
    refused(npy("|i1", "False", 1, 0, 1, 2, -1, 0, 0), "row 2, column 1 is \"-1\"");
    refused(npy("<f4", "False", 1, 0, 1, 2, 0, 0, 0), "no matrix of little-endian integers");
    refused(npy("|i1", "True", 1, 0, 1, 2, 0, 0, 0), "C order");
    refused(npy("<i4", "False", 1, 0, 1, 2), "fewer cells than its header says");
    refused(Files.writeString(folder.resolve("text.npy"), "0,1,2 and more"), "numpy.save");
  }

  private static void refused(Path file, String... parts) {
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> FaultMaps.read(file, 2, 3));
    for (String part : parts) {
      assertTrue(refusal.getMessage().contains(part), refusal.getMessage());
    }
    assertTrue(refusal.getMessage().startsWith("faults.map is " + file), refusal.getMessage());
  }

  @Test
  void aDeviceReadsTheMapBesideItsModel() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < 128; r++) {
      text.append("2,".repeat(127)).append("2\n");
    }
    csv(text.toString());
    ReramParameters p =
        Stock.with(
            "faults.map", java.util.Optional.of("map.csv"), "adc.model", Converter.Model.IDEAL);
    // Every cell is stuck at the smallest conductance, so pairs have no difference.
    float[] y =
        Runs.run(
            Stock.device(p, folder)
                .place(
                    Runs.matmul(Runs.weights(1, 100, 5)),
                    Runs.tensors(Runs.weights(1, 100, 5)),
                    org.bitline.numerics.KeyedStream.of(1)),
            Runs.inputs(1, 2, 100),
            1);
    for (float value : y) {
      assertEquals(0, value, 1e-6);
    }
  }
}
