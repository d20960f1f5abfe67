package org.bitline.engine.price;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.device.Load;
import org.bitline.api.device.Timing;
import org.bitline.api.experiment.Experiment.LinkEntry;
import org.bitline.api.mapping.Scheduler.Job;
import org.bitline.api.mapping.Scheduler.Pace;
import org.bitline.api.tensor.Range;
import org.bitline.api.workload.Graph;
import org.bitline.api.workload.Operation;
import org.bitline.api.workload.Operation.DynamicMatmul;
import org.bitline.api.workload.Operation.Pool;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.Links;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/** The jobs of one inference: operations, and transfers of results between devices. */
final class Timeline {

  private final Plan plan;
  private final int tokens;
  private final List<Job> jobs = new ArrayList<>();
  private final Map<String, Timing> timings = new LinkedHashMap<>();
  private final Map<String, Transfer> transfers = new LinkedHashMap<>();
  private final Map<String, PlacedOperation> byId;

  Timeline(Plan plan) {
    this.plan = plan;
    this.tokens = plan.workload().sequenceLength();
    this.byId = plan.byId();
    plan.operations().forEach(this::operation);
  }

  /**
   * A result, or columns of it, on its way to another device.
   *
   * @param bits moved per inference
   */
  record Transfer(String id, String link, int layer, double bits, double seconds, double joules) {}

  List<Job> jobs() {
    return jobs;
  }

  Map<String, Timing> timings() {
    return timings;
  }

  Map<String, Transfer> transfers() {
    return transfers;
  }

  private void operation(PlacedOperation placed) {
    Operation operation = placed.operation();
    DeviceModels.Built device = plan.device(placed);
    List<String> after = new ArrayList<>();
    for (String input : operation.inputs()) {
      if (input.equals(Graph.INPUT)) {
        continue;
      }
      PlacedOperation producer = byId.get(input);
      after.add(
          producer.device().equals(placed.device()) ? input : transfer(producer, placed).id());
    }
    Timing timing = device.device().timing(operation, new Load(tokens, placed.copies()));
    if (!(timing.latencySeconds() >= 0) || Double.isInfinite(timing.latencySeconds())) {
      throw new DeviceProblem(
          "the device "
              + device.label()
              + " says that "
              + operation.id()
              + " takes "
              + timing.latencySeconds()
              + " s",
          null);
    }
    timings.put(operation.id(), timing);
    Set<String> busy =
        timing.busy().stream().map(name -> device.name() + "/" + name).collect(Collectors.toSet());
    jobs.add(
        new Job(
            operation.id(),
            operation.layer(),
            busy,
            timing.latencySeconds(),
            after,
            new Pace(operation.rows(tokens), timing.firstResultSeconds(), timing.intervalSeconds()),
            ahead(operation, after)));
  }

  /** Which inputs a token needs beyond its own place: keys and values, and all that is pooled. */
  private static Map<String, Integer> ahead(Operation operation, List<String> after) {
    List<String> inputs =
        operation.inputs().stream().filter(input -> !input.equals(Graph.INPUT)).toList();
    Map<String, Integer> ahead = new LinkedHashMap<>();
    if (operation instanceof DynamicMatmul product) {
      int right = inputs.indexOf(product.right());
      ahead.put(after.get(right), product.attention().reach());
    } else if (operation instanceof Pool) {
      ahead.put(after.get(0), Job.ALL);
    }
    return ahead;
  }

  private Transfer transfer(PlacedOperation producer, PlacedOperation consumer) {
    Operation from = producer.operation();
    int width = from.width(tokens);
    Range columns = Range.all(width);
    if (consumer.operation() instanceof StaticMatmul part) {
      columns = part.rows();
    }
    boolean whole = columns.size() == width;
    String id = "transfer " + from.id() + (whole ? "" : " " + columns) + " to " + consumer.device();
    Transfer known = transfers.get(id);
    if (known != null) {
      return known;
    }
    LinkEntry link =
        plan.links()
            .between(
                producer.device(),
                consumer.device(),
                "the result of " + from.id() + " is needed by " + consumer.operation().id());
    // Of attention the pairs of a window; a part of a product reads some columns of all rows.
    double elements = whole ? from.elements(tokens) : (double) from.rows(tokens) * columns.size();
    double bits = elements * plan.device(producer).device().resultBits(from);
    Transfer made =
        new Transfer(
            id,
            Links.name(link),
            consumer.operation().layer(),
            bits,
            link.latency() + bits / link.bandwidth(),
            bits * link.energy());
    transfers.put(id, made);
    double perToken = bits / link.bandwidth() / from.rows(tokens);
    jobs.add(
        new Job(
            id,
            made.layer(),
            Set.of("link " + made.link()),
            made.seconds(),
            List.of(from.id()),
            new Pace(from.rows(tokens), link.latency() + perToken, perToken),
            Map.of()));
    return made;
  }
}
