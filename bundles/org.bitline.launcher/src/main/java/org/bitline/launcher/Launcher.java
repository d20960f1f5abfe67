package org.bitline.launcher;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The process. The framework's threads would keep it alive after an exception left main, so every
 * ending goes through {@link System#exit}.
 */
public final class Launcher {

  private Launcher() {}

  /** Runs the command that the arguments name; {@code -Dbitline.home} is the distribution. */
  public static void main(String[] args) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int code = 1;
    try {
      code = run(out, err, args);
    } catch (OutOfMemoryError e) {
      err.println(
          "bitline: not enough memory (" + e.getMessage() + "); give more: BITLINE_OPTS=-Xmx8g");
    } catch (Throwable e) {
      err.println("bitline: cannot start: " + e);
      if (String.join(" ", args).contains("--debug")) {
        e.printStackTrace(err);
      }
    }
    out.flush();
    err.flush();
    System.exit(code);
  }

  private static int run(PrintWriter out, PrintWriter err, String[] args) throws Exception {
    Path home = Path.of(System.getProperty("bitline.home", ".")).toAbsolutePath().normalize();
    BitlineFramework framework = BitlineFramework.start(home);
    Runtime.getRuntime().addShutdownHook(new Thread(framework::deleteCache));
    for (String failure : framework.failures()) {
      err.println("bitline: " + failure + "; the others go on");
    }
    return framework.run(out, err, Boolean.getBoolean("bitline.terminal"), args);
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
