package org.bitline.workload.bert.files;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;
import org.bitline.api.tensor.Tensor;
import org.bitline.workload.bert.encoder.WeightSpec;
import org.bitline.workload.bert.encoder.WeightTensors;

/** Turns what a file holds into the tensors that the graph applies. */
final class WeightAssembly {

  /** Side of the squares by which a matrix is transposed: two of them stay in a small cache. */
  private static final int TILE = 32;

  private final WeightSource source;

  WeightAssembly(WeightSource source) {
    this.source = source;
  }

  /** Reads all tensors of the encoder. */
  WeightTensors assemble() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (WeightSpec spec : WeightSpec.all(source.config())) {
      StoredTensor found = source.tensor(spec.identity()).orElseThrow(() -> missing(spec));
      boolean linear = spec.kind() == WeightSpec.Kind.LINEAR;
      requireShape(found, linear && found.asApplied() ? spec.appliedShape() : spec.storedShape());
      float[] values = found.values();
      requireFinite(found.name(), values);
      tensors.put(
          spec.identity(),
          new Tensor(
              spec.identity(),
              spec.rows(),
              spec.columns(),
              linear && !found.asApplied()
                  ? transpose(values, spec.columns(), spec.rows())
                  : values));
    }
    return new WeightTensors(tensors);
  }

  /** The transpose of a row-major matrix. */
  static float[] transpose(float[] from, int rows, int columns) {
    float[] to = new float[from.length];
    for (int r0 = 0; r0 < rows; r0 += TILE) {
      for (int c0 = 0; c0 < columns; c0 += TILE) {
        transposeTile(from, to, rows, columns, r0, c0);
      }
    }
    return to;
  }

  private static void transposeTile(
      float[] from, float[] to, int rows, int columns, int r0, int c0) {
    for (int r = r0; r < Math.min(rows, r0 + TILE); r++) {
      for (int c = c0; c < Math.min(columns, c0 + TILE); c++) {
        to[c * rows + r] = from[r * columns + c];
      }
    }
  }

  private InputProblem missing(WeightSpec spec) {
    return new InputProblem(
        source.file()
            + ": the file holds no tensor "
            + spec.identity()
            + ", which a BERT encoder needs: "
            + source.search()
            + ".");
  }

  private void requireShape(StoredTensor found, List<Long> wanted) {
    if (!found.shape().equals(wanted)) {
      throw new InputProblem(
          source.file()
              + ": tensor "
              + found.name()
              + " has the shape "
              + found.shape()
              + ", but the sizes of this model ask for "
              + wanted
              + ".");
    }
  }

  private void requireFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InputProblem(
            source.file()
                + ": tensor "
                + name
                + " holds "
                + values[i]
                + " at place "
                + i
                + "; every weight must be a finite number.");
      }
    }
  }
}
