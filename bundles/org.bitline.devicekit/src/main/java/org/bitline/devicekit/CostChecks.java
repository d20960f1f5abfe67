package org.bitline.devicekit;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.device.Component;
import org.bitline.api.device.Device;
import org.bitline.api.device.Figure;
import org.bitline.api.device.Footprint;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.tensor.Segments;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.api.workload.Tensors;

/** What a device's costs must hold. */
final class CostChecks {

  private static final int[] TOKENS = {1, 2, 3, 5, 16, 64, 127, 128, 129, 512};
  private static final Set<String> BASES = Set.of("measured", "published", "assumed");

  private final Device device;
  private final Options options;
  private final Tensors tensors;
  private final Findings findings;

  CostChecks(Device device, Options options, Tensors tensors, Findings findings) {
    this.device = device;
    this.options = options;
    this.tensors = tensors;
    this.findings = findings;
  }

  /** Every number of the cost table. */
  void table() {
    device
        .costs()
        .components()
        .forEach(
            (role, component) -> {
              figure(role + " area", component.area());
              figure(role + " leakage", component.leakage());
              component
                  .actions()
                  .forEach(
                      (name, action) -> {
                        figure(role + " " + name + " energy", action.energy());
                        figure(role + " " + name + " latency", action.latency());
                      });
            });
  }

  private void figure(String name, Figure figure) {
    boolean finite = Double.isFinite(figure.low()) && Double.isFinite(figure.high());
    findings.check(
        finite
            && 0 <= figure.low()
            && figure.low() <= figure.nominal()
            && figure.nominal() <= figure.high(),
        name,
        "0 <= low <= nominal <= high does not hold for " + figure);
    findings.check(!figure.source().isBlank(), name, "it has no source");
    findings.check(BASES.contains(figure.basis()), name, "its basis is \"" + figure.basis() + "\"");
  }

  void check(Case test) {
    timing(test);
    RecordingLedger predicted = new RecordingLedger();
    Segments segments = test.inputs().get(0).segments();
    for (int s = 0; s < segments.count(); s++) {
      device.account(test.operation(), Load.of(segments.length(s)), predicted);
    }
    priced(test, predicted);
    RecordingLedger recorded = new RecordingLedger();
    RunChecks.run(RunChecks.ready(device, test.operation(), tensors), test, recorded);
    priced(test, recorded);
    compare(test, predicted.sums(), recorded.sums());
    loading(test);
  }

  private void compare(
      Case test, SortedMap<String, Double> predicted, SortedMap<String, Double> recorded) {
    SortedMap<String, Double> all = new TreeMap<>(predicted);
    all.putAll(recorded);
    for (String action : all.keySet()) {
      double foreseen = predicted.getOrDefault(action, 0.0);
      double happened = recorded.getOrDefault(action, 0.0);
      boolean fits =
          options.dataDependent().contains(action)
              ? happened == 0 || foreseen > 0
              : Math.abs(foreseen - happened) <= 1e-9 * Math.max(foreseen, happened);
      findings.check(
          fits,
          test,
          "account() predicts %s of %s, and run() recorded %s"
              .formatted(foreseen, action, happened));
    }
  }

  private void priced(Case test, RecordingLedger ledger) {
    ledger
        .components()
        .forEach(
            (action, role) -> {
              Component component = device.costs().components().get(role);
              findings.check(
                  component != null
                      && component.actions().containsKey(action.substring(role.length() + 1)),
                  test,
                  "the cost table does not price " + action);
            });
  }

  private void loading(Case test) {
    RecordingLedger ledger = new RecordingLedger();
    double seconds = device.loading(test.operation(), ledger);
    priced(test, ledger);
    findings.check(
        seconds >= 0 && Double.isFinite(seconds), test, "loading takes " + seconds + " s");
    findings.check(
        test.operation() instanceof StaticMatmul || ledger.sums().isEmpty(),
        test,
        "an operation without a weight is loaded");
  }

  private void timing(Case test) {
    double before = 0;
    for (int tokens : TOKENS) {
      Timing timing = device.timing(test.operation(), Load.of(tokens));
      String at = " for " + tokens + " tokens: " + timing;
      findings.check(
          timing.latencySeconds() > 0
              && Double.isFinite(timing.latencySeconds())
              && timing.firstResultSeconds() > 0
              && timing.intervalSeconds() > 0,
          test,
          "a time is not finite and positive" + at);
      double bound = timing.latencySeconds() * (1 + 1e-9);
      findings.check(
          timing.firstResultSeconds() <= bound && timing.intervalSeconds() <= bound,
          test,
          "the first result or the interval takes longer than the whole" + at);
      findings.check(
          timing.latencySeconds() >= before,
          test,
          "more tokens take less time, " + before + " s before" + at);
      findings.check(
          !timing.busy().isEmpty() && !timing.critical().isBlank(),
          test,
          "nothing is busy, or nothing is critical" + at);
      before = timing.latencySeconds();
    }
  }

  /** What must be there for an operation's footprint. */
  void provision(Operation operation) {
    Footprint one = device.footprint(operation);
    Map<String, Double> single = device.provision(one);
    Map<String, Double> twice = device.provision(one.plus(one));
    single.forEach(
        (role, count) -> {
          findings.check(
              device.costs().components().containsKey(role),
              operation.id(),
              "provision() names " + role + ", which the cost table does not have");
          findings.check(
              count >= 0 && Double.isFinite(count),
              operation.id(),
              "provision() asks for " + count + " of " + role);
          findings.check(
              twice.getOrDefault(role, 0.0) >= count,
              operation.id(),
              "twice the footprint needs fewer of " + role);
        });
  }
}
