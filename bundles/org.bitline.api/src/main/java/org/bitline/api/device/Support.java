package org.bitline.api.device;

/**
 * Whether a device runs an operation.
 *
 * @param supported it does
 * @param reason if not, why: a clause that follows "because", for a person
 */
public record Support(boolean supported, String reason) {

  private static final Support YES = new Support(true, "");

  public static Support yes() {
    return YES;
  }

  public static Support no(String reason) {
    return new Support(false, reason);
  }
}
