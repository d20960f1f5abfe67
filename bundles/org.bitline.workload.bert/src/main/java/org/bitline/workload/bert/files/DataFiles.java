package org.bitline.workload.bert.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;

/** Finds, reads and digests files that a user names. */
public final class DataFiles {

  private static final int CHUNK_BYTES = 1 << 16;

  private DataFiles() {}

  /**
   * The path that a text in a descriptor means: below the section's folder, or, where nothing is
   * there, below the working directory.
   *
   * @param where the text's place, for messages
   */
  public static Path resolve(String text, Section section, Location where) {
    try {
      Path path = Path.of(text);
      Path beside = section.directory().resolve(path).normalize();
      Path here = path.toAbsolutePath().normalize();
      return !Files.exists(beside) && Files.exists(here) ? here : beside;
    } catch (InvalidPathException e) {
      throw new InputProblem(where, "\"" + text + "\" is not a path on this machine.");
    }
  }

  /**
   * Reads a text file whole, without a byte order mark.
   *
   * @param where the text that names the file, for messages
   */
  public static String text(Path file, Location where) {
    requireFile(file, where);
    byte[] bytes = bytes(file);
    String text = decode(bytes, file);
    if (text.indexOf('\0') >= 0) {
      throw new InputProblem(
          file + ": the file holds zero bytes, so it is binary; a UTF-8 text file is wanted.");
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Refuses what is not there or is not a regular file. */
  public static void requireFile(Path file, Location where) {
    if (Files.isDirectory(file)) {
      throw new InputProblem(where, file + " is a folder; name a file.");
    }
    if (!Files.exists(file)) {
      throw new InputProblem(
          where,
          "there is no file "
              + file
              + "; a relative path starts at the folder of the file that names it.");
    }
  }

  /** SHA-256 of a file in hex, read in pieces. */
  public static String sha256(Path file) {
    MessageDigest digest = newDigest();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** All bytes of a file. */
  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static InputProblem unreadable(Path file, IOException cause) {
    return new InputProblem(file + ": the file cannot be read (" + cause + ").", cause);
  }

  private static String decode(byte[] bytes, Path file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new InputProblem(
          file + ": the file is not UTF-8 text; save it as UTF-8, or name another file.", e);
    }
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
