package org.bitline.api.base;

/** A bundle or a device failed, and its name is in the message. Exit code 3. */
public final class DeviceProblem extends Problem {

  private static final long serialVersionUID = 1L;

  public DeviceProblem(String message, Throwable cause) {
    super(3, message, cause);
  }
}
