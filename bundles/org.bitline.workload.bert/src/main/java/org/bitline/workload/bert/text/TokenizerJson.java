package org.bitline.workload.bert.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.workload.bert.files.DataFiles;
import org.bitline.workload.bert.files.JsonFiles;
import org.bitline.workload.bert.files.ModelFolder;

/**
 * The definition of a tokenizer in the format of Hugging Face's tokenizers library, with truncation
 * and padding as the descriptor says, not as the file does.
 *
 * @param file where it comes from
 * @param json the definition
 * @param padId the id of the padding token
 * @param largestId the largest id that it can give
 */
record TokenizerJson(Path file, ObjectNode json, int padId, int largestId) {

  private static final String PAD = "[PAD]";
  private static final String UNKNOWN = "[UNK]";
  private static final String FIRST = "[CLS]";
  private static final String LAST = "[SEP]";
  private static final String MASK = "[MASK]";

  /** A longer word is unknown; the value of Hugging Face's BERT tokenizers. */
  private static final int LONGEST_WORD = 100;

  /** Reads the definition of a model folder. */
  static TokenizerJson of(ModelFolder folder) {
    if (folder.tokenizerJson().isPresent()) {
      return fromJson(folder.tokenizerJson().get());
    }
    Path vocabulary =
        folder
            .vocabulary()
            .orElseThrow(
                () ->
                    new InputProblem(
                        folder
                            + ": there is no tokenizer; put tokenizer.json or vocab.txt into the"
                            + " folder."));
    return fromVocabulary(vocabulary, folder.tokenizerConfig());
  }

  /** The same with every text cut to {@code tokens} tokens, and no padding. */
  TokenizerJson cutTo(int tokens) {
    ObjectNode changed = json.deepCopy();
    ObjectNode truncation = changed.putObject("truncation");
    truncation.put("direction", "Right");
    truncation.put("max_length", tokens);
    truncation.put("strategy", "LongestFirst");
    truncation.put("stride", 0);
    changed.putNull("padding");
    return new TokenizerJson(file, changed, padId, largestId);
  }

  private static TokenizerJson fromJson(Path file) {
    JsonNode json = JsonFiles.object(file);
    JsonNode pieces = json.path("model").path("vocab");
    if (!pieces.isObject() || pieces.isEmpty()) {
      throw new InputProblem(
          new Location(file.toString(), "/model/vocab"),
          "a WordPiece tokenizer has an object of pieces and their ids here.");
    }
    int largest = 0;
    for (JsonNode id : pieces) {
      largest = Math.max(largest, id.asInt(-1));
    }
    int pad = pieces.path(PAD).asInt(0);
    for (JsonNode token : json.path("added_tokens")) {
      int id = token.path("id").asInt(0);
      largest = Math.max(largest, id);
      if (token.path("content").asText().equals(PAD)) {
        pad = id;
      }
    }
    return new TokenizerJson(file, (ObjectNode) json, pad, largest);
  }

  private static TokenizerJson fromVocabulary(Path file, Optional<Path> tokenizerConfig) {
    List<String> lines = DataFiles.text(file, new Location(file.toString(), "")).lines().toList();
    Map<String, Integer> ids = new HashMap<>();
    ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
    for (int line = 0; line < lines.size(); line++) {
      String piece = lines.get(line).strip();
      vocabulary.put(piece, line);
      ids.put(piece, line);
    }
    for (String special : List.of(PAD, UNKNOWN, FIRST, LAST)) {
      if (!ids.containsKey(special)) {
        throw new InputProblem(
            file + ": there is no line " + special + "; a BERT vocabulary has one piece a line.");
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("version", "1.0");
    addSpecialTokens(json, ids);
    addNormaliser(json, tokenizerConfig);
    json.putObject("pre_tokenizer").put("type", "BertPreTokenizer");
    addTemplate(json, ids);
    ObjectNode model = json.putObject("model");
    model.put("type", "WordPiece");
    model.put("unk_token", UNKNOWN);
    model.put("continuing_subword_prefix", "##");
    model.put("max_input_chars_per_word", LONGEST_WORD);
    model.set("vocab", vocabulary);
    return new TokenizerJson(file, json, ids.get(PAD), lines.size() - 1);
  }

  private static void addSpecialTokens(ObjectNode json, Map<String, Integer> ids) {
    var added = json.putArray("added_tokens");
    for (String special : List.of(PAD, UNKNOWN, FIRST, LAST, MASK)) {
      if (ids.containsKey(special)) {
        ObjectNode token = added.addObject();
        token.put("id", ids.get(special));
        token.put("content", special);
        token.put("single_word", false);
        token.put("lstrip", false);
        token.put("rstrip", false);
        token.put("normalized", false);
        token.put("special", true);
      }
    }
  }

  private static void addNormaliser(ObjectNode json, Optional<Path> tokenizerConfig) {
    Optional<JsonNode> config = tokenizerConfig.map(JsonFiles::object);
    ObjectNode normaliser = json.putObject("normalizer");
    normaliser.put("type", "BertNormalizer");
    normaliser.put("clean_text", true);
    normaliser.put(
        "handle_chinese_chars",
        config.map(c -> c.path("tokenize_chinese_chars").asBoolean(true)).orElse(true));
    // null: accents go when letters are lowered
    normaliser.set(
        "strip_accents",
        config
            .map(c -> c.path("strip_accents"))
            .filter(JsonNode::isBoolean)
            .orElse(JsonNodeFactory.instance.nullNode()));
    normaliser.put(
        "lowercase", config.map(c -> c.path("do_lower_case").asBoolean(true)).orElse(true));
  }

  /** One text becomes [CLS] text [SEP]. */
  private static void addTemplate(ObjectNode json, Map<String, Integer> ids) {
    ObjectNode template = json.putObject("post_processor");
    template.put("type", "TemplateProcessing");
    var single = template.putArray("single");
    addPart(single.addObject(), "SpecialToken", FIRST, 0);
    addPart(single.addObject(), "Sequence", "A", 0);
    addPart(single.addObject(), "SpecialToken", LAST, 0);
    var pair = template.putArray("pair");
    addPart(pair.addObject(), "SpecialToken", FIRST, 0);
    addPart(pair.addObject(), "Sequence", "A", 0);
    addPart(pair.addObject(), "SpecialToken", LAST, 0);
    addPart(pair.addObject(), "Sequence", "B", 1);
    addPart(pair.addObject(), "SpecialToken", LAST, 1);
    ObjectNode special = template.putObject("special_tokens");
    for (String token : List.of(FIRST, LAST)) {
      ObjectNode entry = special.putObject(token);
      entry.put("id", token);
      entry.putArray("ids").add(ids.get(token));
      entry.putArray("tokens").add(token);
    }
  }

  private static void addPart(ObjectNode part, String kind, String id, int type) {
    part.putObject(kind).put("id", id).put("type_id", type);
  }
}
