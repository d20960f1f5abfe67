package org.bitline.workload.bert.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bitline.api.base.InputProblem;
import org.bitline.numerics.Half;
import org.bitline.workload.bert.SafetensorsWriter;
import org.bitline.workload.bert.SafetensorsWriter.Dtype;
import org.bitline.workload.bert.TinyBert;
import org.bitline.workload.bert.encoder.Names;
import org.bitline.workload.bert.encoder.WeightTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsFileTest {

  @TempDir Path folder;

  private final TinyBert bert = new TinyBert(11);

  @Test
  void matricesAreTurnedToInputsByOutputs() {
    WeightTensors tensors = load(new SafetensorsWriter().addAll(bert.tensors()));
    String identity = Names.weight(Names.ffn1(1));
    TinyBert.Stored stored = bert.tensors().get(identity);
    assertEquals(32, tensors.get(identity).rows());
    assertEquals(64, tensors.get(identity).columns());
    assertEquals(stored.values()[5 * 32 + 7], tensors.get(identity).at(7, 5));
    assertArrayEquals(bert.tensors().get(Names.TOKEN).values(), tensors.get(Names.TOKEN).data());
  }

  @Test
  void prefixAndOldNamesAndOtherTensorsMakeNoDifference() {
    SafetensorsWriter writer =
        new SafetensorsWriter()
            .addAll(bert.tensors(), Dtype.F32, SafetensorsFileTest::oldName)
            .add("bert.pooler.dense.bias", List.of(32L), Dtype.F32, new float[32]);
    int at = writer.dataSize();
    writer
        .addData(new byte[48 * 8])
        .addEntry(
            "bert.embeddings.position_ids", "I64", "[1,48]", "[" + at + "," + (at + 384) + "]");
    assertSameWeights(load(new SafetensorsWriter().addAll(bert.tensors())), load(writer));
  }

  @Test
  void sixteenBitFormatsAreReadExactly() {
    for (Dtype dtype : List.of(Dtype.F16, Dtype.BF16)) {
      TinyBert rounded = new TinyBert(11);
      rounded
          .tensors()
          .values()
          .forEach(
              t -> {
                for (int i = 0; i < t.values().length; i++) {
                  t.values()[i] =
                      dtype == Dtype.F16
                          ? Half.round(t.values()[i])
                          : Float.intBitsToFloat(Float.floatToIntBits(t.values()[i]) & 0xffff0000);
                }
              });
      assertSameWeights(
          load(new SafetensorsWriter().addAll(rounded.tensors())),
          load(new SafetensorsWriter().addAll(rounded.tensors(), dtype, UnaryOperator.identity())));
    }
  }

  @Test
  void everyHalfIsTheFloatThatRoundsToIt() {
    for (int bits = 0; bits < 0x7c00; bits++) {
      float value = StoredNumbers.half((short) bits);
      assertEquals(value, Half.round(value), 0);
      assertEquals(-value, StoredNumbers.half((short) (bits | 0x8000)), 0);
      assertTrue(bits == 0 || value > StoredNumbers.half((short) (bits - 1)));
    }
    assertEquals(65504, StoredNumbers.half((short) 0x7bff));
    assertEquals(0x1p-24f, StoredNumbers.half((short) 1));
    assertEquals(Float.POSITIVE_INFINITY, StoredNumbers.half((short) 0x7c00));
    assertTrue(Float.isNaN(StoredNumbers.half((short) 0x7e00)));
  }

  @Test
  void aMissingTensorIsNamed() {
    bert.tensors().remove(Names.bias(Names.key(1)));
    assertProblem(
        new SafetensorsWriter().addAll(bert.tensors()),
        "model.safetensors: the file holds no tensor encoder.layer.1.attention.self.key.bias, which"
            + " a BERT encoder needs: it is neither there with the prefix bert. nor without.");
  }

  @Test
  void aShapeThatDoesNotFitTheConfigIsRefused() {
    bert.tensors().put(Names.TYPE, new TinyBert.Stored(List.of(3L, 32L), new float[96]));
    assertProblem(
        new SafetensorsWriter().addAll(bert.tensors()),
        "tensor embeddings.token_type_embeddings.weight has the shape [3, 32], but the sizes of"
            + " this model ask for [2, 32].");
  }

  @Test
  void aWeightThatIsNoNumberIsRefused() {
    bert.tensors().get(Names.POSITION).values()[3] = Float.NaN;
    assertProblem(
        new SafetensorsWriter().addAll(bert.tensors()),
        "tensor embeddings.position_embeddings.weight holds NaN at place 3; every weight must be a"
            + " finite number.");
  }

  @Test
  void aLyingHeaderIsRefusedWithItsOwnSentence() {
    assertProblem(entry("F32", "[2]", "[0,4]", 4), "has 4 bytes, but the shape [2] of F32 takes 8");
    assertProblem(entry("F31", "[1]", "[0,4]", 4), "has the dtype \"F31\"; the format knows BF16,");
    assertProblem(
        entry("F32", "[1]", "[0,4]", 3),
        "is said to be at bytes 0 to 4 of the data, which has 3; the file is cut off");
    assertProblem(entry("F32", "[1]", "[4,0]", 4), "is said to be at bytes 4 to 0");
    assertProblem(
        entry("F32", "[1]", "[0,4]", 9),
        "the data has 9 bytes, but the tensors end at 4; the file's size is wrong");
    assertProblem(
        entry("F32", "[1]", "[2,6]", 6),
        "begins at byte 2, but the header ends at 0; the format allows no holes");
    assertProblem(
        entry("F32", "[-1]", "[0,4]", 4), "has -1 in its shape; integers from 0 are wanted");
    assertProblem(entry("F32", "[1.5]", "[0,4]", 4), "has 1.5 in its shape");
    assertProblem(entry("F32", "3", "[0,4]", 4), "has the shape 3; an array is wanted");
    assertProblem(
        entry("F32", "[1]", "[0]", 4), "has 1 data_offsets; two are wanted: begin and end");
    assertProblem(entry("F32", "[4611686018427387904,4]", "[0,4]", 4), "larger than any file");
    assertProblem(
        entry("F64", "[1]", "[0,8]", 8).addEntry("b", "F32", "[1]", "[4,8]"),
        "tensor b begins at byte 4, where a has not ended: they overlap");
    assertProblem(
        new SafetensorsWriter()
            .addAll(bert.tensors(), Dtype.F32, n -> n)
            .addEntry("bert." + Names.TYPE, "F32", "[0]", "[0,0]"),
        "are two names of one weight; keep one of them.");
  }

  @Test
  void aWeightInAnotherFormatIsRefused() {
    TinyBert.Stored type = bert.tensors().remove(Names.TYPE);
    SafetensorsWriter writer = new SafetensorsWriter().addAll(bert.tensors());
    int at = writer.dataSize();
    writer
        .addData(new byte[type.values().length])
        .addEntry(Names.TYPE, "I8", "[2,32]", "[" + at + "," + (at + 64) + "]");
    assertProblem(writer, "has the dtype I8; Bitline reads weights as [F32, F16, BF16].");
  }

  @Test
  void aFileThatIsCutOrNoneIsRefused() throws IOException {
    byte[] whole = new SafetensorsWriter().addAll(bert.tensors()).bytes();
    assertProblem(Arrays.copyOf(whole, 0), "the file has 0 bytes; a safetensors file starts with");
    assertProblem(Arrays.copyOf(whole, 500), "but only 492 follow; the file is cut off: fetch it");
    assertProblem(Arrays.copyOf(whole, whole.length - 1), "the file is cut off or its header is");
    assertProblem(
        "PK and so on, no safetensors".getBytes(StandardCharsets.US_ASCII),
        "bytes; 2 to 100000000 are allowed, so this is no safetensors file, or a damaged one.");
    byte[] broken = whole.clone();
    broken[8] = 'x';
    assertProblem(broken, "the header is not valid JSON");
  }

  private static SafetensorsWriter entry(String dtype, String shape, String offsets, int bytes) {
    return new SafetensorsWriter().addData(new byte[bytes]).addEntry("a", dtype, shape, offsets);
  }

  private static String oldName(String name) {
    return "bert."
        + name.replace("LayerNorm.weight", "LayerNorm.gamma")
            .replace("LayerNorm.bias", "LayerNorm.beta");
  }

  private WeightTensors load(SafetensorsWriter writer) {
    writer.write(folder.resolve("model.safetensors"));
    TinyBert.writeConfig(folder, "gelu");
    return new ModelFolder(folder).load().tensors();
  }

  private void assertProblem(SafetensorsWriter writer, String part) {
    InputProblem problem = assertThrows(InputProblem.class, () -> load(writer));
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
    assertTrue(problem.getMessage().contains("model.safetensors"), problem::getMessage);
  }

  private void assertProblem(byte[] bytes, String part) throws IOException {
    Files.write(folder.resolve("model.safetensors"), bytes);
    TinyBert.writeConfig(folder, "gelu");
    InputProblem problem = assertThrows(InputProblem.class, () -> new ModelFolder(folder).load());
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
  }

  private void assertSameWeights(WeightTensors expected, WeightTensors actual) {
    for (String identity : bert.tensors().keySet()) {
      assertArrayEquals(expected.get(identity).data(), actual.get(identity).data(), 0, identity);
    }
  }
}
