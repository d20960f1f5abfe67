package org.bitline.workload.bert.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Tokenizer;
import org.bitline.workload.bert.TinyBert;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.files.ModelFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BertTokenizerTest {

  @TempDir Path folder;

  @BeforeEach
  void writeVocabulary() {
    TinyBert.writeVocabulary(folder);
  }

  @Test
  void aTextIsPiecesBetweenClsAndSep() {
    assertEquals(
        List.of("[CLS]", "the", "cat", "walk", "##ing", ",", "hund", "##e", "!", "[SEP]"),
        pieces(tokenizer(32, false), "The  CAT walking, húnde!"));
    assertEquals(List.of("[CLS]", "[SEP]"), pieces(tokenizer(32, false), ""));
    assertEquals(
        List.of("[CLS]", "[UNK]", "sat", "[SEP]"), pieces(tokenizer(32, false), "\u4e2d sat"));
  }

  @Test
  void lettersKeepTheirCaseWhereTheConfigSaysSo() {
    TinyBert.write(folder.resolve("tokenizer_config.json"), "{\"do_lower_case\": false}");
    assertEquals(
        List.of("[CLS]", "The", "Cat", "[UNK]", "[SEP]"),
        pieces(tokenizer(32, false), "The Cat SAT"));
  }

  @Test
  void aLongTextIsCutAndKeepsSep() {
    Tokenizer tokenizer = tokenizer(5, false);
    assertEquals(
        List.of("[CLS]", "the", "cat", "sat", "[SEP]"),
        pieces(tokenizer, "the cat sat on the red mat"));
    assertEquals(List.of("[CLS]", "[SEP]"), pieces(tokenizer(2, false), "the cat sat"));
  }

  @Test
  void paddingFillsUpWithTheTokenOfTheVocabulary() {
    TokenSequence padded = tokenizer(8, true).encode(List.of("the cat")).get(0);
    assertEquals(8, padded.ids().length);
    assertEquals(4, padded.valid());
    assertArrayEquals(new int[4], Arrays.copyOfRange(padded.ids(), 4, 8));
  }

  @Test
  void theDescriptorOverrulesTruncationAndPaddingOfTheFile() throws Exception {
    ObjectNode json = TokenizerJson.of(new ModelFolder(folder)).json();
    json.putObject("truncation")
        .put("direction", "Right")
        .put("max_length", 4)
        .put("strategy", "LongestFirst")
        .put("stride", 0);
    json.putObject("padding")
        .put("direction", "Right")
        .put("pad_id", 0)
        .put("pad_type_id", 0)
        .put("pad_token", "[PAD]")
        .putNull("pad_to_multiple_of")
        .putObject("strategy")
        .put("Fixed", 16);
    Files.writeString(folder.resolve("tiny-tokenizer.json"), json.toString());
    Files.delete(folder.resolve("vocab.txt"));
    assertEquals(
        List.of("[CLS]", "the", "cat", "sat", "on", "the", "red", "mat", "[SEP]"),
        pieces(tokenizer(32, false), "the cat sat on the red mat"));
    assertEquals(12, tokenizer(12, true).encode(List.of("the cat")).get(0).ids().length);
  }

  @Test
  void sequencesAreKeyedByTheirPlaceAndAlikeFromEveryThread() {
    Tokenizer tokenizer = tokenizer(16, false);
    List<String> texts =
        IntStream.range(0, 600).mapToObj(i -> "cat ".repeat(1 + i % 20) + "sat").toList();
    List<TokenSequence> once = tokenizer.encode(texts);
    assertEquals(600, once.size());
    assertEquals(599, once.get(599).key());
    IntStream.range(0, 8)
        .parallel()
        .forEach(
            thread -> {
              List<TokenSequence> again = tokenizer.encode(texts);
              for (int i = 0; i < texts.size(); i++) {
                assertArrayEquals(once.get(i).ids(), again.get(i).ids());
              }
            });
  }

  @Test
  void aTokenizerOfAnotherModelIsRefused() {
    BertConfig small = new BertConfig(1, 8, 2, 8, 50, 32, 2, 1e-12f, Operation.Function.GELU_ERF);
    assertProblem(
        small,
        "vocab.txt: the tokenizer gives ids up to "
            + (TinyBert.VOCABULARY.size() - 1)
            + ", but the model's token embedding has 50 rows; the two are of different models.");
  }

  @Test
  void aFolderWithoutTokenizerIsToldWhatIsMissing() throws Exception {
    Files.delete(folder.resolve("vocab.txt"));
    assertProblem(
        TinyBert.CONFIG, "there is no tokenizer; put tokenizer.json or vocab.txt into the folder.");
  }

  @Test
  void damagedTokenizersAreRefused() {
    TinyBert.write(folder.resolve("vocab.txt"), "a\nb\n");
    assertProblem(TinyBert.CONFIG, "vocab.txt: there is no line [PAD]");
    TinyBert.write(folder.resolve("tokenizer.json"), "{\"model\": {\"type\": \"WordPiece\"}}");
    assertProblem(TinyBert.CONFIG, "tokenizer.json#/model/vocab: a WordPiece tokenizer has");
    TinyBert.write(folder.resolve("tokenizer.json"), "{\"model\": {\"vocab\": {\"a\": 1}}}");
    assertProblem(TinyBert.CONFIG, "tokenizer.json: the tokenizer library refuses this file (");
    TinyBert.write(folder.resolve("tokenizer.json"), "{\"model\": ");
    assertProblem(TinyBert.CONFIG, "tokenizer.json is not valid JSON");
  }

  private Tokenizer tokenizer(int sequenceLength, boolean padding) {
    return BertTokenizer.of(new ModelFolder(folder), TinyBert.CONFIG, sequenceLength, padding);
  }

  private static List<String> pieces(Tokenizer tokenizer, String text) {
    TokenSequence sequence = tokenizer.encode(List.of(text)).get(0);
    assertEquals(sequence.ids().length, sequence.valid());
    return Arrays.stream(sequence.ids()).mapToObj(TinyBert.VOCABULARY::get).toList();
  }

  private void assertProblem(BertConfig config, String part) {
    InputProblem problem =
        assertThrows(
            InputProblem.class, () -> BertTokenizer.of(new ModelFolder(folder), config, 16, false));
    assertTrue(problem.getMessage().contains(part), problem::getMessage);
  }
}
