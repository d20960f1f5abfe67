package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.bitline.api.mapping.Accuracy;
import org.bitline.api.result.Engine.Progress;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Setting;
import org.bitline.numerics.MatrixKernels;

/**
 * Noise measured per operation and device, and the curve from noise to loss measured on the device
 * that adds most: the fewest of its operations, beginning with those of least noise, whose noises
 * sum to at least a thirty-second, a sixteenth, … and the whole of the sum over all of them.
 * Nothing is measured before it is asked for.
 */
public final class MeasuredAccuracy implements Accuracy {

  private static final double[] PARTS = {1 / 32.0, 1 / 16.0, 1 / 8.0, 1 / 4.0, 1 / 2.0, 1};

  private final Setting setting;
  private final double budget;
  private final Supplier<NoiseStudy> study;
  private final Map<String, Map<String, Double>> noise = new HashMap<>();
  private LossCurve curve = new LossCurve(List.of());

  /**
   * For one setting.
   *
   * @param budget the loss that {@link #limit} keeps; infinite for none
   */
  public MeasuredAccuracy(
      Setting setting, double budget, MatrixKernels kernels, Workers workers, Progress progress) {
    this.setting = setting;
    this.budget = budget;
    this.study = new Once(() -> new NoiseStudy(setting, kernels, workers, progress));
  }

  private MeasuredAccuracy(MeasuredAccuracy other, double budget) {
    this.setting = other.setting;
    this.budget = budget;
    this.study = other.study;
    this.noise.putAll(other.noise);
    this.curve = other.curve;
  }

  /** The same measurements under another budget. */
  public MeasuredAccuracy within(double loss) {
    return new MeasuredAccuracy(this, loss);
  }

  /** Whether a mapper has asked for anything. */
  public synchronized boolean asked() {
    return !noise.isEmpty();
  }

  @Override
  public synchronized double noise(String operation, String device) {
    Double value = on(device).get(operation);
    if (value == null) {
      throw new IllegalArgumentException("the device " + device + " does not run " + operation);
    }
    return value;
  }

  private Map<String, Double> on(String device) {
    Map<String, Double> known = noise.get(device);
    if (known == null) {
      known = study.get().alone(setting.devices().get(device));
      noise.put(device, known);
    }
    return known;
  }

  @Override
  public synchronized double loss(double total) {
    return curve().loss(total);
  }

  @Override
  public synchronized double limit() {
    return Double.isInfinite(budget) ? Double.POSITIVE_INFINITY : curve().noise(budget);
  }

  /** Made when first asked for: it holds the weights in float32. */
  private static final class Once implements Supplier<NoiseStudy> {

    private final Supplier<NoiseStudy> maker;
    private Optional<NoiseStudy> made = Optional.empty();

    Once(Supplier<NoiseStudy> maker) {
      this.maker = maker;
    }

    @Override
    public synchronized NoiseStudy get() {
      if (made.isEmpty()) {
        made = Optional.of(maker.get());
      }
      return made.get();
    }
  }

  private LossCurve curve() {
    if (curve.points().isEmpty()) {
      curve = LossCurve.of(points());
    }
    return curve;
  }

  private List<LossCurve.Point> points() {
    DeviceModels.Built worst = setting.devices().values().iterator().next();
    for (DeviceModels.Built device : setting.devices().values()) {
      if (total(device) > total(worst)) {
        worst = device;
      }
    }
    double total = total(worst);
    List<LossCurve.Point> points = new ArrayList<>();
    if (total == 0) {
      return points;
    }
    List<Map.Entry<String, Double>> quiet = new ArrayList<>(on(worst.name()).entrySet());
    quiet.removeIf(entry -> entry.getValue() == 0);
    quiet.sort(Comparator.comparingDouble(Map.Entry::getValue));
    int done = 0;
    for (double part : PARTS) {
      Set<String> ids = new LinkedHashSet<>();
      double sum = 0;
      for (Map.Entry<String, Double> entry : quiet) {
        if (sum >= part * total * (1 - 1e-12)) {
          break;
        }
        ids.add(entry.getKey());
        sum += entry.getValue();
      }
      if (ids.size() > done) {
        done = ids.size();
        points.add(new LossCurve.Point(sum, study.get().loss(worst, ids)));
      }
    }
    return points;
  }

  private double total(DeviceModels.Built device) {
    return on(device.name()).values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The measured points, for a result's facts. */
  public synchronized List<Map<String, Object>> measuredPoints() {
    return curve.points().stream()
        .map(p -> Map.<String, Object>of("noise", p.noise(), "loss", p.loss()))
        .toList();
  }
}
