package org.bitline.engine.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitline.api.base.InputProblem;

/** SHA-256 of things in order. */
public final class Digest {

  private final MessageDigest sha256;

  public Digest() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Adds a text, so that no two sequences of texts give the same digest. */
  public Digest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
    sha256.update(bytes);
    return this;
  }

  /** The digest in hex; this object is not to be used again. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }

  /** The digest of a file's content. */
  public static String of(Path file) {
    Digest digest = new Digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.sha256.update(buffer, 0, read);
      }
    } catch (IOException e) {
      throw new InputProblem(file + " cannot be read: " + e.getMessage(), e);
    }
    return digest.hex();
  }
}
