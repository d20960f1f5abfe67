package org.bitline.mapper.solve;

/**
 * What a search over cuts minimises, and what it must carry from one operation to the next to do
 * so: vectors of numbers of which none may be larger in a partial choice that is kept for another
 * one in the same places. Not for use by two threads.
 */
interface CutMeasure {

  /** Starts a track where the numbers left it before operation {@code i}. */
  void decode(double[] numbers, int i, CutTrack track);

  /** The numbers of a track before operation {@code i}. */
  double[] encode(int i, CutTrack track);

  /** The numbers before the first operation. */
  double[] start();

  /**
   * Below what every completion comes to; infinite where none fits.
   *
   * @param i the operation that comes next
   */
  double bound(int i, double[] numbers);

  /** What a complete choice comes to. */
  double value(double[] numbers);

  /** A lower bound for all choices. */
  double root();
}
