package org.bitline.api.base;

/**
 * Something a user must be told. The message is one or more whole sentences and says what to do
 * next; the exit code is the process's.
 */
public abstract sealed class Problem extends RuntimeException
    permits InputProblem, DeviceProblem, InfeasibleProblem {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  Problem(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** 2: the input is wrong; 3: a bundle or device failed; 4: a constraint cannot be met. */
  public final int exitCode() {
    return exitCode;
  }
}
