package org.bitline.workload.bert.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.bitline.api.base.InputProblem;
import org.bitline.api.workload.Operation;
import org.bitline.workload.bert.OnnxWriter;
import org.bitline.workload.bert.TinyBert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelFolderTest {

  @TempDir Path folder;

  @Test
  void safetensorsGoesBeforeOnnx() {
    new TinyBert(1).writeFolder(folder);
    new OnnxWriter(new TinyBert(2)).write(folder.resolve("model.onnx"));
    LoadedModel model = new ModelFolder(folder).load();
    assertEquals("safetensors", model.format());
    assertEquals(TinyBert.CONFIG, model.config());
  }

  @Test
  void aPickleIsRefusedWithWhatToDo() {
    TinyBert.write(folder.resolve("pytorch_model.bin"), "PK");
    assertProblem("which Bitline does not read; convert it to model.safetensors");
    assertFalse(new ModelFolder(folder).holdsModel());
  }

  @Test
  void anEmptyFolderIsToldWhatBelongsThere() {
    assertProblem("there is no weight file; a model folder holds model.safetensors with config");
  }

  @Test
  void aModelInPartsIsRefused() {
    TinyBert.write(folder.resolve("model.safetensors.index.json"), "{}");
    assertProblem("the weights are split over several files");
  }

  @Test
  void safetensorsWithoutConfigIsRefused() {
    TinyBert.write(folder.resolve("model.safetensors"), "");
    assertProblem("there is a model.safetensors but no config.json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"hidden_size\": 32 | \"hidden_size\": \"32\""
            + " | #/hidden_size: found \"32\"; a whole number from 1 is allowed.",
        "\"hidden_size\": 32 | \"hidden_size\": 31"
            + " | #/num_attention_heads: 2 heads do not divide the hidden_size 31",
        "\"vocab_size\" | \"vocabulary\" | #/vocab_size: the key is missing",
        "\"num_hidden_layers\": 2 | \"num_hidden_layers\": 2000000000"
            + " | #/num_hidden_layers: found 2000000000; 1 to 1000 are allowed.",
        "\"gelu\" | \"swish\" | #/hidden_act: found \"swish\"; gelu, gelu_new,",
        "1e-12 | -1 | #/layer_norm_eps: found -1; a number above 0",
        "\"model_type\": \"bert\" | \"model_type\": \"roberta\""
            + " | #/model_type: found \"roberta\"; Bitline reads models of type \"bert\".",
        "\"model_type\": \"bert\" | \"is_decoder\": true | #/is_decoder: found true",
        "\"model_type\": \"bert\" | \"position_embedding_type\": \"relative_key\""
            + " | #/position_embedding_type: found \"relative_key\"",
        "\"model_type\": \"bert\", | \"hidden_size\": 31, | Duplicate field 'hidden_size'",
      })
  void aWrongConfigIsLocated(String from, String to, String message) throws Exception {
    new TinyBert(1).writeFolder(folder);
    Path config = folder.resolve("config.json");
    String text = java.nio.file.Files.readString(config);
    assertTrue(text.contains(from), text);
    TinyBert.write(config, text.replace(from, to));
    assertProblem(message);
  }

  @ParameterizedTest
  @CsvSource({
    "gelu, GELU_ERF",
    "gelu_new, GELU_TANH",
    "gelu_pytorch_tanh, GELU_TANH",
    "relu, RELU"
  })
  void theActivationIsReadFromTheConfig(String name, Operation.Function function) {
    new TinyBert(1).writeFolder(folder);
    TinyBert.writeConfig(folder, name);
    assertEquals(function, new ModelFolder(folder).config().activation());
  }

  private void assertProblem(String part) {
    InputProblem problem = assertThrows(InputProblem.class, () -> new ModelFolder(folder).load());
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
  }
}
