package org.bitline.device.reram;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.bitline.api.device.CostTable;
import org.bitline.api.device.Device;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Ledger;
import org.bitline.api.device.Load;
import org.bitline.api.device.Resident;
import org.bitline.api.device.Support;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.ActivationFormat;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.tensor.Scales;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;
import org.bitline.device.reram.ReramParameters.Conversion;
import org.bitline.numerics.CrossbarKernels;
import org.bitline.numerics.MatrixKernels;

/** A chip of ReRAM crossbars. */
final class ReramDevice implements Device {

  /** Input bits that are 1 where nothing has run. */
  private static final double ASSUMED_DENSITY = 0.5;

  private final ReramParameters p;
  private final CostTable costs;
  private final Programmer programmer;
  private final Counts counts;

  ReramDevice(ReramParameters p, CostTable costs, CrossbarKernels kernels, MatrixKernels dense) {
    this.p = p;
    this.costs = costs;
    this.programmer = new Programmer(p, kernels, dense);
    this.counts = new Counts(p);
  }

  @Override
  public Support supports(Operation operation) {
    if (operation instanceof StaticMatmul matmul) {
      int bits = bits(matmul);
      if (bits > p.weights().bits()) {
        return Support.no(
            "its "
                + p.slices(p.weights().bits())
                + " slices hold weights of "
                + p.weights().bits()
                + " bits, and quantise asks for "
                + bits);
      }
      return takes(matmul.activations());
    } else if (operation instanceof DynamicMatmul matmul) {
      return takes(matmul.activations());
    }
    return Support.no("crossbar arrays compute matrix products alone");
  }

  private Support takes(java.util.Optional<ActivationFormat> format) {
    int bits = format.map(ActivationFormat::bits).orElse(p.input().bits());
    if (format.isPresent() && !p.input().signed()) {
      return Support.no("its inputs have no sign, and quantise rounds to signed codes");
    }
    if (bits > p.input().bits()) {
      return Support.no(
          "its inputs have " + p.input().bits() + " bits, and quantise asks for " + bits);
    }
    return Support.yes();
  }

  @Override
  public Footprint capacity() {
    return Footprint.of(
        "arrays",
        Math.multiplyExact(
            p.chip().arraysPerTile() * p.chip().tilesPerChip(), (long) p.chip().chips()));
  }

