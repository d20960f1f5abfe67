package org.bitline.workload.bert.files;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.bitline.api.base.InputProblem;
import org.bitline.workload.bert.OnnxWriter;
import org.bitline.workload.bert.SafetensorsWriter;
import org.bitline.workload.bert.TinyBert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file, a reader gives a model or an InputProblem with a sentence. */
class DamagedFilesTest {

  private static final int DAMAGES = 400;

  @TempDir Path folder;

  @Test
  void safetensorsCutAnywhereAreRefused() throws IOException {
    byte[] whole = new SafetensorsWriter().addAll(new TinyBert(1).tensors()).bytes();
    TinyBert.writeConfig(folder, "gelu");
    Random random = new Random(1);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertFalse(loads("model.safetensors", cut), "cut to " + cut.length + " bytes");
    }
  }

  @Test
  void safetensorsWithDamagedHeadersAreReadOrRefused() throws IOException {
    byte[] whole = new SafetensorsWriter().addAll(new TinyBert(2).tensors()).bytes();
    TinyBert.writeConfig(folder, "gelu");
    Random random = new Random(2);
    int headerEnd = 8 + ((whole[0] & 0xff) | ((whole[1] & 0xff) << 8));
    int refused = 0;
    for (int i = 0; i < DAMAGES; i++) {
      byte[] damaged = whole.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        damaged[random.nextInt(headerEnd)] = (byte) random.nextInt(256);
      }
      refused += loads("model.safetensors", damaged) ? 0 : 1;
    }
    assertTrue(refused > DAMAGES / 2, refused + " refused");
  }

  /** Digits stay digits, so that the header stays JSON and says something else. */
  @Test
  void safetensorsWithOtherNumbersInTheHeaderAreRefused() throws IOException {
    byte[] whole = new SafetensorsWriter().addAll(new TinyBert(3).tensors()).bytes();
    TinyBert.writeConfig(folder, "gelu");
    Random random = new Random(3);
    int headerEnd = 8 + ((whole[0] & 0xff) | ((whole[1] & 0xff) << 8));
    int changed = 0;
    while (changed < DAMAGES) {
      int at = 8 + random.nextInt(headerEnd - 8);
      byte digit = (byte) ('0' + random.nextInt(10));
      boolean inArray = whole[at - 1] == '[' || whole[at - 1] == ',' || whole[at + 1] == ',';
      if (Character.isDigit(whole[at]) && digit != whole[at] && inArray) {
        byte[] damaged = whole.clone();
        damaged[at] = digit;
        assertFalse(loads("model.safetensors", damaged), "digit at " + at);
        changed++;
      }
    }
  }

  @Test
  void onnxCutOrDamagedIsReadOrRefused() throws IOException {
    byte[] whole = new OnnxWriter(new TinyBert(4)).model().toByteArray();
    Random random = new Random(4);
    for (int i = 0; i < DAMAGES; i++) {
      byte[] cut = Arrays.copyOf(whole, random.nextInt(whole.length));
      assertFalse(loads("model.onnx", cut), "cut to " + cut.length + " bytes");
      byte[] damaged = whole.clone();
      for (int change = 0; change < 20; change++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      loads("model.onnx", damaged);
    }
  }

  /** False where the file is refused; any other exception fails the test. */
  private boolean loads(String name, byte[] content) throws IOException {
    Files.write(folder.resolve(name), content);
    try {
      new ModelFolder(folder).load();
      return true;
    } catch (InputProblem e) {
      assertTrue(e.getMessage().contains(name) && e.getMessage().endsWith("."), e::getMessage);
      return false;
    }
  }
}
