package org.bitline.engine.price;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Schedule;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.mapping.Scheduler.Wait;

/**
 * The jobs that the latency passes in, found backwards from the job that ends last: each stretch
 * ends when the next one could begin, and that is because of a result, of something occupied, or of
 * the layer's end, in this order where several end at once. The stretches follow one another
 * without a gap, so their sum is the latency.
 *
 * <p>From slots alone, a job that overlaps its producer is on the path from the producer's end on,
 * and what no job that has ended accounts for is a stretch without a job. Schedulers that know more
 * give their own path.
 */
final class CriticalPath {

  /** Of the latency: what may be between two stretches. */
  private static final double TOLERANCE = 1e-9;

  private final List<Job> jobs;
  private final List<Slot> slots;
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<Integer> visited = new HashSet<>();

  private CriticalPath(List<Job> jobs, List<Slot> slots) {
    this.jobs = jobs;
    this.slots = slots;
    for (int i = 0; i < jobs.size(); i++) {
      places.put(jobs.get(i).id(), i);
    }
  }

  /** A job, and why another waits for it. */
  private record Cause(int place, Wait why) {}

  /** The scheduler's own path, if it has given one, else that of the slots. */
  static List<Step> of(List<Job> jobs, Schedule schedule) {
    List<Step> path =
        schedule.criticalPath().isEmpty()
            ? new CriticalPath(jobs, schedule.slots()).walk()
            : schedule.criticalPath();
    check(path, schedule.latencySeconds());
    return path;
  }

  private static void check(List<Step> path, double latency) {
    double at = 0;
    for (Step step : path) {
      boolean follows = Math.abs(step.start() - at) <= TOLERANCE * latency;
      if (!follows || step.end() < step.start()) {
        throw new DeviceProblem(
            "the scheduler's critical path does not go on from " + at + " s: " + step, null);
      }
      at = step.end();
    }
    if (Math.abs(at - latency) > TOLERANCE * latency) {
      throw new DeviceProblem(
          "the scheduler's critical path ends at " + at + " s, the schedule at " + latency + " s",
          null);
    }
  }

  private List<Step> walk() {
    List<Step> path = new ArrayList<>();
    Optional<Cause> next = Optional.empty();
    for (int i = 0; i < slots.size(); i++) {
      if (next.isEmpty() || slots.get(i).end() > slots.get(next.get().place()).end()) {
        next = Optional.of(new Cause(i, Wait.RESULT));
      }
    }
    double at = next.map(cause -> slots.get(cause.place()).end()).orElse(0.0);
    while (next.isPresent()) {
      Cause here = next.get();
      Slot slot = slots.get(here.place());
      visited.add(here.place());
      Optional<Cause> before = before(here.place(), at);
      double from = before.map(c -> slots.get(c.place()).end()).orElse(0.0);
      double begun = Math.max(Math.min(slot.start(), at), from);
      add(path, new Step(slot.id(), begun, at, here.why()));
      add(path, new Step("", Math.min(from, begun), begun, Wait.NOTHING));
      at = Math.min(from, begun);
      next = before;
    }
    Collections.reverse(path);
    return path;
  }

  private static void add(List<Step> path, Step step) {
    if (step.end() > step.start()) {
      path.add(step);
    }
  }

  /** Which job's end before a time let the one in a place go on. */
  private Optional<Cause> before(int place, double at) {
    Job job = jobs.get(place);
    Optional<Cause> best = Optional.empty();
    for (String producer : job.after()) {
      best = later(best, new Cause(places.get(producer), Wait.RESULT), at);
    }
    double start = Math.min(at, slots.get(place).start());
    for (int i = 0; i < jobs.size(); i++) {
      boolean shared = !Collections.disjoint(jobs.get(i).resources(), job.resources());
      best = later(best, new Cause(i, shared ? Wait.RESOURCE : Wait.BARRIER), start);
    }
    return best;
  }

  /** The one that ends later, at most at a time; of two that end at once the stronger reason. */
  private Optional<Cause> later(Optional<Cause> best, Cause other, double at) {
    double end = slots.get(other.place()).end();
    if (visited.contains(other.place()) || end > at) {
      return best;
    }
    if (best.isEmpty()) {
      return Optional.of(other);
    }
    int order = Double.compare(end, slots.get(best.get().place()).end());
    boolean better = order > 0 || order == 0 && other.why().compareTo(best.get().why()) < 0;
    return better ? Optional.of(other) : best;
  }
}
