package org.bitline.workload.bert.files;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataLocation;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitline.api.base.InputProblem;

/** Reads the numbers of ONNX tensors. */
final class OnnxTensors {

  private final Path file;

  OnnxTensors(Path file) {
    this.file = file;
  }

  /**
   * A weight.
   *
   * @param asApplied it is a matrix of inputs × outputs
   */
  StoredTensor stored(TensorProto tensor, boolean asApplied) {
    if (tensor.getDataLocation() == DataLocation.EXTERNAL) {
      throw problem(
          tensor,
          "is kept in another file (external data); export the model as one file, or use its"
              + " safetensors file");
    }
    StoredNumbers numbers = numbers(tensor);
    ByteBuffer data =
        tensor.hasRawData() ? tensor.getRawData().asReadOnlyByteBuffer() : listed(tensor);
    long bytes = numbers.bytes();
    try {
      for (long dimension : tensor.getDimsList()) {
        bytes = Math.multiplyExact(bytes, dimension);
      }
    } catch (ArithmeticException e) {
      throw problem(tensor, "has the shape " + tensor.getDimsList() + ", larger than any file");
    }
    if (bytes != data.remaining()) {
      throw problem(
          tensor,
          "has "
              + data.remaining()
              + " bytes, but the shape "
              + tensor.getDimsList()
              + " of "
              + numbers
              + " takes "
              + bytes);
    }
    return new StoredTensor(tensor.getName(), tensor.getDimsList(), numbers, data, asApplied);
  }

  /** The numbers of an integer constant; empty where it is none. */
  static List<Long> integers(TensorProto tensor) {
    if (tensor.getDataType() != DataType.INT64.getNumber()) {
      return List.of();
    }
    if (!tensor.hasRawData()) {
      return tensor.getInt64DataList();
    }
    LongBuffer longs =
        tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    return IntStream.range(0, longs.limit()).mapToObj(longs::get).toList();
  }

  /** The number of a floating-point constant of one element. */
  Optional<Float> scalar(TensorProto tensor) {
    if (tensor.getDataType() == DataType.DOUBLE.getNumber()) {
      ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
      return raw.remaining() == Double.BYTES
          ? Optional.of((float) raw.getDouble())
          : tensor.getDoubleDataList().stream().findFirst().map(Double::floatValue);
    }
    float[] values = stored(tensor, false).values();
    return values.length == 1 ? Optional.of(values[0]) : Optional.empty();
  }

  private StoredNumbers numbers(TensorProto tensor) {
    DataType type = DataType.forNumber(tensor.getDataType());
    if (type == DataType.FLOAT) {
      return StoredNumbers.F32;
    }
    if (type == DataType.FLOAT16) {
      return StoredNumbers.F16;
    }
    if (type == DataType.BFLOAT16) {
      return StoredNumbers.BF16;
    }
    throw problem(
        tensor,
        "has the data type "
            + (type == null ? tensor.getDataType() : type)
            + "; Bitline reads weights as FLOAT, FLOAT16 and BFLOAT16");
  }

  /** Numbers that are listed one by one instead of as raw bytes. */
  private static ByteBuffer listed(TensorProto tensor) {
    boolean wide = tensor.getDataType() == DataType.FLOAT.getNumber();
    int count = wide ? tensor.getFloatDataCount() : tensor.getInt32DataCount();
    ByteBuffer data =
        ByteBuffer.allocate(count * (wide ? Float.BYTES : Short.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      if (wide) {
        data.putFloat(tensor.getFloatData(i));
      } else {
        // 16-bit formats are listed as their bit pattern
        data.putShort((short) tensor.getInt32Data(i));
      }
    }
    return data.flip();
  }

  private InputProblem problem(TensorProto tensor, String clause) {
    return new InputProblem(file + ": tensor " + tensor.getName() + " " + clause + ".");
  }
}
