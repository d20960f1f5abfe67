package org.bitline.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.bitline.api.result.Engine.Progress;

/** A bar on a terminal; a line per step and per tenth of a step elsewhere. */
final class Bar implements Progress, AutoCloseable {

  private static final int WIDTH = 79;

  private final Console console;
  private final boolean quiet;
  private ProgressBar bar;
  private String step = "";
  private long total;
  private long done;

  Bar(Console console, boolean quiet) {
    this.console = console;
    this.quiet = quiet;
  }

  @Override
  public synchronized void begin(String step, long total) {
    end();
    this.step = step;
    this.total = total;
    this.done = 0;
    if (quiet) {
      return;
    }
    if (console.terminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName(step)
              .setInitialMax(total)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(200)
              .setConsumer(new ConsoleProgressBarConsumer(stream(console.err()), WIDTH))
              .build();
    } else {
      console.err().println(step);
      console.err().flush();
    }
  }

  @Override
  public synchronized void advance(long units) {
    long before = done;
    done += units;
    if (bar != null) {
      bar.stepTo(Math.min(done, total));
    } else if (!quiet && total >= 10 && done * 10 / total > before * 10 / total) {
      console.err().println(step + ": " + done * 100 / total + " %");
      console.err().flush();
    }
  }

  @Override
  public synchronized void note(String sentence) {
    if (!quiet) {
      console.err().println(sentence);
      console.err().flush();
    }
  }

  private void end() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }

  @Override
  public synchronized void close() {
    end();
  }

  private static PrintStream stream(PrintWriter writer) {
    OutputStream bytes =
        new OutputStream() {
          @Override
          public void write(int b) {
            writer.write(b);
          }

          @Override
          public void write(byte[] b, int from, int count) {
            writer.write(new String(b, from, count, StandardCharsets.UTF_8));
          }

          @Override
          public void flush() {
            writer.flush();
          }
        };
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
