package org.bitline.api.device;

import java.util.function.UnaryOperator;

/**
 * Something that makes a device's results differ from the exact ones, and that can be taken away.
 *
 * @param name as the device's documentation calls it, e.g. {@code "programming error"}
 * @param without parameters of the same device with this one taken away and all else as it was;
 *     parameters that have it not are returned as they are
 * @param <P> the device type's parameters
 */
public record NonIdeality<P extends Record>(String name, UnaryOperator<P> without) {}
