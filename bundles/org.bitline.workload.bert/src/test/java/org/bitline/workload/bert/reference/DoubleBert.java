package org.bitline.workload.bert.reference;

import java.util.Map;
import org.bitline.workload.bert.TinyBert.Stored;
import org.bitline.workload.bert.encoder.BertConfig;
import org.bitline.workload.bert.encoder.Names;

/**
 * BERT's encoder in double precision, written from the paper's formulas and the file's layout
 * alone, to hold graph, loader and kernels against.
 */
final class DoubleBert {

  private final BertConfig config;
  private final Map<String, Stored> tensors;

  DoubleBert(BertConfig config, Map<String, Stored> tensors) {
    this.config = config;
    this.tensors = tensors;
  }

  /** The last hidden states of one input. */
  double[][] hidden(int[] ids) {
    double[][] x = new double[ids.length][config.hidden()];
    for (int t = 0; t < ids.length; t++) {
      for (int c = 0; c < config.hidden(); c++) {
        x[t][c] =
            value(Names.TOKEN, ids[t], c) + value(Names.POSITION, t, c) + value(Names.TYPE, 0, c);
      }
    }
    x = norm(x, Names.EMBEDDING_NORM);
    for (int n = 0; n < config.layers(); n++) {
      double[][] attended = linear(attention(x, n), Names.output(n));
      x = norm(sum(attended, x), Names.norm1(n));
      double[][] inner = linear(x, Names.ffn1(n));
      for (double[] row : inner) {
        for (int c = 0; c < row.length; c++) {
          row[c] = 0.5 * row[c] * (1 + erf(row[c] / Math.sqrt(2)));
        }
      }
      x = norm(sum(linear(inner, Names.ffn2(n)), x), Names.norm2(n));
    }
    return x;
  }

  /** Mean over the tokens, length 1. */
  double[] embedding(int[] ids) {
    double[][] hidden = hidden(ids);
    double[] mean = new double[config.hidden()];
    double squares = 0;
    for (int c = 0; c < mean.length; c++) {
      for (double[] row : hidden) {
        mean[c] += row[c] / hidden.length;
      }
      squares += mean[c] * mean[c];
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= Math.sqrt(squares);
    }
    return mean;
  }

  private double[][] attention(double[][] x, int n) {
    double[][] q = linear(x, Names.query(n));
    double[][] k = linear(x, Names.key(n));
    double[][] v = linear(x, Names.value(n));
    double[][] context = new double[x.length][config.hidden()];
    for (int h = 0; h < config.heads(); h++) {
      int first = h * config.headSize();
      for (int t = 0; t < x.length; t++) {
        double[] weights = weights(q[t], k, first);
        for (int s = 0; s < x.length; s++) {
          for (int c = first; c < first + config.headSize(); c++) {
            context[t][c] += weights[s] * v[s][c];
          }
        }
      }
    }
    return context;
  }

  private double[] weights(double[] query, double[][] keys, int first) {
    double[] weights = new double[keys.length];
    double total = 0;
    for (int s = 0; s < keys.length; s++) {
      double dot = 0;
      for (int c = first; c < first + config.headSize(); c++) {
        dot += query[c] * keys[s][c];
      }
      weights[s] = StrictMath.exp(dot / Math.sqrt(config.headSize()));
      total += weights[s];
    }
    for (int s = 0; s < keys.length; s++) {
      weights[s] /= total;
    }
    return weights;
  }

  private double[][] linear(double[][] x, String module) {
    int outputs = tensors.get(Names.weight(module)).shape().get(0).intValue();
    double[][] y = new double[x.length][outputs];
    for (int t = 0; t < x.length; t++) {
      for (int o = 0; o < outputs; o++) {
        y[t][o] = tensors.get(Names.bias(module)).values()[o];
        for (int i = 0; i < x[t].length; i++) {
          y[t][o] += value(Names.weight(module), o, i) * x[t][i];
        }
      }
    }
    return y;
  }

  private double[][] norm(double[][] x, String module) {
    double[][] y = new double[x.length][config.hidden()];
    for (int t = 0; t < x.length; t++) {
      double mean = 0;
      double variance = 0;
      for (double element : x[t]) {
        mean += element / x[t].length;
      }
      for (double element : x[t]) {
        variance += (element - mean) * (element - mean) / x[t].length;
      }
      for (int c = 0; c < x[t].length; c++) {
        double unit = (x[t][c] - mean) / Math.sqrt(variance + config.epsilon());
        y[t][c] =
            unit * tensors.get(Names.weight(module)).values()[c]
                + tensors.get(Names.bias(module)).values()[c];
      }
    }
    return y;
  }

  private static double[][] sum(double[][] a, double[][] b) {
    double[][] sum = new double[a.length][a[0].length];
    for (int t = 0; t < a.length; t++) {
      for (int c = 0; c < a[t].length; c++) {
        sum[t][c] = a[t][c] + b[t][c];
      }
    }
    return sum;
  }

  /** Commons Math's error function: an implementation that is not the one under test. */
  private static double erf(double x) {
    return org.apache.commons.math3.special.Erf.erf(x);
  }

  private double value(String name, int row, int column) {
    Stored tensor = tensors.get(name);
    return tensor.values()[row * tensor.shape().get(1).intValue() + column];
  }
}
