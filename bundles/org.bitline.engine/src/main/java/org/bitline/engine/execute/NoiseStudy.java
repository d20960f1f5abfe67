package org.bitline.engine.execute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.bitline.api.device.Resident;
import org.bitline.api.result.Engine.Progress;
import org.bitline.api.tensor.Block;
import org.bitline.api.tensor.RandomStream;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.TokenSequence;
import org.bitline.engine.execute.PartialRun.Known;
import org.bitline.engine.execute.PartialRun.Placed;
import org.bitline.engine.json.JsonFiles;
import org.bitline.engine.output.Digest;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Setting;
import org.bitline.numerics.KeyedStream;
import org.bitline.numerics.MatrixKernels;

/**
 * What operations do to the workload's output when they run on devices: one alone, or some of them.
 *
 * <p>Noise is measured on the first inputs of the task, {@value #CALIBRATION_TOKENS} tokens at
 * most, over {@link #trials} draws of the device, those of the run itself.
 */
final class NoiseStudy {

  static final int CALIBRATION_TOKENS = 384;
  private static final int LARGEST_TRIALS = 2;

  private final Setting setting;
  private final Workers workers;
  private final Progress progress;
  private final PartialRun partial;
  private final Reference reference;
  private final List<Batch> batches;
  private final NoiseCache cache = NoiseCache.standard();
  private Optional<Known> first = Optional.empty();

  NoiseStudy(Setting setting, MatrixKernels kernels, Workers workers, Progress progress) {
    this.setting = setting;
    this.workers = workers;
    this.progress = progress;
    this.reference = new Reference(setting.workload(), kernels);
    this.partial = new PartialRun(reference);
    this.batches = Batch.of(setting.task().orElseThrow().instance().inputs());
  }

  private int trials(DeviceModels.Built device) {
    return device.device().random() ? Math.min(LARGEST_TRIALS, setting.experiment().trials()) : 1;
  }

  private List<TokenSequence> calibration() {
    List<TokenSequence> inputs = setting.task().orElseThrow().instance().inputs();
    List<TokenSequence> first = new ArrayList<>();
    int tokens = 0;
    for (TokenSequence input : inputs) {
      tokens += input.ids().length;
      if (!first.isEmpty() && tokens > CALIBRATION_TOKENS) {
        break;
      }
      first.add(input);
    }
    return first;
  }

  /** Noise of every operation that a device supports, each alone. */
  Map<String, Double> alone(DeviceModels.Built device) {
    List<TokenSequence> inputs = calibration();
    List<Operation> operations =
        setting.workload().graph().operations().stream()
            .filter(operation -> device.device().supports(operation).supported())
            .toList();
    Map<String, Double> noise = new LinkedHashMap<>();
    Map<String, String> missing = new LinkedHashMap<>();
    for (Operation operation : operations) {
      String digest = digest(device, operation, inputs);
      cache
          .get(digest)
          .ifPresentOrElse(
              value -> noise.put(operation.id(), value), () -> missing.put(operation.id(), digest));
    }
    if (!missing.isEmpty()) {
      progress.begin("noise of operations on " + device.name(), missing.size());
      List<Known> known = Batch.of(inputs).stream().map(this::known).toList();
      List<Callable<Double>> tasks = new ArrayList<>();
      for (Operation operation : operations) {
        if (missing.containsKey(operation.id())) {
          tasks.add(() -> alone(device, operation, known));
        }
      }
      List<Double> measured = workers.all(tasks);
      int i = 0;
      for (Map.Entry<String, String> entry : missing.entrySet()) {
        noise.put(entry.getKey(), measured.get(i));
        cache.put(entry.getValue(), measured.get(i++));
      }
    }
    return noise;
  }

  private Known known(Batch batch) {
    return new Known(batch, reference.run(batch.block()));
  }

  private double alone(DeviceModels.Built device, Operation operation, List<Known> known) {
    Deviation deviation = new Deviation();
    for (int trial = 0; trial < trials(device); trial++) {
      Map<String, Placed> placed = placed(device, List.of(operation), trial);
      for (Known batch : known) {
        deviation.add(output(batch), partial.run(batch, placed));
      }
    }
    progress.advance(1);
    return deviation.ratio();
  }

