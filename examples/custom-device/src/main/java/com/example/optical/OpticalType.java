package com.example.optical;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.DeviceContext;
import org.bitline.api.device.DeviceType;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.unit.Param;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.osgi.service.component.annotations.Component;

/** An optical core: a product per clock, Gaussian noise on every output. */
@Component(service = DeviceType.class)
public final class OpticalType implements DeviceType<OpticalType.Parameters> {

  public record Parameters(
      @Param(doc = "Time of one product with a vector.", unit = "s", above = 0) double clock,
      @Param(doc = "Noise of an output, of its row's largest.", byDefault = "0.01", min = 0) double noise) {}

  @Override public String id() { return "optical"; }

  @Override public String summary() { return "An optical core with output noise (example)"; }

  @Override public Class<Parameters> parameters() { return Parameters.class; }

  @Override public Device create(Parameters p, DeviceContext context) {
    CostTable costs = new CostTable(new TreeMap<>(Map.of("core", context.component("core"))));
    return new Optical(p, costs);
  }

  private record Optical(Parameters p, CostTable costs) implements Device {

    @Override public Support supports(Operation operation) {
      return operation instanceof StaticMatmul ? Support.yes() : Support.no("light multiplies by weights alone");
    }

    @Override public Footprint capacity() { return Footprint.of("weights", 50_000_000); }

    @Override public Footprint footprint(Operation operation) { return Footprint.of("weights", operation.macs(1)); }

    @Override public Timing timing(Operation operation, Load load) {
      return Timing.of(load.tokens() * p.clock() / load.copies(), load.tokens(), "core");
    }

    @Override public void account(Operation operation, Load load, Ledger ledger) {
      ledger.add("core", "mac", operation.macs(load.tokens()));
    }

    @Override public Resident place(StaticMatmul m, Tensors tensors, RandomStream placed) {
      Tensor w = tensors.get(m.weight().identity());
      Optional<Tensor> bias = m.addsBias() ? m.bias().map(tensors::get) : Optional.empty();
      return (inputs, kept, random, ledger) -> {
        Block x = inputs.get(0);
        Block y = Block.zeros(x.segments(), m.columns().size(), 32);
        for (int s = 0; s < x.segments().count(); s++) {
          for (int r = x.segments().start(s); r < x.segments().start(s + 1); r++) {
            if (kept.keeps(r)) {
              row(m, w, bias, x, y, r, random.at(x.segments().key(s)).at(r - x.segments().start(s)));
              ledger.add("core", "mac", m.macs(1));
            }
          }
        }
        return y;
      };
    }

    private void row(StaticMatmul m, Tensor w, Optional<Tensor> bias, Block x, Block y, int r, RandomStream random) {
      int n = y.columns();
      float[] noise = new float[n];
      random.gaussians(m.columns().from(), noise, 0, n);
      float[] sum = new float[n];
      for (int k = m.rows().from(); k < m.rows().to(); k++) {
        for (int c = 0; c < n; c++) {
          sum[c] += x.data()[r * x.columns() + k] * w.at(k, m.columns().from() + c);
        }
      }
      float largest = 0;
      for (float value : sum) { largest = Math.max(largest, Math.abs(value)); }
      for (int c = 0; c < n; c++) {
        float b = bias.isPresent() ? bias.get().data()[m.columns().from() + c] : 0;
        y.data()[r * n + c] = sum[c] + (float) p.noise() * largest * noise[c] + b;
      }
    }

    @Override public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
      throw new IllegalArgumentException(operation.kind());
    }

    @Override public Map<String, Double> provision(Footprint used) { return Map.of("core", 1.0); }

    @Override public boolean random() { return p.noise() > 0; }
  }
}
