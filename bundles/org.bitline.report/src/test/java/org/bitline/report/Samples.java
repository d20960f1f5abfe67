package org.bitline.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bitline.api.mapping.Scheduler.Slot;
import org.bitline.api.mapping.Scheduler.Step;
import org.bitline.api.mapping.Scheduler.Wait;
import org.bitline.api.result.Result;
import org.bitline.api.result.Result.Details;
import org.bitline.api.result.Result.Endurance;
import org.bitline.api.result.Result.Loading;
import org.bitline.api.result.Result.OperationOutcome;
import org.bitline.api.result.Result.Run;
import org.bitline.api.result.Result.Statistic;
import org.bitline.api.result.Result.Verdict;

/** A result with two runs, one of them with a number that nobody knows. */
final class Samples {

  private Samples() {}

  static Result result() {
    return result(123.45e-6);
  }

  /** The same with another latency of the run reram. */
  static Result result(double latency) {
    return new Result(
        "pim",
        "ab12",
        "0.1.0",
        42,
        List.of("latency", "energy", "area", "throughput", "spearman", "output-snr"),
        List.of(reram(latency), digital()),
        Optional.of("digital"),
        sorted(Map.of("reram", sorted(Map.of("latency", 0.5, "spearman", -0.01)))),
        List.of(
            new Verdict(
                "10.1/x",
                "internal-ratio",
                "latency(digital) / latency(reram)",
                5.8,
                2.0,
                -0.6552,
                "10 %",
                "missed")));
  }

  private static <V> SortedMap<String, V> sorted(Map<String, V> map) {
    return new TreeMap<>(map);
  }

  private static Run reram(double latency) {
    return new Run(
        "reram",
        sorted(
            Map.of(
                "latency_s",
                latency,
                "energy_J",
                1.0 / 3,
                "area_mm2",
                85.42,
                "throughput_per_s",
                8100.4)),
        sorted(Map.of("cim/adc", 0.25, "npu/array", 1.0 / 12)),
        sorted(Map.of("cim/adc", 85.42)),
        List.of("cim: area of link"),
        List.of("area_mm2"),
        new Loading(1e-3, 2e-6, 16384),
        Optional.of(new Endurance(100, 2, Optional.of(1e9))),
        sorted(
            Map.of(
                "spearman", new Statistic(0.81, 0.0012, 3, Optional.of(0.8203)),
                "output-snr", new Statistic(21.5, 0.31, 3, Optional.empty()))),
        List.of(operation("layer.1.query", Optional.of(20.5), "says \"why\", twice")),
        List.of(new Slot("layer.1.query", 0, 1e-6)),
        path(),
        sorted(Map.of("layers", 6, "devices", List.of("cim", Map.of("b", 1.5, "a", true)))),
        List.of("area is a lower bound"),
        Details.NONE);
  }

  /** Half a microsecond of a result, a quarter of something occupied, a quarter of nothing. */
  private static List<Step> path() {
    return List.of(
        new Step("layer.1.query", 0, 0.25e-6, Wait.RESOURCE),
        new Step("", 0.25e-6, 0.5e-6, Wait.NOTHING),
        new Step("layer.1.query", 0.5e-6, 1e-6, Wait.RESULT));
  }

  private static Run digital() {
    return new Run(
        "digital",
        sorted(
            Map.of(
                "latency_s", 246.9e-6,
                "energy_J", 2.0 / 3,
                "area_mm2", 42.71,
                "throughput_per_s", 4050.2)),
        sorted(Map.of("npu/array", 2.0 / 3)),
        sorted(Map.of("npu/array", 42.71)),
        List.of(),
        List.of(),
        new Loading(0, 0, 0),
        Optional.empty(),
        sorted(Map.of("spearman", new Statistic(0.82, 0, 1, Optional.of(0.8203)))),
        List.of(operation("layer.1.query", Optional.empty(), "all on npu")),
        List.of(),
        List.of(),
        sorted(Map.of()),
        List.of(),
        Details.NONE);
  }

  private static OperationOutcome operation(String id, Optional<Double> snr, String because) {
    return new OperationOutcome(
        id,
        "static-matmul",
        1,
        "cim",
        0,
        1e-6,
        2.5e-7,
        147456,
        snr,
        "adc",
        because,
        sorted(Map.of("stall_cycles", 3.0)));
  }
}
