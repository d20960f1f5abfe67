package org.bitline.mapper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.mapping.Scheduler;
import org.osgi.service.component.annotations.Component;

/**
 * Layer after layer: a job starts when all jobs of earlier layers have ended, the jobs that it
 * waits for have ended, and what it occupies has been left by the jobs before it in the list. Jobs
 * of a layer that share nothing overlap. Inputs follow one another without overlap, so the interval
 * is the latency.
 *
 * <p>List scheduling (Graham, 1966) in the jobs' own order, without filling of gaps.
 */
@Component(service = Scheduler.class)
public final class LayerBarrierScheduler implements Scheduler<LayerBarrierScheduler.Parameters> {

  /** It has none. */
  public record Parameters() {}

  @Override
  public String id() {
    return "layer-barrier";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Schedule schedule(Parameters parameters, List<Job> jobs) {
    SortedMap<Integer, List<Job>> layers = new TreeMap<>();
    for (Job job : jobs) {
      layers.computeIfAbsent(job.layer(), layer -> new ArrayList<>()).add(job);
    }
    Map<String, Slot> slots = new HashMap<>();
    Map<String, Double> free = new HashMap<>();
    double ended = 0;
    for (List<Job> layer : layers.values()) {
      double barrier = ended;
      for (Job job : layer) {
        Slot slot = slot(job, barrier, slots, free);
        if (slots.put(job.id(), slot) != null) {
          throw new IllegalArgumentException("two jobs are called " + job.id());
        }
        job.resources().forEach(resource -> free.put(resource, slot.end()));
        ended = Math.max(ended, slot.end());
      }
    }
    return new Schedule(jobs.stream().map(j -> slots.get(j.id())).toList(), ended, ended);
  }

  private static Slot slot(
      Job job, double barrier, Map<String, Slot> slots, Map<String, Double> free) {
    if (!Double.isFinite(job.seconds()) || job.seconds() < 0) {
      throw new IllegalArgumentException(job.id() + " takes " + job.seconds() + " s");
    }
    double start = barrier;
    for (String before : job.after()) {
      Slot slot = slots.get(before);
      if (slot == null) {
        throw new IllegalArgumentException(
            job.id()
                + " waits for "
                + before
                + ", which is no earlier job of this or a layer before");
      }
      start = Math.max(start, slot.end());
    }
    for (String resource : job.resources()) {
      start = Math.max(start, free.getOrDefault(resource, 0.0));
    }
    return new Slot(job.id(), start, start + job.seconds());
  }
}
