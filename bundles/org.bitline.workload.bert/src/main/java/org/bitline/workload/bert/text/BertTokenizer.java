package org.bitline.workload.bert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Problem;
import org.bitline.api.workload.TokenSequence;
import org.bitline.api.workload.Tokenizer;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.files.ModelFolder;

/**
 * WordPiece by Hugging Face's tokenizers library (native code, loaded by DJL's binding). A text
 * longer than the sequence is cut, its [SEP] kept. Safe to use from several threads: the native
 * tokenizer is read only, and lives as long as this.
 */
public final class BertTokenizer implements Tokenizer {

  /** Texts handed to native code in one call. */
  private static final int BATCH = 256;

  private static final String OFFLINE = "ai.djl.offline";

  private final HuggingFaceTokenizer tokenizer;
  private final int sequenceLength;
  private final boolean padding;
  private final int padId;

  private BertTokenizer(
      HuggingFaceTokenizer tokenizer, int sequenceLength, boolean padding, int padId) {
    this.tokenizer = tokenizer;
    this.sequenceLength = sequenceLength;
    this.padding = padding;
    this.padId = padId;
  }

  /**
   * The tokenizer of a model folder.
   *
   * @param sequenceLength the most tokens of an input
   * @param padding whether every input gets that many
   */
  public static BertTokenizer of(
      ModelFolder folder, BertConfig config, int sequenceLength, boolean padding) {
    TokenizerJson definition = TokenizerJson.of(folder);
    if (definition.largestId() >= config.vocabulary()) {
      throw new InputProblem(
          definition.file()
              + ": the tokenizer gives ids up to "
              + definition.largestId()
              + ", but the model's token embedding has "
              + config.vocabulary()
              + " rows; the two are of different models.");
    }
    return new BertTokenizer(
        load(definition.cutTo(sequenceLength), sequenceLength),
        sequenceLength,
        padding,
        definition.padId());
  }

  @Override
  public List<TokenSequence> encode(List<String> texts) {
    List<TokenSequence> sequences = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += BATCH) {
      List<String> batch = texts.subList(from, Math.min(texts.size(), from + BATCH));
      for (Encoding encoding : tokenizer.batchEncode(batch)) {
        sequences.add(sequence(sequences.size(), encoding.getIds()));
      }
    }
    return sequences;
  }

  private TokenSequence sequence(long key, long[] ids) {
    int[] padded = new int[padding ? sequenceLength : ids.length];
    Arrays.fill(padded, padId);
    for (int i = 0; i < ids.length; i++) {
      padded[i] = Math.toIntExact(ids[i]);
    }
    return new TokenSequence(key, padded, ids.length);
  }

  private static HuggingFaceTokenizer load(TokenizerJson definition, int sequenceLength) {
    // otherwise the library reports its use, and may fetch another native library
    if (System.getProperty(OFFLINE) == null) {
      System.setProperty(OFFLINE, "true");
    }
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // the native library is a resource of this bundle, and is looked for there
    thread.setContextClassLoader(BertTokenizer.class.getClassLoader());
    try {
      requireNativeLibrary();
      byte[] json = definition.json().toString().getBytes(StandardCharsets.UTF_8);
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json),
          Map.of(
              "truncation",
              "LONGEST_FIRST",
              "padding",
              "DO_NOT_PAD",
              "maxLength",
              Integer.toString(sequenceLength),
              "modelMaxLength",
              Integer.toString(sequenceLength)));
    } catch (Problem e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new InputProblem(
          definition.file() + ": the tokenizer library refuses this file (" + e.getMessage() + ").",
          e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** Unpacks and loads it on first use; an unknown platform is an AssertionError there. */
  private static void requireNativeLibrary() {
    try {
      LibUtils.checkStatus();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw new DeviceProblem(
          "The tokenizer's native library cannot be loaded ("
              + (e.getCause() == null ? e : e.getCause())
              + "); it is unpacked below the folder .djl.ai of your home, or the folder that"
              + " DJL_CACHE_DIR names, which must be writable.",
          e);
    }
  }
}
