package org.bitline.api.base;

/** A constraint cannot be met; the message names it, the demand and the limit. Exit code 4. */
public final class InfeasibleProblem extends Problem {

  private static final long serialVersionUID = 1L;

  public InfeasibleProblem(String message) {
    super(4, message, null);
  }
}
