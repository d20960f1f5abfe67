package org.bitline.cost.reference;

/** The library refuses what a case asks for. */
final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Refusal(RuntimeException cause) {
    super(cause.getMessage(), cause);
  }
}
