package org.bitline.device.digital.vector;

import java.util.Arrays;
import java.util.Optional;
import org.bitline.api.device.Resident;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.Selection;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Activation;
import org.bitline.api.workload.Operation.Function;
import org.bitline.api.workload.Operation.LayerNorm;
import org.bitline.api.workload.Operation.Softmax;
import org.bitline.api.workload.Tensors;
import org.bitline.numerics.AttentionRows;
import org.bitline.numerics.Functions;

/**
 * The functions of the vector unit that are not the float32 reference's: softmax, GELU, tanh and
 * layer norm in the variants of {@link VectorParameters.Functions}.
 *
 * <p>Piecewise GELU and tanh take |x|: gelu(−x) = gelu(x) − x and tanh is odd; beyond 5 GELU is x,
 * beyond 6 tanh is 1. The piecewise inverse root takes the variance's mantissa in [1, 4) and halves
 * its even exponent.
 */
public final class VectorFunctions {

  private static final int BITS = 32;
  private static final float GELU_END = 5;
  private static final float TANH_END = 6;
  private static final float ROOT_START = 1;
  private static final float ROOT_END = 4;

  private final VectorParameters.Functions functions;
  private final SoftmaxRow softmax;
  private final PiecewisePolynomial gelu;
  private final PiecewisePolynomial geluTanh;
  private final PiecewisePolynomial tanh;
  private final PiecewisePolynomial inverseRoot;

  public VectorFunctions(VectorParameters.Functions functions) {
    this.functions = functions;
    this.softmax = softmax(functions);
    int segments = functions.segments();
    int degree = functions.degree();
    this.gelu =
        PiecewisePolynomial.of(x -> Functions.geluErf((float) x), 0, GELU_END, segments, degree);
    this.geluTanh =
        PiecewisePolynomial.of(x -> Functions.geluTanh((float) x), 0, GELU_END, segments, degree);
    this.tanh = PiecewisePolynomial.of(Functions::tanh, 0, TANH_END, segments, degree);
    this.inverseRoot =
        PiecewisePolynomial.of(x -> 1 / Math.sqrt(x), ROOT_START, ROOT_END, segments, degree);
  }

  /** The softmax of a variant. */
  static SoftmaxRow softmax(VectorParameters.Functions functions) {
    return switch (functions.softmax()) {
      case EXACT -> new ExactSoftmax();
      case PIECEWISE -> new PiecewiseSoftmax(functions.segments(), functions.degree());
      case SOFTERMAX -> new Softermax(functions.softermax());
      case RADIX_2 -> new RadixTwoSoftmax();
      case RECOMPOSED -> new RecomposedSoftmax(functions.tile());
    };
  }

  /** The operation in its variant; empty where the reference computes it. */
  public Optional<Resident> prepare(Operation operation, Tensors tensors) {
    boolean piecewise = functions.activation() == FunctionKind.PIECEWISE;
    if (operation instanceof Softmax s && functions.softmax() != SoftmaxKind.EXACT) {
      return Optional.of(
          (inputs, kept, random, ledger) ->
              keep(AttentionRows.apply(s, inputs.get(0), softmax::apply), kept));
    } else if (operation instanceof Activation a && piecewise && a.function() != Function.RELU) {
      return Optional.of(
          (inputs, kept, random, ledger) -> activation(a.function(), inputs.get(0), kept));
    } else if (operation instanceof LayerNorm norm
        && functions.layerNorm() == FunctionKind.PIECEWISE) {
      float[] gamma = tensors.get(norm.gamma()).data();
      float[] beta = tensors.get(norm.beta()).data();
      return Optional.of(
          (inputs, kept, random, ledger) ->
              layerNorm(inputs.get(0), norm.epsilon(), gamma, beta, kept));
    }
    return Optional.empty();
  }

  private Block activation(Function function, Block x, Selection kept) {
    Block y = Block.zeros(x.segments(), x.columns(), BITS);
    for (int i = 0; i < y.data().length; i++) {
      y.data()[i] = value(function, x.data()[i]);
    }
    return keep(y, kept);
  }

  /** GELU or tanh of a number. */
  float value(Function function, float x) {
    float magnitude = Math.abs(x);
    if (function == Function.TANH) {
      return Math.copySign(magnitude < TANH_END ? tanh.at(magnitude) : 1, x);
    }
    PiecewisePolynomial polynomial = function == Function.GELU_ERF ? gelu : geluTanh;
    float positive = magnitude < GELU_END ? polynomial.at(magnitude) : magnitude;
    return x < 0 ? positive - magnitude : positive;
  }

  private Block layerNorm(Block x, float epsilon, float[] gamma, float[] beta, Selection kept) {
    Block y = Block.zeros(x.segments(), x.columns(), BITS);
    int columns = x.columns();
    for (int r = 0; r < x.rows(); r++) {
      int at = r * columns;
      double mean = 0;
      for (int c = 0; c < columns; c++) {
        mean += x.data()[at + c];
      }
      mean /= columns;
      double squares = 0;
      for (int c = 0; c < columns; c++) {
        double deviation = x.data()[at + c] - mean;
        squares += deviation * deviation;
      }
      float inverse = inverseRoot((float) (squares / columns + epsilon));
      for (int c = 0; c < columns; c++) {
        float normalised = (float) (x.data()[at + c] - mean) * inverse;
        y.data()[at + c] = Math.fma(normalised, gamma[c], beta[c]);
      }
    }
    return keep(y, kept);
  }

  /** 1 / √v of a positive number. */
  float inverseRoot(float v) {
    float value = Math.max(v, Float.MIN_NORMAL);
    int exponent = Math.floorDiv(Math.getExponent(value), 2) * 2;
    return Math.scalb(inverseRoot.at(Math.scalb(value, -exponent)), -exponent / 2);
  }

  private static Block keep(Block y, Selection kept) {
    if (kept.rows().isPresent()) {
      for (int r = 0; r < y.rows(); r++) {
        if (!kept.keeps(r)) {
          Arrays.fill(y.data(), r * y.columns(), (r + 1) * y.columns(), 0f);
        }
      }
    }
    return y;
  }
}
