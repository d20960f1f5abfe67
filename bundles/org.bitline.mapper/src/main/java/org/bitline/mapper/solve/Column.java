package org.bitline.mapper.solve;

/**
 * One way to place all operations of a layer.
 *
 * @param enter number of the state before the layer
 * @param leave number of the state after it
 * @param sums what it adds, see {@link Dimensions}
 * @param devices of its operations
 */
record Column(int enter, int leave, double[] sums, int[] devices) {}
