package org.bitline.workload.bert.files;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.bitline.api.base.InputProblem;

/** Parses an ONNX file; the tensors' bytes stay in the mapped file until they are read. */
final class OnnxFile {

  private static final Set<String> QUANTISED =
      Set.of("MatMulInteger", "QLinearMatMul", "DynamicQuantizeLinear", "DequantizeLinear");

  private OnnxFile() {}

  /** The graph of a float model. */
  static GraphProto graph(Path file) {
    GraphProto graph = parse(file).getGraph();
    if (graph.getNodeCount() == 0 || graph.getInitializerCount() == 0) {
      throw new InputProblem(
          file + ": the file holds no graph with weights; it is no ONNX model, or a damaged one.");
    }
    for (NodeProto node : graph.getNodeList()) {
      if (QUANTISED.contains(node.getOpType())) {
        throw new InputProblem(
            file
                + ": the model is quantised already (it has "
                + node.getOpType()
                + " operations); name the float32 model, and quantise it with a transform.");
      }
    }
    return graph;
  }

  private static ModelProto parse(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      if (channel.size() > Integer.MAX_VALUE) {
        throw new InputProblem(
            file
                + ": the file has "
                + channel.size()
                + " bytes; an ONNX file has at most 2 GiB. Use the model's safetensors file.");
      }
      ByteBuffer mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
      CodedInputStream in = UnsafeByteOperations.unsafeWrap(mapped).newCodedInput();
      in.enableAliasing(true);
      return ModelProto.parseFrom(in);
    } catch (InvalidProtocolBufferException e) {
      throw new InputProblem(
          file
              + ": the file is no ONNX model, or it is cut off or damaged ("
              + e.getMessage()
              + ") Fetch it again.",
          e);
    } catch (IOException e) {
      throw DataFiles.unreadable(file, e);
    }
  }
}
