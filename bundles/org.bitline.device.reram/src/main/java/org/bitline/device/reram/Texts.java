package org.bitline.device.reram;

import java.util.Locale;

/** Choices as a device model writes them. */
final class Texts {

  private Texts() {}

  static String of(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
