package org.bitline.device.dram;

import java.util.Set;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.Add;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * Time of an operation: host writes of operands that are not resident, then the PIM kernel, then
 * host reads of the results, one after another because PIM mode blocks the channel. All take as
 * long as the busiest channel. The host adds lanes as fast as it reads them.
 *
 * <p>Tokens follow one another: the kernel reads all weights for each of them. Copies of a weight
 * have a share of the channels each, and a share of the tokens.
 */
final class PimTiming {

  /** What is busy: PIM mode takes all channels. */
  static final String CHANNELS = "channels";

  private final DramPimParameters p;
  private final KernelCycles cycles;

  PimTiming(DramPimParameters p) {
    this.p = p;
    this.cycles = new KernelCycles(p);
  }

  private record Parts(double host, double kernel) {
    double seconds() {
      return host + kernel;
    }
  }

  Timing of(Operation operation, Load load) {
    Parts whole = parts(operation, load.tokens(), load);
    double latency = whole.seconds();
    double first = Math.min(latency, parts(operation, 1, load).seconds());
    double interval = load.tokens() == 1 ? latency : (latency - first) / (load.tokens() - 1);
    String critical = whole.host() > whole.kernel() ? "host traffic" : "PIM units";
    // Copies may finish all tokens together with the first.
    return new Timing(
        latency,
        first,
        interval > 0 ? interval : latency / load.tokens(),
        Set.of(CHANNELS),
        critical);
  }

  private Parts parts(Operation operation, int vectors, Load load) {
    if (operation instanceof StaticMatmul matmul) {
      return product(Gemv.of(matmul, vectors), load.copies());
    } else if (operation instanceof DynamicMatmul matmul) {
      return dynamic(Gemv.of(matmul, load.tokens(), vectors));
    } else if (operation instanceof Add add) {
      return sum((long) vectors * add.columns());
    }
    throw new IllegalArgumentException("the device does not run " + operation.kind());
  }

  private Parts product(Gemv gemv, int copies) {
    int groups = Math.min(copies, p.channels());
    int tiles = PimUnit.ceil(gemv.outputTiles(), p.channels() / groups);
    long passes = (long) PimUnit.ceil(gemv.vectors(), groups) * tiles;
    return new Parts(reading(passes, gemv), kernel(passes, gemv));
  }

  private Parts dynamic(Gemv gemv) {
    int groups =
        p.kernel().spreadHeads()
            ? Math.max(1, Math.min(gemv.heads(), p.channels() / gemv.outputTiles()))
            : 1;
    int matrices =
        PimUnit.ceil(gemv.heads(), groups) * PimUnit.ceil(gemv.outputTiles(), p.channels());
    long passes = (long) gemv.vectors() * matrices;
    double bits = (double) matrices * gemv.inputs() * busiest(gemv) * PimUnit.ELEMENT_BITS;
    double writing = bits / p.hostBandwidth();
    return new Parts(writing + reading(passes, gemv), kernel(passes, gemv));
  }

  private double kernel(long passes, Gemv gemv) {
    return cycles.gemv(passes, gemv.inputTiles()) * p.clock();
  }

  /** Reading 16 partial sums of each result of the busiest channel. */
  private double reading(long passes, Gemv gemv) {
    return (double) passes * busiest(gemv) * PimUnit.BURST_BITS / p.hostBandwidth();
  }

  /** Outputs of a pass in the busiest channel: the layout fills a channel before the next. */
  private static int busiest(Gemv gemv) {
    return Math.min(gemv.outputs(), PimUnit.TILE_OUTPUTS);
  }

  private Parts sum(long elements) {
    double bits = 3.0 * elements * PimUnit.ELEMENT_BITS;
    long tiles = PimUnit.ceil(elements, (long) PimUnit.TILE_ELEMENTS * p.channels());
    return new Parts(bits / (p.channels() * p.hostBandwidth()), cycles.add(tiles) * p.clock());
  }

  /** Writing a matrix into all channels. */
  double loading(Gemv gemv) {
    return gemv.matrixBits() / (p.channels() * p.hostBandwidth());
  }
}