  @Override
  public Footprint footprint(Operation operation) {
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

  private int bits(StaticMatmul matmul) {
    return matmul.weight().scales().map(Scales::bits).orElse(p.weights().bits());
  }

  private int inputBits(java.util.Optional<ActivationFormat> format) {
    return format.map(ActivationFormat::bits).orElse(p.input().bits());
  }

  @Override
  public Timing timing(Operation operation, Load load) {
    if (operation instanceof StaticMatmul matmul) {
      int tokens = Geometry.ceil(load.tokens(), load.copies());
      return pipeline(inputBits(matmul.activations()), tokens, 0, 1, "arrays of " + name(matmul));
    } else if (operation instanceof DynamicMatmul matmul) {
      HeadArrays heads = new HeadArrays(matmul, p);
      return pipeline(
          inputBits(matmul.activations()),
          load.tokens(),
          heads.writeSeconds(load.tokens()),
          heads.turns(load.tokens()),
          "arrays of " + operation.id());
    }
    throw new IllegalArgumentException(operation.kind());
  }

  private static String name(StaticMatmul matmul) {
    return matmul.weight().identity()
        + (matmul.isWhole() ? "" : matmul.rows() + "," + matmul.columns());
  }

  private Timing pipeline(int inputBits, int tokens, double write, int turns, String busy) {
    int steps = Designs.input(p, inputBits).steps();
    double conversion = p.array().columns() / p.adc().rate();
    boolean perStep = p.adc().conversion() == Conversion.PER_STEP;
    double reads = perStep ? p.array().readCycle() : steps * p.array().readCycle();
    boolean adcLimits = p.adc().bits() > 0 && conversion > reads;
    double cycle = adcLimits && perStep ? conversion : p.array().readCycle();
    double interval = turns * (perStep ? steps * cycle : Math.max(reads, conversion));
    double first = write + interval + p.chip().pipelineCycles() * cycle;
    String critical =
        write > tokens * interval ? "programming" : adcLimits ? "adc" : "array read cycle";
    return new Timing(first + (tokens - 1) * interval, first, interval, Set.of(busy), critical);
  }

  /** Drives that are not 0 where nothing has run. */
  private double assumed(double vectors, Geometry g, int inputBits) {
    return ASSUMED_DENSITY * vectors * g.rows() * Designs.input(p, inputBits).steps();
  }

  @Override
  public void account(Operation operation, Load load, Ledger ledger) {
    int n = load.tokens();
    if (operation instanceof StaticMatmul matmul) {
      Geometry g = geometry(matmul);
      int bits = inputBits(matmul.activations());
      counts.product(g, n, bits, assumed(n, g, bits), ledger);
      if (matmul.addsBias()) {
        counts.bias(n, g.columns(), ledger);
      }
    } else if (operation instanceof DynamicMatmul matmul) {
      HeadArrays heads = new HeadArrays(matmul, p);
      Geometry g = heads.geometry(n);
      int bits = inputBits(matmul.activations());
      double vectors = (double) n * matmul.heads();
      counts.program(g, matmul.heads(), ledger);
      counts.product(g, vectors, bits, assumed(vectors, g, bits), ledger);
      ledger.max(Roles.CELL, "write", heads.worstWrites(n));
    }
  }

  @Override
  public double loading(Operation operation, Ledger ledger) {
    if (!(operation instanceof StaticMatmul matmul)) {
      return 0;
    }
    Geometry g = geometry(matmul);
    counts.program(g, 1, ledger);
    return Geometry.writeSeconds(g.arrays(), Math.min(g.rows(), p.array().rows()), p);
  }

  @Override
  public Resident place(StaticMatmul matmul, Tensors tensors, RandomStream random) {
    Tensor whole = tensors.get(matmul.weight().identity());
    WeightCodes codes =
        WeightCodes.of(whole, matmul.rows(), matmul.columns(), matmul.weight().scales(), p);
    Place place = new Place(matmul.rows().from(), matmul.columns().from(), whole.columns());
    Programmed product = programmer.program(codes, inputBits(matmul.activations()), place, random);
    float[] bias =
        matmul.addsBias() ? tensors.get(matmul.bias().orElseThrow()).data() : new float[0];
    return new StaticProduct(matmul, product, bias, p.input(), counts);
  }

  @Override
  public Resident scratch(Operation operation, Tensors tensors, RandomStream random) {
    return new DynamicProduct((DynamicMatmul) operation, programmer);
  }

  @Override
  public CostTable costs() {
    return costs;
  }

  @Override
  public Map<String, Double> provision(Footprint used) {
    double tiles = Geometry.ceil(used.of("arrays"), p.chip().arraysPerTile());
    double imas = tiles * p.chip().imasPerTile();
    double arrays = imas * p.chip().arraysPerIma();
    double rows = arrays * p.array().rows();
    Map<String, Double> counts = new LinkedHashMap<>();
    counts.put(Roles.ADC, arrays);
    counts.put(Roles.DAC, rows);
    counts.put(Roles.SAMPLE_HOLD, arrays * p.array().columns());
    counts.put(Roles.CELL, arrays);
    // ISAAC: four shift-add units per IMA of eight arrays, and one per tile.
    counts.put(Roles.SHIFT_ADD, arrays / 2 + tiles);
    counts.put(Roles.REGISTER_IN, imas);
    counts.put(Roles.REGISTER_OUT, imas);
    counts.put(Roles.EDRAM, tiles);
    counts.put(Roles.BUS, tiles);
    counts.put(Roles.ROUTER, tiles / 4);
    counts.put(Roles.SIGMOID, 2 * tiles);
    counts.put(Roles.MAX_POOL, tiles);
    counts.put(Roles.REGISTER_TILE, tiles);
    // The links of a single chip are the experiment's own; more chips need one each.
    double chips = Math.ceil(tiles / p.chip().tilesPerChip());
    counts.put(Roles.LINK, chips > 1 ? chips : 0);
    return counts;
  }

  @Override
  public int resultBits(Operation operation) {
    return Counts.RESULT_BITS;
  }

  @Override
  public boolean random() {
    return Designs.random(p);
  }

  @Override
  public OptionalDouble endurance() {
    return OptionalDouble.of(p.cell().endurance());
  }
}
