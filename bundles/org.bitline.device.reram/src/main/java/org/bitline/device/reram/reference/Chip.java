package org.bitline.device.reram.reference;

import java.util.OptionalDouble;

/**
 * A chip with a preset. Values are in the entry's own unit; empty where an entry is not modelled.
 * An entry is named {@code point.quantity}, or {@code quantity} alone.
 */
interface Chip {

  /** By counting: from the configuration and other measured entries; nothing is modelled. */
  OptionalDouble counted(String entry);

  /** As the preset's device has it. */
  OptionalDouble modelled(String entry);

  /** Without any constant of this chip. */
  OptionalDouble predicted(String entry);

  /** With the constants that the case names, fitted on its calibration points. */
  OptionalDouble calibrated(String entry);

  /** What a reader must know of a comparison; may be empty. */
  default String remark(String entry) {
    return "";
  }

  /** The point of an entry; empty where it has none. */
  static String point(String entry) {
    int dot = entry.lastIndexOf('.');
    return dot < 0 ? "" : entry.substring(0, dot);
  }

  /** The quantity of an entry. */
  static String quantity(String entry) {
    return entry.substring(entry.lastIndexOf('.') + 1);
  }

  /** The number after a letter in a point such as {@code in4_w2}. */
  static int number(String point, String letters) {
    for (String part : point.split("_")) {
      if (part.matches(letters + "\\d+")) {
        return Integer.parseInt(part.substring(letters.length()));
      }
    }
    throw new IllegalArgumentException("the point " + point + " has no " + letters);
  }
}
