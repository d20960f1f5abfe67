package org.bitline.device.reram;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bitline.device.reram.array.FaultMap;

/**
 * Reads the map of an array's stuck cells.
 *
 * <p>CSV: one line per row of the array, 0, 1 or 2 per column, separated by commas; empty lines and
 * lines that begin with # are left out. NPY (NumPy's format, versions 1 to 3): a matrix of int8,
 * uint8, bool, int16, int32 or int64, little-endian, in C order.
 */
final class FaultMaps {

  private static final Pattern SHAPE = Pattern.compile("'shape':\\s*\\((\\d+),\\s*(\\d+)\\)");
  private static final Pattern TYPE = Pattern.compile("'descr':\\s*'([<|=]?)([iub])([1248])'");
  private static final String WANTED = "wanted are 0 (good), 1 (stuck at LRS) and 2 (stuck at HRS)";

  private final Path file;
  private final int rows;
  private final int columns;

  private FaultMaps(Path file, int rows, int columns) {
    this.file = file;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a sentence, where it is no map of such an array
   */
  static FaultMap read(Path file, int rows, int columns) {
    FaultMaps reader = new FaultMaps(file, rows, columns);
    try {
      byte[] bytes = Files.readAllBytes(file);
      return file.toString().endsWith(".npy")
          ? reader.npy(bytes)
          : reader.csv(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw reader.problem("it cannot be read; name a .csv or .npy file", e);
    }
  }

  private FaultMap csv(String text) {
    List<String> lines =
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).map(String::trim).toList();
    int width = lines.isEmpty() ? 0 : lines.get(0).split(",", -1).length;
    shape(lines.size(), width);
    byte[] states = new byte[rows * columns];
    for (int r = 0; r < rows; r++) {
      String[] cells = lines.get(r).split(",", -1);
      if (cells.length != columns) {
        throw problem("row " + (r + 1) + " has " + cells.length + " columns, not " + columns);
      }
      for (int c = 0; c < columns; c++) {
        states[r * columns + c] = state(cells[c].trim(), r, c);
      }
    }
    return new FaultMap(rows, columns, states);
  }

  private FaultMap npy(byte[] bytes) {
    boolean magic =
        bytes.length > 12
            && bytes[0] == (byte) 0x93
            && new String(bytes, 1, 5, StandardCharsets.US_ASCII).equals("NUMPY");
    if (!magic) {
      throw problem("it does not begin like a NumPy array; save it with numpy.save");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean first = bytes[6] == 1;
    int start = first ? 10 : 12;
    long length = first ? buffer.getShort(8) & 0xFFFF : buffer.getInt(8) & 0xFFFFFFFFL;
    if (start + length > bytes.length) {
      throw problem("its header is cut off; save it again with numpy.save");
    }
    String header = new String(bytes, start, (int) length, StandardCharsets.ISO_8859_1);
    Matcher shape = SHAPE.matcher(header);
    Matcher type = TYPE.matcher(header);
    if (!shape.find() || !type.find() || header.contains("'fortran_order': True")) {
      throw problem(
          "it is no matrix of little-endian integers in C order; save"
              + " numpy.ascontiguousarray(map, dtype='int8')");
    }
    shape(number(shape.group(1)), number(shape.group(2)));
    int size = Integer.parseInt(type.group(3));
    int from = start + (int) length;
    if (bytes.length - from < rows * columns * size) {
      throw problem("it holds fewer cells than its header says; save it again with numpy.save");
    }
    byte[] states = new byte[rows * columns];
    for (int i = 0; i < states.length; i++) {
      int at = from + i * size;
      long value =
          switch (size) {
            case 1 -> bytes[at];
            case 2 -> buffer.getShort(at);
            case 4 -> buffer.getInt(at);
            default -> buffer.getLong(at);
          };
      states[i] = state(Long.toString(value), i / columns, i % columns);
    }
    return new FaultMap(rows, columns, states);
  }

  private static int number(String digits) {
    return digits.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(digits);
  }

  private void shape(int foundRows, int foundColumns) {
    if (foundRows != rows || foundColumns != columns) {
      throw problem(
          "it has "
              + foundRows
              + " x "
              + foundColumns
              + " cells, and an array has array.rows x array.columns = "
              + rows
              + " x "
              + columns);
    }
  }

  private byte state(String text, int row, int column) {
    if (!text.equals("0") && !text.equals("1") && !text.equals("2")) {
      throw problem(
          "row " + (row + 1) + ", column " + (column + 1) + " is \"" + text + "\"; " + WANTED);
    }
    return Byte.parseByte(text);
  }

  private IllegalArgumentException problem(String what) {
    return new IllegalArgumentException("faults.map is " + file + ": " + what);
  }

  private IllegalArgumentException problem(String what, Exception cause) {
    return new IllegalArgumentException("faults.map is " + file + ": " + what, cause);
  }
}
