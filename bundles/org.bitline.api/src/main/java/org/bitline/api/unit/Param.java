package org.bitline.api.unit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares a parameter, once, on the component of a record. The reader, the JSON Schema, the
 * command line's {@code devices} and the documentation all take it from here.
 *
 * <p>Components may be int, long, double, boolean, String, an enum (written in lower case with
 * hyphens), another record, List, Map with String keys, Optional, or {@code Section} (any object).
 * An absent Optional, List or Map is empty; an absent record has the defaults of its components.
 *
 * <p>Tools that write manifests do not see annotations of record components: a bundle says {@code
 * Import-Package: org.bitline.api.unit,*} itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {

  /** The value of {@link #byDefault} of a parameter that must be given. */
  String REQUIRED = "\u0000";

  /** One sentence: what it is. */
  String doc();

  /**
   * The SI unit of the value in code ("s", "J", "W", "m^2", "ohm", "S", "V", "Hz", "bit/s",
   * "J/bit"). Where it is not empty the value in a file is a text with any unit of the same
   * dimension.
   */
  String unit() default "";

  /** The default as it would be written in a file, without quotes. */
  String byDefault() default REQUIRED;

  /** The smallest value allowed, in SI. */
  double min() default Double.NEGATIVE_INFINITY;

  /** The largest value allowed, in SI. */
  double max() default Double.POSITIVE_INFINITY;

  /** The value must be larger than this, in SI. */
  double above() default Double.NEGATIVE_INFINITY;

  /** The only texts allowed, where not empty. */
  String[] oneOf() default {};
}
