package org.bitline.api.device;

import java.util.List;

/**
 * A kind of device; one OSGi service per kind.
 *
 * @param <P> its parameters, each declared once with {@link org.bitline.api.unit.Param}: read from
 *     the device model's {@code parameters}, shown by {@code devices}, and the source of its JSON
 *     Schema
 */
public interface DeviceType<P extends Record> {

  /** The name in a device model's {@code type}, e.g. {@code "reram"}. */
  String id();

  /** One sentence for {@code bitline devices}. */
  String summary();

  Class<P> parameters();

  /**
   * Makes a device.
   *
   * @throws IllegalArgumentException with a sentence, where parameters that are fine alone do not
   *     go together
   */
  Device create(P parameters, DeviceContext context);

  /**
   * What these parameters make worse than exact, in the order in which a signal meets it. Taking
   * all away leaves a device whose results are the rounded operands' exact products.
   */
  default List<NonIdeality<P>> nonIdealities(P parameters) {
    return List.of();
  }

  /**
   * Sentences about parameters that are allowed and yet unlikely to be meant: what was found, what
   * it does, what to set instead.
   */
  default List<String> warnings(P parameters) {
    return List.of();
  }
}
