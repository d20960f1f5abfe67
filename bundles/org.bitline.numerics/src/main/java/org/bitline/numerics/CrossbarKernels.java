package org.bitline.numerics;

import org.bitline.api.tensor.RandomStream;

/**
 * Bit-serial products of crossbar arrays with a conversion per array column and input plane.
 *
 * <p>Sixteen columns ({@link #LANES}) are worked on at once. Subset sums of every group of rows are
 * tabulated, so that a plane costs one addition per group (the "four Russians" of V. Arlazarov, E.
 * Dinic, M. Kronrod, I. Faradzev, 1970). Cells stand on a grid so coarse that float addition of a
 * column is exact: every implementation, in any order, gives the same bits.
 *
 * <p>An OSGi service; a faster implementation registers with a higher ranking. Thread-safe where
 * each thread has its own {@link Workspace}; allocates nothing once the workspace has grown.
 */
public interface CrossbarKernels {

  /** Columns of a tile. */
  int LANES = 16;

  /** Planes that are worked on at once. */
  int PLANES = 8;

  /** What it is, for run.json. */
  String name();

  /**
   * Adds the converted products of one array's tile to out.
   *
   * <p>out[v][lane] += weight · Σ_p planeWeight[p] · convert(Σ_r digit[v][p][r] · cell[r][lane]).
   *
   * @param block which block of rows of the planes
   * @param out vectors × LANES
   */
  void accumulate(ArrayTile tile, BitPlanes planes, int block, int[] out, Workspace workspace);

  /**
   * The same with read noise: to every sum, before its conversion, sqrt(Σ_r digit² · variance) · n
   * is added, n a standard normal number of {@link NoiseKeys}. All in float32: L = −2 ln u, then
   * fma(sqrt(L · variance), cos or sin, sum).
   *
   * @param squares the planes of the squared digits: planes itself where digits are bits, else of
   *     their magnitudes; as many sets
   */
  void accumulate(
      ArrayTile tile,
      BitPlanes planes,
      BitPlanes squares,
      int block,
      NoiseKeys noise,
      int[] out,
      Workspace workspace);

  /** The same stream, whose normal numbers are drawn faster where an implementation can. */
  default RandomStream faster(RandomStream stream) {
    return stream;
  }

  /** Scratch of one thread; grows as needed and is then used again without allocating. */
  final class Workspace {

    /**
     * The first element in use. G1 puts an array of more than half a region at a region's start, 16
     * bytes behind which its elements begin: element 12 then begins a cache line, and no load of a
     * vector touches two. Elsewhere all works, only slower.
     */
    public static final int ALIGNED = 12;

    /** 4 MiB: more than half a region for heaps of up to 16 GiB. */
    private static final int HUMONGOUS = 1 << 20;

    private float[] scratch = new float[0];
    private long[] keys = new long[0];

    /** At least so many keys. */
    public long[] keys(int size) {
      if (keys.length < size) {
        keys = new long[size];
      }
      return keys;
    }

    /** At least so many floats from {@link #ALIGNED} on: tables, sums, random words. */
    public float[] scratch(int size) {
      if (scratch.length < size + ALIGNED) {
        scratch = new float[Math.max(HUMONGOUS, size + ALIGNED)];
      }
      return scratch;
    }
  }
}
