package org.bitline.mapper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Pace;
import org.bitline.api.mapping.Scheduler.Schedule;
import org.bitline.mapper.TokenPipeline.Stage;
import org.bitline.mapper.TokenPipelineScheduler.Parameters;
import org.bitline.mapper.TokenPipelineScheduler.Sharing;
import org.junit.jupiter.api.Test;

class TokenPipelineSchedulerTest {

  private static Schedule schedule(Sharing sharing, List<Job> jobs) {
    return new TokenPipelineScheduler().schedule(new Parameters(sharing), jobs);
  }

  private static Job stage(
      String id, int layer, Set<String> resources, int tokens, List<String> after, int ahead) {
    Map<String, Integer> needs = new HashMap<>();
    after.forEach(before -> needs.put(before, ahead));
    return new Job(id, layer, resources, tokens, after, new Pace(tokens, 1, 1), needs);
  }

  @Test
  void stagesThatNeedNoMoreThanTheirTokenFollowOneTokenBehind() {
    Schedule s =
        schedule(
            Sharing.TOKEN,
            List.of(
                stage("a", 1, Set.of("1"), 10, List.of(), 0),
                stage("b", 2, Set.of("2"), 10, List.of("a"), 0)));
    assertEquals(11, s.latencySeconds());
    assertEquals(1, s.slots().get(1).start());
    assertEquals(10, s.intervalSeconds());
  }

  @Test
  void aStageThatNeedsAllTokensWaitsForTheLast() {
    Schedule s =
        schedule(
            Sharing.TOKEN,
            List.of(
                stage("a", 1, Set.of("1"), 10, List.of(), 0),
                stage("b", 2, Set.of("2"), 10, List.of("a"), Job.ALL)));
    assertEquals(10, s.slots().get(1).start());
    assertEquals(20, s.latencySeconds());
  }

  /**
   * Two stages a layer, one token a slot: project, then attend with a look-ahead of h. With 128
   * tokens, 12 layers and h = 11 the published recurrence gives 5.92 times the speed of full
   * attention; with h = 0, 11.09 times.
   */
  @Test
  void windowsGiveTheRatioOfTheRecurrence() {
    double full = layers(12, 128, Job.ALL);
    assertEquals(5.92, full / layers(12, 128, 11), 0.005);
    assertEquals(11.09, full / layers(12, 128, 0), 0.005);
    assertEquals(1.82, full / layers(12, 128, 64), 0.005);
  }

  private static double layers(int layers, int tokens, int ahead) {
    List<Job> jobs = new ArrayList<>();
    for (int l = 0; l < layers; l++) {
      List<String> before = l == 0 ? List.of() : List.of("attend" + (l - 1));
      jobs.add(stage("project" + l, l, Set.of("p" + l), tokens, before, 0));
      jobs.add(stage("attend" + l, l, Set.of("a" + l), tokens, List.of("project" + l), ahead));
    }
    return schedule(Sharing.TOKEN, jobs).latencySeconds();
  }

  @Test
  void anOperationThatSharesMayKeepWhatItHas() {
    List<Job> jobs =
        List.of(
            stage("a", 1, Set.of("npu"), 4, List.of(), 0),
            stage("b", 1, Set.of("npu"), 4, List.of("a"), 0));
    assertEquals(4, schedule(Sharing.OPERATION, jobs).slots().get(1).start());
    assertEquals(8, schedule(Sharing.OPERATION, jobs).latencySeconds());
    assertEquals(8, schedule(Sharing.TOKEN, jobs).latencySeconds());
  }

  @Test
  void aPaceThatIsFasterThanTheLatencyIsSlowedDown() {
    Job slow = new Job("a", 1, Set.of("x"), 10, List.of(), new Pace(5, 2, 1), Map.of());
    assertEquals(10, schedule(Sharing.TOKEN, List.of(slow)).latencySeconds());
  }

  @Test
  void noTwoTokensHaveAResourceAtOnceAndNoneStartsBeforeWhatItNeeds() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      List<Job> jobs = jobs(random);
      for (Sharing sharing : Sharing.values()) {
        TokenPipeline pipeline = TokenPipeline.run(sharing, jobs);
        Map<String, List<double[]>> busy = new HashMap<>();
        for (Stage stage : pipeline.stages()) {
          for (int t = 0; t < stage.job().pace().tokens(); t++) {
            double[] interval = {stage.start(t), stage.start(t) + stage.intervalSeconds()};
            stage
                .job()
                .resources()
                .forEach(r -> busy.computeIfAbsent(r, x -> new ArrayList<>()).add(interval));
          }
        }
        busy.values().forEach(TokenPipelineSchedulerTest::apart);
        ordered(pipeline, jobs);
        Schedule s = pipeline.schedule();
        assertTrue(s.latencySeconds() >= s.intervalSeconds() - 1e-9);
      }
    }
  }

  private static void apart(List<double[]> intervals) {
    intervals.sort(Comparator.comparingDouble(i -> i[0]));
    for (int i = 1; i < intervals.size(); i++) {
      assertTrue(intervals.get(i)[0] >= intervals.get(i - 1)[1] - 1e-9);
    }
  }

  private static void ordered(TokenPipeline pipeline, List<Job> jobs) {
    Map<String, Stage> byId = new HashMap<>();
    pipeline.stages().forEach(s -> byId.put(s.job().id(), s));
    for (Job job : jobs) {
      for (String before : job.after()) {
        Stage producer = byId.get(before);
        int tokens = producer.job().pace().tokens();
        for (int t = 0; t < job.pace().tokens(); t++) {
          int ahead = job.ahead().getOrDefault(before, 0);
          int last = ahead == Job.ALL ? tokens - 1 : Math.min(tokens - 1, t + ahead);
          assertTrue(byId.get(job.id()).start(t) >= producer.result(last) - 1e-9);
          assertTrue(producer.result(last) > producer.start(last));
        }
      }
    }
  }

  private static List<Job> jobs(Random random) {
    List<Job> jobs = new ArrayList<>();
    int tokens = random.nextInt(1, 9);
    for (int j = 0; j < random.nextInt(1, 9); j++) {
      List<String> after = new ArrayList<>();
      Map<String, Integer> ahead = new HashMap<>();
      for (int b = 0; b < j; b++) {
        if (random.nextInt(3) == 0) {
          after.add("j" + b);
          ahead.put("j" + b, random.nextBoolean() ? random.nextInt(4) : Job.ALL);
        }
      }
      double interval = random.nextInt(1, 5);
      double first = interval + random.nextInt(3);
      jobs.add(
          new Job(
              "j" + j,
              j,
              Set.of("r" + random.nextInt(3)),
              first + (tokens - 1) * interval,
              after,
              new Pace(tokens, first, interval),
              ahead));
    }
    return jobs;
  }

  @Test
  void badJobsAreRefused() {
    List<Job> later = List.of(new Job("a", 1, Set.of(), 1, List.of("b")));
    assertTrue(
        assertThrows(IllegalArgumentException.class, () -> schedule(Sharing.TOKEN, later))
            .getMessage()
            .contains("a waits for b"));
    List<Job> never = List.of(new Job("a", 1, Set.of(), Double.NaN, List.of()));
    assertThrows(IllegalArgumentException.class, () -> schedule(Sharing.TOKEN, never));
  }
}
