package org.bitline.engine.price;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Pace;
import org.bitline.api.mapping.Scheduler.Schedule;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.mapping.Scheduler.Wait;
import org.bitline.mapper.LayerBarrierScheduler;
import org.bitline.mapper.TokenPipelineScheduler;
import org.bitline.mapper.TokenPipelineScheduler.Sharing;
import org.junit.jupiter.api.Test;

class CriticalPathTest {

  private static Job job(String id, int layer, String resource, double seconds, String... after) {
    return new Job(id, layer, Set.of(resource), seconds, List.of(after));
  }

  private static List<Step> barrier(List<Job> jobs) {
    return CriticalPath.of(jobs, barrierSchedule(jobs));
  }

  private static Schedule barrierSchedule(List<Job> jobs) {
    return new LayerBarrierScheduler().schedule(new LayerBarrierScheduler.Parameters(), jobs);
  }

  private static List<Job> random(Random random) {
    List<Job> jobs = new ArrayList<>();
    int layer = 0;
    int tokens = 1 + random.nextInt(6);
    for (int i = 0; i < 2 + random.nextInt(14); i++) {
      layer += random.nextInt(3) == 0 ? 1 : 0;
      Set<String> resources = new TreeSet<>();
      Set<String> after = new TreeSet<>();
      Map<String, Integer> ahead = new HashMap<>();
      for (int r = 0; r < random.nextInt(3); r++) {
        resources.add("r" + random.nextInt(4));
      }
      for (int a = 0; i > 0 && a < random.nextInt(3); a++) {
        String before = "j" + random.nextInt(i);
        after.add(before);
        ahead.put(before, random.nextInt(tokens + 1));
      }
      double first = (1 + random.nextInt(20)) / 7.0;
      double interval = random.nextInt(4) / 3.0;
      jobs.add(
          new Job(
              "j" + i,
              layer,
              resources,
              first + (tokens - 1) * interval,
              List.copyOf(after),
              new Pace(tokens, first, interval),
              ahead));
    }
    return jobs;
  }

  private static void closes(List<Step> path, List<Job> jobs, double latency, int seed) {
    double sum = 0;
    double at = 0;
    Map<String, Job> byId = new HashMap<>();
    jobs.forEach(job -> byId.put(job.id(), job));
    for (int i = 0; i < path.size(); i++) {
      Step step = path.get(i);
      assertEquals(at, step.start(), 1e-12, "seed " + seed + ": " + path);
      assertTrue(step.seconds() > 0, "seed " + seed + ": " + path);
      if (i + 1 < path.size()
          && step.next() == Wait.RESULT
          && byId.containsKey(path.get(i + 1).id())) {
        assertTrue(
            byId.get(path.get(i + 1).id()).after().contains(step.id()),
            "seed " + seed + ": " + path.get(i + 1) + " does not need " + step.id());
      }
      sum += step.seconds();
      at = step.end();
    }
    assertEquals(latency, sum, 1e-9 * latency, "seed " + seed + ": " + path);
  }

  @Test
  void theStretchesOfBothSchedulersSumToTheLatency() {
    for (int seed = 0; seed < 400; seed++) {
      List<Job> jobs = random(new Random(seed));
      Schedule layers = barrierSchedule(jobs);
      closes(CriticalPath.of(jobs, layers), jobs, layers.latencySeconds(), seed);
      for (Sharing sharing : Sharing.values()) {
        Schedule tokens =
            new TokenPipelineScheduler()
                .schedule(new TokenPipelineScheduler.Parameters(sharing), jobs);
        closes(tokens.criticalPath(), jobs, tokens.latencySeconds(), seed);
        closes(CriticalPath.of(jobs, tokens), jobs, tokens.latencySeconds(), seed);
        // A scheduler that tells slots alone: the path is coarser and closes all the same.
        Schedule slots =
            new Schedule(tokens.slots(), tokens.latencySeconds(), tokens.intervalSeconds());
        closes(CriticalPath.of(jobs, slots), jobs, tokens.latencySeconds(), seed);
      }
    }
  }

  @Test
  void noTwoJobsOfTheBarrierHoldOneResourceAtOnce() {
    for (int seed = 0; seed < 400; seed++) {
      List<Job> jobs = random(new Random(seed));
      List<Slot> slots = barrierSchedule(jobs).slots();
      for (int i = 0; i < jobs.size(); i++) {
        for (int j = 0; j < i; j++) {
          Set<String> shared = new TreeSet<>(jobs.get(i).resources());
          shared.retainAll(jobs.get(j).resources());
          boolean apart =
              slots.get(i).start() >= slots.get(j).end()
                  || slots.get(j).start() >= slots.get(i).end();
          assertTrue(shared.isEmpty() || apart, "seed " + seed + ": " + slots);
        }
      }
    }
  }

  @Test
  void resultsResourcesAndBarriersAreTold() {
    List<Step> path =
        barrier(
            List.of(
                job("a", 1, "x", 1),
                job("b", 1, "y", 2, "a"),
                job("c", 1, "y", 4),
                job("d", 2, "x", 3, "a")));
    assertEquals(
        List.of(
            new Step("a", 0, 1, Wait.RESULT),
            new Step("b", 1, 3, Wait.RESOURCE),
            new Step("c", 3, 7, Wait.BARRIER),
            new Step("d", 7, 10, Wait.RESULT)),
        path);
  }

  @Test
  void timeInWhichNothingRunsIsToldAsSuch() {
    List<Job> jobs = List.of(job("a", 1, "x", 1), job("b", 1, "x", 1));
    Schedule late = new Schedule(List.of(new Slot("a", 0.5, 1.5), new Slot("b", 2, 3)), 3, 3);
    assertEquals(
        List.of(
            new Step("", 0, 0.5, Wait.NOTHING),
            new Step("a", 0.5, 1.5, Wait.RESOURCE),
            new Step("", 1.5, 2, Wait.NOTHING),
            new Step("b", 2, 3, Wait.RESULT)),
        CriticalPath.of(jobs, late));
  }

  @Test
  void aPathThatDoesNotCloseIsRefused() {
    List<Job> jobs = List.of(job("a", 1, "x", 1));
    List<Slot> slots = List.of(new Slot("a", 0, 1));
    Schedule shorter = new Schedule(slots, 1, 1, List.of(new Step("a", 0, 0.5, Wait.RESULT)));
    DeviceProblem problem = assertThrows(DeviceProblem.class, () -> CriticalPath.of(jobs, shorter));
    assertEquals(
        "the scheduler's critical path ends at 0.5 s, the schedule at 1.0 s", problem.getMessage());
    Schedule gap = new Schedule(slots, 1, 1, List.of(new Step("a", 0.5, 1, Wait.RESULT)));
    assertTrue(
        assertThrows(DeviceProblem.class, () -> CriticalPath.of(jobs, gap))
            .getMessage()
            .startsWith("the scheduler's critical path does not go on from 0.0 s: "));
  }
}