  private Block output(Known batch) {
    return batch.values().get(setting.workload().graph().output());
  }

  private Map<String, Placed> placed(
      DeviceModels.Built device, List<Operation> operations, int trial) {
    RandomStream stream = KeyedStream.of(setting.experiment().seed()).at(trial);
    Map<String, Placed> placed = new LinkedHashMap<>();
    for (Operation operation : operations) {
      Resident resident =
          PlacedResidents.place(device, operation, setting.workload().tensors(), stream);
      if (device.device().calibrates(operation)) {
        resident = resident.calibrated(List.of(partial.inputs(first(), operation)));
      }
      placed.put(
          operation.id(),
          new Placed(resident, stream.at("run").at(device.name()).at(operation.id())));
    }
    return placed;
  }

  /** The first batch, to which a run fits ranges too. */
  private synchronized Known first() {
    if (first.isEmpty()) {
      first = Optional.of(known(batches.get(0)));
    }
    return first.get();
  }

  /** The metric's loss against FP32, over all inputs, with some operations on a device. */
  double loss(DeviceModels.Built device, Set<String> ids) {
    int trials = lossTrials(device);
    List<TokenSequence> inputs = setting.task().orElseThrow().instance().inputs();
    Digest digest = digest(device, inputs).add("loss " + trials + " " + ids);
    setting.task().orElseThrow().instance().sources().forEach(s -> digest.add(Digest.of(s)));
    String key = digest.hex();
    return cache
        .get(key)
        .orElseGet(
            () -> {
              double loss = loss(device, ids, trials);
              cache.put(key, loss);
              return loss;
            });
  }

  private double loss(DeviceModels.Built device, Set<String> ids, int trials) {
    List<Operation> operations =
        setting.workload().graph().operations().stream()
            .filter(operation -> ids.contains(operation.id()))
            .toList();
    double sum = 0;
    progress.begin("loss of " + ids.size() + " operations on " + device.name(), trials);
    for (int trial = 0; trial < trials; trial++) {
      Map<String, Placed> placed = placed(device, operations, trial);
      List<Callable<List<List<float[]>>>> tasks = new ArrayList<>();
      for (Batch batch : batches) {
        tasks.add(
            () -> {
              Known known = known(batch);
              return List.of(
                  TrialRun.rows(output(known)), TrialRun.rows(partial.run(known, placed)));
            });
      }
      List<float[]> exact = new ArrayList<>();
      List<float[]> rows = new ArrayList<>();
      for (List<List<float[]>> result : workers.all(tasks)) {
        exact.addAll(result.get(0));
        rows.addAll(result.get(1));
      }
      sum += score(exact) - score(rows);
      progress.advance(1);
    }
    return sum / trials;
  }

  private double score(List<float[]> rows) {
    Setting.BoundTask task = setting.task().orElseThrow();
    return task.instance().score(rows).get(task.type().metrics().get(0));
  }

  /** How many draws a loss is averaged over: fewer where the inputs are many. */
  private int lossTrials(DeviceModels.Built device) {
    long tokens = batches.stream().mapToLong(batch -> batch.block().rows()).sum();
    return tokens > 8192 ? 1 : trials(device);
  }

  private String digest(
      DeviceModels.Built device, Operation operation, List<TokenSequence> inputs) {
    return digest(device, inputs).add(operation.toString()).hex();
  }

  private Digest digest(DeviceModels.Built device, List<TokenSequence> inputs) {
    Digest digest =
        new Digest()
            .add("bitline noise 1 " + setting.experiment().seed() + " " + trials(device))
            .add(String.valueOf(setting.original().facts()))
            .add(JsonFiles.canonical(setting.experiment().workload().values()));
    setting.experiment().transforms().forEach(t -> digest.add(JsonFiles.canonical(t.values())));
    digest
        .add(device.name())
        .add(device.model().type())
        .add(JsonFiles.canonical(device.model().parameters().values()))
        .add(device.parameters().toString());
    for (TokenSequence input : inputs) {
      digest.add(input.key() + " " + Arrays.toString(input.ids()));
    }
    return digest;
  }
}
