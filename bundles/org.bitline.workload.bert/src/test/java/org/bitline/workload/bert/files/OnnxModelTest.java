package org.bitline.workload.bert.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.bitline.api.base.InputProblem;
import org.bitline.api.workload.Operation;
import org.bitline.workload.bert.OnnxWriter;
import org.bitline.workload.bert.TinyBert;
import org.bitline.workload.bert.encoder.Names;
import org.bitline.workload.bert.encoder.WeightTensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

  @TempDir Path folder;

  private final TinyBert bert = new TinyBert(5);

  @Test
  void allSizesAreInTheGraph() {
    new OnnxWriter(bert).write(folder.resolve("tiny.onnx"));
    assertEquals(TinyBert.CONFIG, new ModelFolder(folder).config());
  }

  @Test
  void weightsEqualThoseOfSafetensors() {
    WeightTensors safetensors =
        new ModelFolder(bert.writeFolder(folder.resolve("safetensors"))).load().tensors();
    new OnnxWriter(bert).write(folder.resolve("by-bias/onnx/model.onnx"));
    assertSameWeights(safetensors, new ModelFolder(folder.resolve("by-bias")).load().tensors());
    new OnnxWriter(bert).anonymousBiases().write(folder.resolve("by-node/model.onnx"));
    assertSameWeights(safetensors, new ModelFolder(folder.resolve("by-node")).load().tensors());
  }

  @Test
  void theActivationIsReadFromTheGraph() {
    new OnnxWriter(bert).activation("Tanh").write(folder.resolve("model.onnx"));
    assertEquals(Operation.Function.GELU_TANH, new ModelFolder(folder).config().activation());
    new OnnxWriter(bert).activation("Relu").write(folder.resolve("model.onnx"));
    assertEquals(Operation.Function.RELU, new ModelFolder(folder).config().activation());
    new OnnxWriter(bert).activation("Sigmoid").write(folder.resolve("model.onnx"));
    assertProblem(
        "the graph does not tell the activation function; put the model's config.json (with"
            + " hidden_act) beside it.");
  }

  @Test
  void aMissingMatrixIsNamed() {
    new OnnxWriter(bert).without(Names.ffn2(1)).write(folder.resolve("model.onnx"));
    assertProblem(
        "model.onnx: the file holds no tensor encoder.layer.1.output.dense.weight, which a BERT"
            + " encoder needs");
  }

  @Test
  void headsComeFromTheConfigWhereTheGraphDoesNotTellThem() {
    new OnnxWriter(bert).headsNotTold().write(folder.resolve("model.onnx"));
    assertProblem("the graph does not tell the number of attention heads");
    TinyBert.writeConfig(folder, "gelu");
    assertEquals(2, new ModelFolder(folder).config().heads());
  }

  @Test
  void aConfigOfAnotherModelIsRefused() {
    new OnnxWriter(bert).write(folder.resolve("model.onnx"));
    TinyBert.write(folder.resolve("config.json"), "{\"num_attention_heads\": 4}");
    assertProblem("config.json#/num_attention_heads: found 4, but ");
  }

  @Test
  void aQuantisedModelIsRefused() {
    new OnnxWriter(bert).node("MatMulInteger").write(folder.resolve("model.onnx"));
    assertProblem("the model is quantised already (it has MatMulInteger operations)");
  }

  @Test
  void severalFilesAreNotGuessedAmong() {
    new OnnxWriter(bert).write(folder.resolve("a.onnx"));
    new OnnxWriter(bert).write(folder.resolve("b.onnx"));
    assertProblem("there are 2 ONNX files (a.onnx, b.onnx); call the one to be read model.onnx.");
  }

  @Test
  void otherFilesAreToldFromAnOnnxModel() throws IOException {
    TinyBert.write(folder.resolve("model.onnx"), "");
    assertProblem("the file holds no graph with weights; it is no ONNX model");
    byte[] whole = new OnnxWriter(bert).model().toByteArray();
    Files.write(folder.resolve("model.onnx"), Arrays.copyOf(whole, whole.length / 2));
    assertProblem("the file is no ONNX model, or it is cut off or damaged");
  }

  private void assertProblem(String part) {
    InputProblem problem = assertThrows(InputProblem.class, () -> new ModelFolder(folder).load());
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
  }

  private void assertSameWeights(WeightTensors expected, WeightTensors actual) {
    for (String identity : bert.tensors().keySet()) {
      assertArrayEquals(expected.get(identity).data(), actual.get(identity).data(), 0, identity);
    }
  }
}
