package org.bitline.workload.bert.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.workload.Task;
import org.bitline.workload.bert.TinyBert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedTaskTest {

  @TempDir Path folder;

  @Test
  void linesAreTextsAndVectorsBecomeAnArrayFile() {
    TinyBert.write(folder.resolve("t.txt"), "one\n\n  \ntwo\r\nthree");
    Task.Instance task = open();
    assertEquals(3, task.inputs().size());
    assertEquals(5, task.inputs().get(2).ids().length);
    List<float[]> outputs = List.of(new float[] {1, 2}, new float[] {3, 4}, new float[] {5, -0.5f});
    assertEquals(Map.of(), task.score(outputs));
    Task.Artifact artifact = task.artifacts("reram", outputs).get(0);
    assertEquals("reram.npy", artifact.fileName());
    assertArray(artifact.content(), 3, 2, new float[] {1, 2, 3, 4, 5, -0.5f});
  }

  @Test
  void anEmptyFileIsRefused() {
    TinyBert.write(folder.resolve("t.txt"), "\n \n");
    InputProblem problem = assertThrows(InputProblem.class, this::open);
    assertTrue(
        problem.getMessage().endsWith("t.txt: the file is empty; one text a line is wanted."),
        problem::getMessage);
  }

  private Task.Instance open() {
    Section section = new Section(new Location("experiment.json", "/inputs"), folder, Map.of());
    return new EmbedTask()
        .open(new EmbedTask.Parameters("t.txt"), section, SimilarityTaskTest.workload(true));
  }

  /** Reads the file as numpy.lib.format describes it. */
  private static void assertArray(byte[] file, int rows, int columns, float[] values) {
    ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    assertEquals((byte) 0x93, buffer.get());
    byte[] numpy = new byte[5];
    buffer.get(numpy);
    assertEquals("NUMPY", new String(numpy, StandardCharsets.US_ASCII));
    assertEquals(1, buffer.get());
    assertEquals(0, buffer.get());
    byte[] header = new byte[buffer.getShort()];
    buffer.get(header);
    String text = new String(header, StandardCharsets.US_ASCII);
    assertTrue(
        text.startsWith(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }"),
        text);
    assertTrue(text.endsWith("\n"), text);
    assertEquals(0, buffer.position() % 64);
    for (float value : values) {
      assertEquals(value, buffer.getFloat());
    }
    assertEquals(0, buffer.remaining());
  }
}
