package org.bitline.mapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Schedule;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.mapper.TokenPipelineScheduler.Sharing;

/** One scheduling of jobs token by token; see {@link TokenPipelineScheduler}. */
final class TokenPipeline {

  private final List<Stage> stages = new ArrayList<>();
  private final Map<String, Holder> free = new HashMap<>();
  private final PriorityQueue<Turn> turns = new PriorityQueue<>();

  private TokenPipeline() {}

  /** A stage's next token, and when it could start as far as is known. */
  private record Turn(double start, int stage) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      int order = Double.compare(start, other.start);
      return order != 0 ? order : Integer.compare(stage, other.stage);
    }
  }

  /** A producer, and how many tokens beyond its own a token needs of it. */
  record Need(Stage producer, int ahead) {}

  /** A token that occupies something, and until when. */
  record Holder(Stage stage, int token, double until) {}

  /** A job on its way. */
  static final class Stage {

    private final Job job;
    private final int index;
    private final boolean whole;
    private final double intervalSeconds;
    private final double[] starts;
    private final double[] results;
    private final List<Need> needs = new ArrayList<>();
    private final Map<Integer, Holder> holders = new HashMap<>();
    private final List<Stage> consumers = new ArrayList<>();
    private int next;
    private boolean waiting;

    private Stage(Job job, int index, boolean whole) {
      this.job = job;
      this.index = index;
      this.whole = whole;
      int tokens = job.pace().tokens();
      // A device's pace may leave out what only its latency has, such as a last partial batch.
      double rest =
          tokens > 1 ? (job.seconds() - job.pace().firstSeconds()) / (tokens - 1) : job.seconds();
      this.intervalSeconds = Math.max(job.pace().intervalSeconds(), Math.max(rest, 0));
      this.starts = new double[tokens];
      this.results = new double[tokens];
    }

    Job job() {
      return job;
    }

    boolean whole() {
      return whole;
    }

    int tokens() {
      return starts.length;
    }

    List<Need> needs() {
      return needs;
    }

    /** The token that left last what a token occupies, if there was one. */
    Optional<Holder> holder(int token) {
      return Optional.ofNullable(holders.get(token));
    }

    /** When a token began to occupy the job's resources. */
    double start(int token) {
      return starts[token];
    }

    /** When a token's result was there. */
    double result(int token) {
      return results[token];
    }

    /** How long a token occupies them. */
    double intervalSeconds() {
      return whole ? job.seconds() / starts.length : intervalSeconds;
    }

    private boolean done() {
      return next == starts.length;
    }

    /** Whether all that the next token needs has a time. */
    private boolean known() {
      return needs.stream().allMatch(n -> n.producer().next > last(n, next));
    }

    /** The last token of a producer that a token needs. */
    int last(Need need, int token) {
      int tokens = need.producer().starts.length;
      if (whole || tokens != starts.length || need.ahead() >= tokens - token) {
        return tokens - 1;
      }
      return token + need.ahead();
    }

    private double ready() {
      double ready = next == 0 ? 0 : starts[next - 1] + intervalSeconds;
      for (Need need : needs) {
        ready = Math.max(ready, need.producer().results[last(need, next)]);
      }
      return ready;
    }
  }

  static TokenPipeline run(Sharing sharing, List<Job> jobs) {
    TokenPipeline pipeline = new TokenPipeline();
    pipeline.stages(sharing, jobs);
    pipeline.stages.forEach(pipeline::offer);
    pipeline.go();
    return pipeline;
  }

  List<Stage> stages() {
    return stages;
  }

  private void stages(Sharing sharing, List<Job> jobs) {
    Map<String, Integer> users = new HashMap<>();
    jobs.forEach(job -> job.resources().forEach(r -> users.merge(r, 1, Integer::sum)));
    Map<String, Stage> byId = new HashMap<>();
    for (Job job : jobs) {
      check(job);
      boolean shared = job.resources().stream().anyMatch(r -> users.get(r) > 1);
      Stage stage = new Stage(job, stages.size(), shared && sharing == Sharing.OPERATION);
      for (String before : job.after()) {
        Stage producer = byId.get(before);
        if (producer == null) {
          throw new IllegalArgumentException(
              job.id() + " waits for " + before + ", which is no earlier job");
        }
        stage.needs.add(new Need(producer, job.ahead().getOrDefault(before, 0)));
        producer.consumers.add(stage);
      }
      if (byId.put(job.id(), stage) != null) {
        throw new IllegalArgumentException("two jobs are called " + job.id());
      }
      stages.add(stage);
    }
  }

  private static void check(Job job) {
    if (!Double.isFinite(job.seconds()) || job.seconds() < 0) {
      throw new IllegalArgumentException(job.id() + " takes " + job.seconds() + " s");
    }
  }

  private void offer(Stage stage) {
    if (!stage.done() && !stage.waiting && stage.known()) {
      stage.waiting = true;
      turns.add(new Turn(earliest(stage), stage.index));
    }
  }

  private double earliest(Stage stage) {
    double start = stage.ready();
    for (String resource : stage.job.resources()) {
      Holder holder = free.get(resource);
      start = holder == null ? start : Math.max(start, holder.until());
    }
    return start;
  }

  /** Remembers who was there last, and takes what the job occupies. */
  private void occupy(Stage stage, int token, double until) {
    for (String resource : stage.job.resources()) {
      Holder before = free.put(resource, new Holder(stage, token, until));
      if (before != null) {
        stage.holders.merge(token, before, (a, b) -> a.until() >= b.until() ? a : b);
      }
    }
  }

  private void go() {
    while (!turns.isEmpty()) {
      Turn turn = turns.poll();
      Stage stage = stages.get(turn.stage());
      double start = earliest(stage);
      if (start > turn.start()) {
        turns.add(new Turn(start, stage.index));
        continue;
      }
      stage.waiting = false;
      if (stage.whole) {
        whole(stage, start);
      } else {
        token(stage, start);
      }
      offer(stage);
      stage.consumers.forEach(this::offer);
    }
  }

  private void token(Stage stage, double start) {
    stage.starts[stage.next] = start;
    stage.results[stage.next] = start + stage.job.pace().firstSeconds();
    occupy(stage, stage.next, start + stage.intervalSeconds);
    stage.next++;
  }

  private void whole(Stage stage, double start) {
    int tokens = stage.starts.length;
    for (int t = 0; t < tokens; t++) {
      stage.starts[t] = start + t * stage.intervalSeconds();
      double result = start + stage.job.pace().firstSeconds() + t * stage.intervalSeconds;
      stage.results[t] = Math.min(result, start + stage.job.seconds());
    }
    stage.results[tokens - 1] = start + stage.job.seconds();
    stage.next = tokens;
    occupy(stage, 0, start + stage.job.seconds());
  }

  Schedule schedule() {
    List<Slot> slots = new ArrayList<>();
    Map<String, Double> load = new HashMap<>();
    double latency = 0;
    Optional<Stage> last = Optional.empty();
    for (Stage stage : stages) {
      double end = stage.results[stage.results.length - 1];
      slots.add(new Slot(stage.job.id(), stage.starts[0], end));
      last = end > latency ? Optional.of(stage) : last;
      latency = Math.max(latency, end);
      double busy = stage.whole ? stage.job.seconds() : stage.starts.length * stage.intervalSeconds;
      stage.job.resources().forEach(r -> load.merge(r, busy, Double::sum));
    }
    double interval = load.values().stream().mapToDouble(Double::doubleValue).max().orElse(latency);
    List<Step> path = last.map(TokenPath::endingWith).orElse(List.of());
    return new Schedule(slots, latency, interval > 0 ? interval : latency, path);
  }
}
