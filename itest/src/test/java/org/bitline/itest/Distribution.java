package org.bitline.itest;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bitline.launcher.BitlineFramework;

/** The built distribution: booted once in this process, or started by its script. */
final class Distribution {

  static final Path ROOT =
      Path.of(System.getProperty("bitline.root", "..")).toAbsolutePath().normalize();
  static final Path HOME =
      Path.of(System.getProperty("bitline.dist", "../dist/target/bitline"))
          .toAbsolutePath()
          .normalize();

  private static BitlineFramework framework;

  private Distribution() {}

  /** What a command left behind. */
  record Outcome(int code, String out, String err) {}

  /** The framework of the built distribution, started on first use. */
  static synchronized BitlineFramework framework() {
    if (framework == null) {
      try {
        framework = BitlineFramework.start(HOME);
      } catch (Exception e) {
        throw new IllegalStateException("the distribution in " + HOME + " does not start", e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(framework::close));
    }
    return framework;
  }

  /** Runs a command in this process. */
  static Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = framework().run(new PrintWriter(out), new PrintWriter(err), false, args);
    return new Outcome(code, out.toString(), err.toString());
  }

  /** Runs the start script of a distribution in a process of its own. */
  static Outcome script(Path home, Path javaHome, String options, String... args) {
    List<String> command = new ArrayList<>(List.of(home.resolve("bin/bitline").toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("BITLINE_OPTS", options);
    return process(builder, 300);
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }

  static Outcome process(ProcessBuilder builder, int seconds) {
    try {
      Path out = Files.createTempFile("bitline-out", ".txt");
      Path err = Files.createTempFile("bitline-err", ".txt");
      Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(builder.command() + " ran longer than " + seconds + " s");
      }
      return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
