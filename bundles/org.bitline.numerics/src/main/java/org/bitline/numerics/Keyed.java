package org.bitline.numerics;

import org.bitline.api.tensor.RandomStream;

/** A stream of {@link Threefry} that is its key. Streams of the same key have the same numbers. */
public interface Keyed extends RandomStream {

  long key();
}
