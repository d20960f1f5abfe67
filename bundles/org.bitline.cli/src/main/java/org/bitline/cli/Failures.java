package org.bitline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bitline.api.base.Problem;
import picocli.CommandLine;

/** Tells a user what went wrong, in sentences, with the exit code of its kind. */
final class Failures implements CommandLine.IExecutionExceptionHandler {

  private final Root root;

  Failures(Root root) {
    this.root = root;
  }

  @Override
  public int handleExecutionException(
      Exception e, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (e instanceof Problem problem) {
      err.println("bitline: " + problem.getMessage());
      if (root.debug()) {
        e.printStackTrace(err);
      }
      return problem.exitCode();
    }
    err.println("bitline: a defect of Bitline: " + e);
    if (root.debug()) {
      e.printStackTrace(err);
    } else {
      err.println("The details are in " + log(e) + "; please report them.");
    }
    return 1;
  }

  /** Options that picocli refuses. */
  static int usage(CommandLine.ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("bitline: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try \"" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help\".");
    return 2;
  }

  private static String log(Exception e) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    try {
      Path file = Files.createTempFile("bitline-", ".log");
      Files.writeString(file, trace.toString());
      return file.toString();
    } catch (IOException failure) {
      return "no file, because none could be written (" + failure.getMessage() + "); use --debug";
    }
  }
}
