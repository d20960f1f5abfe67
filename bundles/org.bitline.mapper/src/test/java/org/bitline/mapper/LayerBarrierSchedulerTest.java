package org.bitline.mapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Schedule;
import org.bitline.api.mapping.Scheduler.Slot;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LayerBarrierSchedulerTest {

  private static Schedule schedule(List<Job> jobs) {
    return new LayerBarrierScheduler().schedule(new LayerBarrierScheduler.Parameters(), jobs);
  }

  @Test
  void jobsOnDifferentThingsOverlapAndTheNextLayerWaits() {
    Schedule schedule =
        schedule(
            List.of(
                new Job("q", 1, Set.of("cim/0"), 2, List.of()),
                new Job("k", 1, Set.of("cim/1"), 3, List.of()),
                new Job("v", 1, Set.of("cim/0"), 2, List.of()),
                new Job("s", 1, Set.of("npu"), 1, List.of("q", "k")),
                new Job("f", 2, Set.of("hbm"), 5, List.of("q"))));
    assertEquals(
        List.of(
            new Slot("q", 0, 2),
            new Slot("k", 0, 3),
            new Slot("v", 2, 4),
            new Slot("s", 3, 4),
            new Slot("f", 4, 9)),
        schedule.slots());
    assertEquals(9, schedule.latencySeconds());
    assertEquals(9, schedule.intervalSeconds());
  }

  @RepeatedTest(100)
  void randomJobsKeepEveryRule(RepetitionInfo repetition) {
    List<Job> jobs = jobs(new SplittableRandom(repetition.getCurrentRepetition()));
    Schedule schedule = schedule(jobs);
    Map<String, Slot> slots = new HashMap<>();
    double last = 0;
    for (int i = 0; i < jobs.size(); i++) {
      Slot slot = schedule.slots().get(i);
      assertEquals(jobs.get(i).id(), slot.id());
      assertEquals(slot.start() + jobs.get(i).seconds(), slot.end());
      slots.put(slot.id(), slot);
      last = Math.max(last, slot.end());
    }
    assertEquals(last, schedule.latencySeconds());
    assertEquals(schedule, schedule(jobs));
    for (Job a : jobs) {
      Slot slot = slots.get(a.id());
      a.after().forEach(before -> assertTrue(slots.get(before).end() <= slot.start()));
      double earliest = 0;
      for (Job b : jobs) {
        Slot other = slots.get(b.id());
        if (b.layer() < a.layer()) {
          assertTrue(other.end() <= slot.start());
        }
        boolean share = b.resources().stream().anyMatch(a.resources()::contains);
        if (!a.id().equals(b.id()) && share) {
          assertTrue(other.end() <= slot.start() || slot.end() <= other.start());
        }
        if (other.end() <= slot.start()) {
          earliest = Math.max(earliest, other.end());
        }
      }
      // Nothing waits without a reason: a job starts when another has just ended, or at once.
      assertEquals(earliest, slot.start());
    }
  }

  private static List<Job> jobs(SplittableRandom random) {
    List<Job> jobs = new ArrayList<>();
    int layer = 0;
    for (int i = 0; i < 40; i++) {
      layer += random.nextInt(6) == 0 ? 1 : 0;
      Set<String> resources = new TreeSet<>();
      List<String> after = new ArrayList<>();
      for (int r = random.nextInt(3); r >= 0; r--) {
        resources.add("r" + random.nextInt(5));
      }
      for (int d = random.nextInt(3); d > 0 && i > 0; d--) {
        after.add("j" + random.nextInt(i));
      }
      jobs.add(new Job("j" + i, layer, resources, random.nextInt(1, 9), after));
    }
    return jobs;
  }

  @Test
  void aJobThatWaitsForALaterOneIsRefused() {
    List<Job> jobs = List.of(new Job("a", 1, Set.of(), 1, List.of("b")));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> schedule(jobs));
    assertTrue(e.getMessage().startsWith("a waits for b, which is no earlier job"));
  }

  @Test
  void aTimeThatIsNoTimeIsRefused() {
    List<Job> jobs = List.of(new Job("a", 1, Set.of(), Double.NaN, List.of()));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> schedule(jobs));
    assertEquals("a takes NaN s", e.getMessage());
  }
}
