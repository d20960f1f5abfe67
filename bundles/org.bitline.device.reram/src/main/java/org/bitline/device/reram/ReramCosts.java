package org.bitline.device.reram;

import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.Scales;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;

/** What operations take, from shapes alone: arrays, time, activity, programming. */
final class ReramCosts {

  private final ReramParameters p;
  private final Counts counts;
  private final Writes writes;
  private final Hierarchy hierarchy;

  ReramCosts(ReramParameters p, CostTable costs) {
    this.p = p;
    var cell = costs.components().get(Roles.CELL).actions();
    this.counts =
        new Counts(
            p, costs.components().keySet(), cell.containsKey("conduct"), cell.containsKey("read"));
    this.writes = Writes.of(p);
    this.hierarchy = new Hierarchy(p, costs.components().keySet());
    hierarchy.close(costs);
  }

  Counts counts() {
    return counts;
  }

  Footprint capacity() {
    return Footprint.of(
        "arrays",
        Math.multiplyExact(
            p.chip().arraysPerTile() * p.chip().tilesPerChip(), (long) p.chip().chips()));
  }

  Footprint footprint(Operation operation) {
    if (operation instanceof StaticMatmul matmul) {
      return Footprint.of("arrays", geometry(matmul).arrays());
    } else if (operation instanceof DynamicMatmul matmul) {
      return Footprint.of("arrays", new HeadArrays(matmul, p).provided());
    }
    return Footprint.NONE;
  }

  private Geometry geometry(StaticMatmul matmul) {
    return Geometry.of(matmul.rows().size(), matmul.columns().size(), bits(matmul), p);
  }

  int bits(StaticMatmul matmul) {
    return matmul.weight().scales().map(Scales::bits).orElse(p.weights().bits());
  }

  int inputBits(Optional<ActivationFormat> format) {
    return format.map(ActivationFormat::bits).orElse(p.input().bits());
  }

  Timing timing(Operation operation, Load load) {
    if (operation instanceof StaticMatmul matmul) {
      int tokens = Geometry.ceil(load.tokens(), load.copies());
      return Pipeline.of(p, geometry(matmul), inputBits(matmul.activations()))
          .timing(tokens, 0, 1, "arrays of " + name(matmul));
    } else if (operation instanceof DynamicMatmul matmul) {
      HeadArrays heads = new HeadArrays(matmul, p);
      int tokens = load.tokens();
      return Pipeline.of(p, heads.largest(tokens), inputBits(matmul.activations()))
          .timing(
              tokens,
              heads.writeSeconds(tokens, writes),
              heads.turnsOfToken(tokens),
              "arrays of " + operation.id());
    }
    throw new IllegalArgumentException(operation.kind());
  }

  private static String name(StaticMatmul matmul) {
    return matmul.weight().identity()
        + (matmul.isWhole() ? "" : matmul.rows() + "," + matmul.columns());
  }

  void account(Operation operation, Load load, Ledger ledger) {
    int n = load.tokens();
    if (operation instanceof StaticMatmul matmul) {
      Geometry g = geometry(matmul);
      assumed(g, g.rows(), n, inputBits(matmul.activations()), ledger);
      if (matmul.addsBias()) {
        counts.bias(n, g.columns(), ledger);
      }
    } else if (operation instanceof DynamicMatmul matmul) {
      HeadArrays heads = new HeadArrays(matmul, p);
      counts.program(heads.geometry(n), p.weights().bits(), matmul.heads(), ledger);
      int bits = inputBits(matmul.activations());
      heads
          .reads(n, IntStream.range(0, n).toArray())
          .forEach(
              (read, some) ->
                  assumed(
                      read.geometry(),
                      read.driven(),
                      (double) some * matmul.heads(),
                      bits,
                      ledger));
      ledger.max(Roles.CELL, "write", heads.worstWrites(n));
    }
  }

  /** Products of which so many rows have inputs. */
  private void assumed(Geometry g, int driven, double vectors, int inputBits, Ledger ledger) {
    Reading reading = counts.assumed(g, driven, vectors, Designs.input(p, inputBits));
    counts.product(g, inputBits, reading, ledger);
  }

  double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    Geometry g = geometry(matmul);
    counts.program(g, bits(matmul), 1, ledger);
    return writes.seconds(g.arrays(), Math.min(g.rows(), p.array().rows()));
  }

  Map<String, Double> provision(Footprint used) {
    return hierarchy.provision(Geometry.ceil(used.of("arrays"), p.chip().arraysPerTile()));
  }
}
