package org.bitline.device.reram.array;

/**
 * Where the columns of an array are in the whole matrix, so that a part is read with the noise of
 * the whole.
 *
 * @param firstColumn column of the whole matrix that is the array's first, after a unit column
 * @param wholeColumns columns of the whole matrix
 * @param unit 1 where the array's first column is a unit column, else 0
 */
record ReadKeys(long firstColumn, long wholeColumns, int unit) {}
