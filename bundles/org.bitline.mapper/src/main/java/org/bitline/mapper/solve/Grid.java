package org.bitline.mapper.solve;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Rounds the numbers of an instance so that sums of them are exact.
 *
 * <p>Every energy becomes a multiple of one power of two, 2^-51 of what all of them can add up to;
 * so do times and noises. Then double additions have no rounding, a sum does not depend on its
 * order, and two assignments of equal cost compare as equal: dominance and repeatability need it.
 * The error of a total is below 10^-12 of it for the sizes at hand.
 */
final class Grid {

  private static final int BITS = 51;
  private static final int LEAST_EXPONENT = -900;

  private Grid() {}

  /** The instance with rounded numbers. */
  static Instance onGrid(Instance instance) {
    double joules = unit(instance, Instance.Choice::energyJoules, Instance.Move::energyJoules);
    double seconds = unit(instance, Instance.Choice::latencySeconds, Instance.Move::latencySeconds);
    double noise = unit(instance, Instance.Choice::noise, m -> 0);
    return new Instance(
        instance.devices(),
        instance.resources(),
        instance.operations().stream()
            .map(
                o ->
                    new Instance.Operation(
                        o.id(),
                        o.layer(),
                        o.inputs(),
                        o.weight(),
                        o.choices().stream().map(c -> choice(c, joules, seconds, noise)).toList(),
                        o.moves().stream().map(m -> move(m, joules, seconds)).toList()))
            .toList());
  }

  private static Instance.Choice choice(
      Instance.Choice c, double joules, double seconds, double noise) {
    return new Instance.Choice(
        c.device(),
        round(c.energyJoules(), joules),
        round(c.latencySeconds(), seconds),
        c.busy(),
        c.footprint(),
        round(c.noise(), noise));
  }

  private static Instance.Move move(Instance.Move m, double joules, double seconds) {
    return new Instance.Move(
        m.from(),
        m.to(),
        m.link(),
        round(m.energyJoules(), joules),
        round(m.latencySeconds(), seconds));
  }

  private static double unit(
      Instance instance,
      ToDoubleFunction<Instance.Choice> ofChoice,
      ToDoubleFunction<Instance.Move> ofMove) {
    double sum = 0;
    for (Instance.Operation operation : instance.operations()) {
      sum += largest(operation.choices(), ofChoice);
      sum += instance.devices().size() * largest(operation.moves(), ofMove);
    }
    return Math.scalb(1.0, Math.max(Math.getExponent(sum), LEAST_EXPONENT) + 1 - BITS);
  }

  private static <T> double largest(List<T> of, ToDoubleFunction<T> value) {
    return of.stream().mapToDouble(value).max().orElse(0);
  }

  private static double round(double value, double unit) {
    return Math.rint(value / unit) * unit;
  }
}
