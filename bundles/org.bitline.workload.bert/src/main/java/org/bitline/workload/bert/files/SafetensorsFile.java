package org.bitline.workload.bert.files;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.workload.bert.encoder.Names;

/**
 * A file in the safetensors format (github.com/huggingface/safetensors, "Format"): the length of a
 * header as 8 bytes little-endian, a JSON header, and raw data. Everything that the header says is
 * checked against the file before a byte of data is read.
 */
final class SafetensorsFile {

  private static final int LENGTH_BYTES = 8;

  /** The format's own limit for a header. */
  private static final long LONGEST_HEADER = 100_000_000;

  private final Path file;
  private final long dataStart;
  private final Map<String, SafetensorsHeader.Entry> entries = new LinkedHashMap<>();

  /** Reads and checks the header. */
  SafetensorsFile(Path file) {
    this.file = file;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long headerBytes = headerLength(channel);
      dataStart = LENGTH_BYTES + headerBytes;
      ByteBuffer header = read(channel, LENGTH_BYTES, Math.toIntExact(headerBytes));
      JsonNode json = JsonFiles.parse(header.array(), file + ": the header");
      for (SafetensorsHeader.Entry entry :
          new SafetensorsHeader(file).entries(json, channel.size() - dataStart)) {
        add(entry);
      }
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }

  /** The tensor that is called so, prefixes and old names aside. */
  Optional<StoredTensor> tensor(String identity) {
    return Optional.ofNullable(entries.get(identity)).map(this::load);
  }

  private void add(SafetensorsHeader.Entry entry) {
    SafetensorsHeader.Entry other = entries.put(Names.canonical(entry.name()), entry);
    if (other != null) {
      throw new InputProblem(
          file
              + ": tensors "
              + other.name()
              + " and "
              + entry.name()
              + " are two names of one weight; keep one of them.");
    }
  }

  private StoredTensor load(SafetensorsHeader.Entry entry) {
    StoredNumbers numbers = numbers(entry);
    if (entry.bytes() > Integer.MAX_VALUE) {
      throw new InputProblem(
          file
              + ": tensor "
              + entry.name()
              + " has "
              + entry.bytes()
              + " bytes; 2 GiB is the limit.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer data = read(channel, dataStart + entry.begin(), (int) entry.bytes());
      return new StoredTensor(entry.name(), entry.shape(), numbers, data, false);
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }

  private StoredNumbers numbers(SafetensorsHeader.Entry entry) {
    for (StoredNumbers numbers : StoredNumbers.values()) {
      if (numbers.name().equals(entry.dtype())) {
        return numbers;
      }
    }
    throw new InputProblem(
        file
            + ": tensor "
            + entry.name()
            + " has the dtype "
            + entry.dtype()
            + "; Bitline reads weights as "
            + List.of(StoredNumbers.values())
            + ".");
  }

  private long headerLength(FileChannel channel) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw new InputProblem(
          file
              + ": the file has "
              + size
              + " bytes; a safetensors file starts with the 8-byte length of its header.");
    }
    long length = read(channel, 0, LENGTH_BYTES).getLong();
    if (length < 2 || length > LONGEST_HEADER) {
      throw new InputProblem(
          file
              + ": the header is said to have "
              + Long.toUnsignedString(length)
              + " bytes; 2 to "
              + LONGEST_HEADER
              + " are allowed, so this is no safetensors file, or a damaged one.");
    }
    if (length > size - LENGTH_BYTES) {
      throw new InputProblem(
          file
              + ": the header is said to have "
              + length
              + " bytes, but only "
              + (size - LENGTH_BYTES)
              + " follow; the file is cut off: fetch it again.");
    }
    return length;
  }

  private ByteBuffer read(FileChannel channel, long position, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new InputProblem(file + ": the file ended while it was read; fetch it again.");
      }
    }
    return buffer.flip();
  }
}
