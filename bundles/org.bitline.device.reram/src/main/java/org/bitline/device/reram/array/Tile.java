package org.bitline.device.reram.array;

/** The part of a matrix that one array holds. */
record Tile(int row, int rows, int column, int columns) {}
