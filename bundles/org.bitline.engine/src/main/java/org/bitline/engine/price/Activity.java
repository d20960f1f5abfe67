package org.bitline.engine.price;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.device.Load;
import org.bitline.api.workload.TokenSequence;
import org.bitline.engine.execute.ActivityLedger;
import org.bitline.engine.execute.ActivityLedger.Key;
import org.bitline.engine.execute.Measured;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/**
 * The activity of one inference of {@code sequenceLength} tokens.
 *
 * <p>A device predicts it from shapes with assumed densities. Where inputs have run, each action's
 * prediction is multiplied by what was recorded on them over what is predicted for them, so that
 * the densities are the measured ones.
 */
final class Activity {

  private static final SortedMap<Key, Double> EMPTY = Collections.emptySortedMap();

  private final Plan plan;
  private final Optional<Measured> measured;

  Activity(Plan plan, Optional<Measured> measured) {
    this.plan = plan;
    this.measured = measured;
  }

  /** Sums and maxima of an operation. */
  ActivityLedger of(PlacedOperation placed) {
    DeviceModels.Built device = plan.device(placed);
    ActivityLedger predicted = predict(placed, device, plan.workload().sequenceLength());
    return measured.map(m -> adjusted(placed, device, predicted, m)).orElse(predicted);
  }

  private static ActivityLedger predict(
      PlacedOperation placed, DeviceModels.Built device, int tokens) {
    ActivityLedger ledger = Measured.ledger();
    device.device().account(placed.operation(), new Load(tokens, placed.copies()), ledger);
    return ledger;
  }

  private ActivityLedger adjusted(
      PlacedOperation placed, DeviceModels.Built device, ActivityLedger predicted, Measured m) {
    Map<Integer, Integer> inputsByLength = new TreeMap<>();
    for (TokenSequence input : m.inputs()) {
      inputsByLength.merge(input.ids().length, 1, Integer::sum);
    }
    ActivityLedger expectedLedger = Measured.ledger();
    inputsByLength.forEach(
        (length, count) -> expectedLedger.merge(predict(placed, device, length).times(count)));
    Map<Key, Double> expected = expectedLedger.sums();
    ActivityLedger recordedLedger = m.activity().get(placed.operation().id());
    Map<Key, Double> recorded = recordedLedger.sums();
    recorded.forEach(
        (key, amount) -> {
          if (amount > 0 && expected.getOrDefault(key, 0.0) == 0) {
            throw new DeviceProblem(
                "the device "
                    + device.label()
                    + " recorded "
                    + key.component()
                    + " "
                    + key.action()
                    + " for "
                    + placed.operation().id()
                    + ", which its account() does not predict",
                null);
          }
        });
    ActivityLedger result = Measured.ledger();
    scaled(predicted.sums(), expected, recorded, m.trials())
        .forEach((key, amount) -> result.add(key.component(), key.action(), amount));
    predicted
        .alternatives()
        .forEach(
            (reckoning, amounts) ->
                scaled(
                        amounts,
                        expectedLedger.alternatives().getOrDefault(reckoning, EMPTY),
                        recordedLedger.alternatives().getOrDefault(reckoning, EMPTY),
                        m.trials())
                    .forEach(
                        (key, amount) ->
                            result.alternative(reckoning, key.component(), key.action(), amount)));
    predicted.maxima().forEach((key, amount) -> result.max(key.component(), key.action(), amount));
    return result;
  }

  /** Each prediction times what was recorded over what was expected on the same inputs. */
  private static SortedMap<Key, Double> scaled(
      Map<Key, Double> predicted,
      Map<Key, Double> expected,
      Map<Key, Double> recorded,
      int trials) {
    SortedMap<Key, Double> scaled = new TreeMap<>();
    predicted.forEach(
        (key, amount) -> {
          double foreseen = expected.getOrDefault(key, 0.0) * trials;
          double ratio = foreseen == 0 ? 1 : recorded.getOrDefault(key, 0.0) / foreseen;
          scaled.put(key, amount * ratio);
        });
    return scaled;
  }
}
