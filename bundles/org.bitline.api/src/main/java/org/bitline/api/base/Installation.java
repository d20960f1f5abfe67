package org.bitline.api.base;

import java.nio.file.Path;

/** Where this Bitline lives: the root of the distribution. */
public interface Installation {

  /** The distribution's folder; {@code models/}, {@code device-models/} are below it. */
  Path home();

  /** The version of this software. */
  String version();
}
