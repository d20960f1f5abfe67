package org.bitline.api.base;

/** The input is wrong: a file, a descriptor, a model, a data set or an option. Exit code 2. */
public final class InputProblem extends Problem {

  private static final long serialVersionUID = 1L;

  public InputProblem(String message) {
    this(message, null);
  }

  public InputProblem(String message, Throwable cause) {
    super(2, message, cause);
  }

  /** A problem with the text at {@code where}. */
  public InputProblem(Location where, String sentence) {
    this(where + ": " + sentence, null);
  }
}
