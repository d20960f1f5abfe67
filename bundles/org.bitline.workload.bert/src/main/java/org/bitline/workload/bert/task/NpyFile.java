package org.bitline.workload.bert.task;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * NumPy's format for one array, version 1.0 (numpy.lib.format): magic, version, length of a header,
 * the header as a Python literal padded so that data start at a multiple of 64, then the data.
 */
final class NpyFile {

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
  private static final int ALIGNMENT = 64;

  private NpyFile() {}

  /** Rows of the same length as a float32 array in C order, shape (rows, columns). */
  static byte[] of(List<float[]> rows) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).length;
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + rows.size()
            + ", "
            + columns
            + "), }";
    int unpadded = MAGIC.length + Short.BYTES + header.length() + 1;
    int dataStart = (unpadded + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    String padded = header + " ".repeat(dataStart - unpadded) + "\n";
    int dataBytes = Math.multiplyExact(Math.multiplyExact(rows.size(), columns), Float.BYTES);
    ByteBuffer file =
        ByteBuffer.allocate(Math.addExact(dataStart, dataBytes)).order(ByteOrder.LITTLE_ENDIAN);
    file.put(MAGIC).putShort((short) padded.length());
    file.put(padded.getBytes(StandardCharsets.US_ASCII));
    for (float[] row : rows) {
      file.asFloatBuffer().put(row);
      file.position(file.position() + row.length * Float.BYTES);
    }
    return file.array();
  }
}
