package org.bitline.device.digital;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Operation.DynamicKind;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.device.digital.array.Dataflow;
import org.bitline.device.digital.array.Gemm;

/**
 * Attention within a window as products that an array can do.
 *
 * <p>An array multiplies rectangles, and the pairs within a window are a band around the diagonal.
 * So the band is cut into blocks: b queries meet the b + 2·reach keys that they attend to together
 * (fewer at the ends of the input, one more where all attend to the first). What lies in a block
 * and outside the window is computed and not used. On a weight stationary array, where queries
 * stream past keys, Q Kᵀ may be cut the other way round: b keys meet b + 2·reach queries.
 *
 * @param matmul the product
 * @param tokens of the input
 */
record Band(DynamicMatmul matmul, int tokens) {

  /**
   * A way to cut.
   *
   * @param block queries of a block, or keys
   * @param byKeys whether blocks are of keys
   */
  record Cut(int block, boolean byKeys) {}

  /**
   * Blocks of the array's width in queries or keys, twice that, and so on to all tokens: the last
   * one is full attention. Smaller blocks first.
   */
  List<Cut> cuts(SystolicParameters.Array array) {
    boolean streamed = array.dataflow() == Dataflow.WEIGHT_STATIONARY;
    long span = array.dataflow() == Dataflow.OUTPUT_STATIONARY ? array.rows() : array.columns();
    List<Cut> cuts = new ArrayList<>();
    for (long block = span; ; block *= 2) {
      int size = (int) Math.min(block, tokens);
      if (streamed && scores()) {
        cuts.add(new Cut(size, true));
      }
      cuts.add(new Cut(size, false));
      if (size == tokens) {
        return cuts;
      }
    }
  }

  private boolean scores() {
    return matmul.product() == DynamicKind.SCORES;
  }

  /**
   * The products of a cut; those of one shape are one.
   *
   * @param kept queries that are wanted; they are taken to be the first
   */
  List<Gemm> products(Cut cut, int kept) {
    Map<Gemm, Integer> shapes = new LinkedHashMap<>();
    for (int from = 0; from < (cut.byKeys() ? tokens : kept); from += cut.block()) {
      int end = cut.byKeys() ? tokens : kept;
      Range some = new Range(from, Math.min(end, from + cut.block()));
      int queries = cut.byKeys() ? queries(some, kept) : some.size();
      int keys = cut.byKeys() ? some.size() : keys(some);
      if (queries > 0) {
        int size = matmul.headSize();
        shapes.merge(
            scores() ? new Gemm(queries, size, keys, 1) : new Gemm(queries, keys, size, 1),
            matmul.heads(),
            Integer::sum);
      }
    }
    List<Gemm> products = new ArrayList<>();
    shapes.forEach((one, count) -> products.add(new Gemm(one.m(), one.k(), one.n(), count)));
    return products;
  }

  /** Keys that queries meet. */
  private int keys(Range queries) {
    Range keys = matmul.attention().keys(queries, tokens);
    return keys.size() + (matmul.attention().first() && keys.from() > 0 ? 1 : 0);
  }

  /** Queries that keys meet, of the first so many. */
  private int queries(Range keys, int kept) {
    if (matmul.attention().first() && keys.from() == 0) {
      return kept;
    }
    Range queries = matmul.attention().keys(keys, tokens);
    return Math.min(queries.to(), kept) - Math.min(queries.from(), kept);
  }

  /** Elements of both operands and of the results, each once: Q, K, QKᵀ or P, V, PV. */
  double elements(int kept) {
    return (double) (kept + tokens) * matmul.heads() * matmul.headSize() + pairs(kept);
  }

  /** Results of the kept queries. */
  double results(int kept) {
    return scores() ? pairs(kept) : (double) kept * matmul.heads() * matmul.headSize();
  }

  /** Pairs of the kept queries, of all heads. */
  double pairs(int kept) {
    return (double) matmul.heads() * matmul.attention().pairs(tokens) * kept / tokens;
  }
}
