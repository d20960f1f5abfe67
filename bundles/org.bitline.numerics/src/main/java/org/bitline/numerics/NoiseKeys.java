package org.bitline.numerics;

import org.bitline.api.tensor.RandomStream;

/**
 * The keys of the random numbers of a batch of reads.
 *
 * <p>A part is what one converter reads at a time: an array of a slice. Two planes share a key:
 * number 2c of the key's stream is column c's in plane 2j, number 2c + 1 in plane 2j + 1. So one
 * evaluation of the generator per column serves two planes.
 */
public final class NoiseKeys {

  private final int vectors;
  private final int pairs;
  private final long[] keys;

  /** For so many parts, vectors and planes. */
  public NoiseKeys(int parts, int vectors, int planes) {
    this.vectors = vectors;
    // Kernels work on whole sets of planes.
    int perSet = CrossbarKernels.PLANES / 2;
    this.pairs = (planes + CrossbarKernels.PLANES - 1) / CrossbarKernels.PLANES * perSet;
    this.keys = new long[Math.multiplyExact(Math.multiplyExact(parts, vectors), pairs)];
  }

  /** Sets the stream of planes 2 · pair and 2 · pair + 1 of a vector. */
  public void set(int part, int vector, int pair, RandomStream stream) {
    keys[at(part, vector) + pair] = KeyedStream.of(stream).key();
  }

  /** Where the keys of a vector begin, one a pair of planes. */
  public int at(int part, int vector) {
    return (part * vectors + vector) * pairs;
  }

  public long[] keys() {
    return keys;
  }
}
