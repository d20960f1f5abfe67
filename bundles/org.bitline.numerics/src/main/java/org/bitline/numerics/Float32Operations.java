package org.bitline.numerics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Segments;
import org.bitline.api.tensor.Selection;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Activation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Embedding;
import org.bitline.api.workload.Operation.Gather;
import org.bitline.api.workload.Operation.LaneSum;
import org.bitline.api.workload.Operation.LayerNorm;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.Reduce;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;

/**
 * Every operation in float32, as the model was trained: the reference that devices are measured
 * against, and the numerics of a float32 vector unit. The residents take no random numbers and
 * write nothing down.
 */
public final class Float32Operations {

  private static final int BITS = 32;

  private final MatrixKernels kernels;

  public Float32Operations(MatrixKernels kernels) {
    this.kernels = kernels;
  }

  /** Makes an operation ready to run. */
  public Resident prepare(Operation operation, Tensors tensors) {
    if (operation instanceof StaticMatmul matmul) {
      return staticMatmul(matmul, tensors);
    } else if (operation instanceof DynamicMatmul matmul) {
      DynamicProduct product = new DynamicProduct(kernels, matmul);
      return (inputs, kept, random, ledger) ->
          keep(product.run(inputs.get(0), inputs.get(1)), kept);
    } else if (operation instanceof Embedding embedding) {
      return embedding(embedding, tensors);
    } else if (operation instanceof LayerNorm norm) {
      return layerNorm(norm, tensors);
    } else if (operation instanceof LaneSum sum) {
      return laneSum(sum, tensors);
    }
    return (inputs, kept, random, ledger) -> keep(simple(operation, inputs), kept);
  }

  private static Block simple(Operation operation, List<Block> inputs) {
    if (operation instanceof Softmax softmax) {
      return AttentionRows.apply(softmax, inputs.get(0), Float32Operations::softmaxRow);
    } else if (operation instanceof Activation activation) {
      return activation(activation, inputs.get(0));
    } else if (operation instanceof Gather) {
      return gather(inputs);
    } else if (operation instanceof Pool pool) {
      return pool(pool, inputs.get(0));
    } else if (operation instanceof Add || operation instanceof Reduce) {
      return sum(inputs);
    }
    throw new IllegalStateException("no float32 form of " + operation.kind());
  }

  private static Block keep(Block block, Selection kept) {
    if (kept.rows().isEmpty()) {
      return block;
    }
    for (int r = 0; r < block.rows(); r++) {
      if (!kept.keeps(r)) {
        Arrays.fill(block.data(), r * block.columns(), (r + 1) * block.columns(), 0f);
      }
    }
    return block;
  }

  private Resident staticMatmul(StaticMatmul matmul, Tensors tensors) {
    PackedMatrix packed =
        kernels.pack(
            part(matmul, tensors.get(matmul.weight().identity())),
            matmul.rows().size(),
            matmul.columns().size());
    float[] bias =
        matmul.addsBias() ? tensors.get(matmul.bias().orElseThrow()).data() : new float[0];
    return (inputs, kept, random, ledger) -> {
      Block x = inputs.get(0);
      Block y = Block.zeros(x.segments(), packed.columns(), BITS);
      kernels.multiply(
          x.data(), matmul.rows().from(), x.columns(), x.rows(), packed, y.data(), 0, y.columns());
      if (bias.length > 0) {
        addBias(y, bias, matmul.columns().from());
      }
      return keep(y, kept);
    };
  }

  /** The part of a matrix that an operation names, row-major. */
  public static float[] part(StaticMatmul matmul, Tensor whole) {
    if (matmul.isWhole()) {
      return whole.data();
    }
    int columns = matmul.columns().size();
    float[] part = new float[matmul.rows().size() * columns];
    for (int r = 0; r < matmul.rows().size(); r++) {
      int from = (matmul.rows().from() + r) * whole.columns() + matmul.columns().from();
      System.arraycopy(whole.data(), from, part, r * columns, columns);
    }
    return part;
  }

  private static void addBias(Block y, float[] bias, int firstColumn) {
    for (int r = 0; r < y.rows(); r++) {
      for (int c = 0; c < y.columns(); c++) {
        y.data()[r * y.columns() + c] += bias[firstColumn + c];
      }
    }
  }

  private static Resident laneSum(LaneSum operation, Tensors tensors) {
    int sums = operation.sums();
    float scale = operation.scale();
    Optional<StaticMatmul> biased =
        operation.product() instanceof StaticMatmul m && m.addsBias()
            ? Optional.of(m)
            : Optional.empty();
    float[] bias = biased.map(m -> tensors.get(m.bias().orElseThrow()).data()).orElse(new float[0]);
    int first = biased.map(m -> m.columns().from()).orElse(0);
    return (inputs, kept, random, ledger) -> {
      Block x = inputs.get(0);
      Block y = Block.zeros(x.segments(), x.columns() / sums, BITS);
      for (int i = 0; i < y.data().length; i++) {
        float sum = 0;
        for (int s = 0; s < sums; s++) {
          sum += x.data()[i * sums + s];
        }
        y.data()[i] = sum * scale;
      }
      if (bias.length > 0) {
        addBias(y, bias, first);
      }
      return keep(y, kept);
    };
  }

