package org.bitline.numerics;

/**
 * A matrix in the layout of the {@link MatrixKernels} that packed it.
 *
 * @param rows inputs
 * @param columns outputs
 * @param panels the implementation's own; not to be changed
 */
public record PackedMatrix(int rows, int columns, float[][] panels) {}
