package org.bitline.workload.bert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes safetensors files for tests, sound ones and ones whose header is made to lie. */
public final class SafetensorsWriter {

  /** How float values are stored. */
  public enum Dtype {
    F32,
    F16,
    BF16
  }

  private final List<String> entries = new ArrayList<>();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();

  public SafetensorsWriter addAll(Map<String, TinyBert.Stored> tensors) {
    return addAll(tensors, Dtype.F32, UnaryOperator.identity());
  }

  public SafetensorsWriter addAll(
      Map<String, TinyBert.Stored> tensors, Dtype dtype, UnaryOperator<String> rename) {
    tensors.forEach((name, t) -> add(rename.apply(name), t.shape(), dtype, t.values()));
    return this;
  }

  public SafetensorsWriter add(String name, List<Long> shape, Dtype dtype, float[] values) {
    int start = data.size();
    data.writeBytes(bytes(dtype, values));
    return addEntry(name, dtype.name(), shape.toString(), "[" + start + "," + data.size() + "]");
  }

  /** An entry of the header as it is given, true or not. */
  public SafetensorsWriter addEntry(String name, String dtype, String shape, String offsets) {
    entries.add(
        "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
            .formatted(name, dtype, shape, offsets));
    return this;
  }

  public SafetensorsWriter addData(byte[] bytes) {
    data.writeBytes(bytes);
    return this;
  }

  public int dataSize() {
    return data.size();
  }

  public byte[] bytes() {
    byte[] header =
        ("{\"__metadata__\":{\"format\":\"pt\"}"
                + (entries.isEmpty() ? "" : ",")
                + String.join(",", entries)
                + "}")
            .getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + header.length + data.size())
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data.toByteArray())
        .array();
  }

  public void write(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Values must be exact in the format: tests round them first. */
  private static byte[] bytes(Dtype dtype, float[] values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * (dtype == Dtype.F32 ? 4 : 2))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (dtype) {
        case F32 -> buffer.putFloat(value);
        case F16 -> buffer.putShort(halfBits(value));
        case BF16 -> buffer.putShort((short) (Float.floatToIntBits(value) >> 16));
      }
    }
    return buffer.array();
  }

  /** Bits of a value that binary16 holds exactly; subnormals included. */
  private static short halfBits(float value) {
    int sign = Float.floatToIntBits(value) >>> 31 << 15;
    double magnitude = Math.abs(value);
    if (magnitude < 0x1p-14) {
      return (short) (sign | (int) (magnitude * 0x1p24));
    }
    int exponent = Math.getExponent(value);
    int fraction = (int) Math.rint((magnitude / Math.scalb(1.0, exponent) - 1) * 1024);
    return (short) (sign | ((exponent + 15) << 10) | fraction);
  }
}