  private static Resident embedding(Embedding embedding, Tensors tensors) {
    Tensor tokens = tensors.get(embedding.token());
    Tensor positions = tensors.get(embedding.position());
    Tensor types = tensors.get(embedding.type());
    int columns = embedding.columns();
    return (inputs, kept, random, ledger) -> {
      Block ids = inputs.get(0);
      Block y = Block.zeros(ids.segments(), columns, BITS);
      for (int r = 0; r < ids.rows(); r++) {
        int token = (int) ids.data()[3 * r] * columns;
        int position = (int) ids.data()[3 * r + 1] * columns;
        int type = (int) ids.data()[3 * r + 2] * columns;
        for (int c = 0; c < columns; c++) {
          y.data()[r * columns + c] =
              tokens.data()[token + c] + types.data()[type + c] + positions.data()[position + c];
        }
      }
      return keep(y, kept);
    };
  }

  private static Resident layerNorm(LayerNorm norm, Tensors tensors) {
    float[] gamma = tensors.get(norm.gamma()).data();
    float[] beta = tensors.get(norm.beta()).data();
    return (inputs, kept, random, ledger) -> {
      Block x = inputs.get(0);
      Block y = Block.zeros(x.segments(), x.columns(), BITS);
      for (int r = 0; r < x.rows(); r++) {
        normaliseRow(x.data(), r * x.columns(), x.columns(), norm.epsilon(), gamma, beta, y.data());
      }
      return keep(y, kept);
    };
  }

  private static void normaliseRow(
      float[] x, int at, int columns, float epsilon, float[] gamma, float[] beta, float[] y) {
    double mean = 0;
    for (int c = 0; c < columns; c++) {
      mean += x[at + c];
    }
    mean /= columns;
    double variance = 0;
    for (int c = 0; c < columns; c++) {
      double d = x[at + c] - mean;
      variance += d * d;
    }
    double inverse = 1 / Math.sqrt(variance / columns + epsilon);
    for (int c = 0; c < columns; c++) {
      y[at + c] = (float) ((x[at + c] - mean) * inverse * gamma[c] + beta[c]);
    }
  }

  private static void softmaxRow(float[] x, int at, int keys, float[] y) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int j = 0; j < keys; j++) {
      largest = Math.max(largest, x[at + j]);
    }
    double total = 0;
    for (int j = 0; j < keys; j++) {
      double e = Functions.exp((double) x[at + j] - largest);
      y[at + j] = (float) e;
      total += e;
    }
    for (int j = 0; j < keys; j++) {
      y[at + j] = (float) (y[at + j] / total);
    }
  }

  private static Block activation(Activation activation, Block x) {
    Block y = Block.zeros(x.segments(), x.columns(), BITS);
    float[] from = x.data();
    float[] to = y.data();
    switch (activation.function()) {
      case GELU_ERF -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = Functions.geluErf(from[i]);
        }
      }
      case GELU_TANH -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = Functions.geluTanh(from[i]);
        }
      }
      case RELU -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = Math.max(0f, from[i]);
        }
      }
      case TANH -> {
        for (int i = 0; i < to.length; i++) {
          to[i] = (float) Functions.tanh(from[i]);
        }
      }
    }
    return y;
  }

  private static Block sum(List<Block> inputs) {
    Block first = inputs.get(0);
    Block y = new Block(first.segments(), first.columns(), BITS, first.data().clone());
    for (Block other : inputs.subList(1, inputs.size())) {
      for (int i = 0; i < y.data().length; i++) {
        y.data()[i] += other.data()[i];
      }
    }
    return y;
  }

  private static Block gather(List<Block> inputs) {
    int columns = inputs.stream().mapToInt(Block::columns).sum();
    Block y = Block.zeros(inputs.get(0).segments(), columns, BITS);
    for (int r = 0; r < y.rows(); r++) {
      int to = r * columns;
      for (Block part : inputs) {
        System.arraycopy(part.data(), r * part.columns(), y.data(), to, part.columns());
        to += part.columns();
      }
    }
    return y;
  }

  private static Block pool(Pool pool, Block x) {
    Segments segments = x.segments();
    Block y = Block.zeros(segments.onePerInput(), x.columns(), BITS);
    for (int s = 0; s < segments.count(); s++) {
      int rows = pool.pooling() == Operation.Pooling.MEAN_NORMALISED ? segments.valid(s) : 1;
      double[] mean = new double[x.columns()];
      for (int r = segments.start(s); r < segments.start(s) + rows; r++) {
        for (int c = 0; c < mean.length; c++) {
          mean[c] += x.data()[r * mean.length + c];
        }
      }
      double length = 0;
      for (int c = 0; c < mean.length; c++) {
        mean[c] /= rows;
        length += mean[c] * mean[c];
      }
      boolean unit = pool.pooling() != Operation.Pooling.FIRST && length > 0;
      double factor = unit ? 1 / Math.sqrt(length) : 1;
      for (int c = 0; c < mean.length; c++) {
        y.data()[s * mean.length + c] = (float) (mean[c] * factor);
      }
    }
    return y;
  }
}
