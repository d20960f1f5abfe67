package org.bitline.api.tensor;

/**
 * Many token vectors at once.
 *
 * <p>Attention scores have {@code heads × longest} columns: score of key t in head h stands at
 * column h·longest + t, and columns beyond the segment's own length are 0.
 *
 * @param segments which input and token each row is
 * @param columns elements of a row
 * @param bits bits per element where the block is stored or moved
 * @param data row-major, segments.rows() × columns; shared, not to be changed by a reader
 */
public record Block(Segments segments, int columns, int bits, float[] data) {

  public Block {
    if (data.length != Math.multiplyExact(segments.rows(), columns)) {
      throw new IllegalArgumentException(
          segments.rows() + " rows of " + columns + " do not fit " + data.length + " values");
    }
  }

  /** A block of zeros. */
  public static Block zeros(Segments segments, int columns, int bits) {
    return new Block(
        segments, columns, bits, new float[Math.multiplyExact(segments.rows(), columns)]);
  }

  public int rows() {
    return segments.rows();
  }

  /** The same values, said to take {@code newBits} each. */
  public Block withBits(int newBits) {
    return new Block(segments, columns, newBits, data);
  }
}
