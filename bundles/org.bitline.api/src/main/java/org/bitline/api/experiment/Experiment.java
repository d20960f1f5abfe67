package org.bitline.api.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.mapping.Goal.Budgets;
import org.bitline.api.mapping.Goal.Objective;
import org.bitline.api.unit.Param;

/** An experiment descriptor, format {@value #FORMAT}. */
public record Experiment(
    @Param(doc = "Names the experiment and its default output folder.") String name,
    @Param(doc = "What it is for.") Optional<String> description,
    @Param(doc = "The workload: provider, and that provider's parameters.") Section workload,
    @Param(doc = "The inputs: task, and that task's parameters. Absent: costs alone.")
        Optional<Section> inputs,
    @Param(doc = "Devices by name.") Map<String, DeviceEntry> devices,
    @Param(doc = "Links between devices; two devices that exchange data need one.")
        List<LinkEntry> links,
    @Param(doc = "Static changes of graph and weights, in order: id, and parameters.")
        List<Section> transforms,
    @Param(doc = "Choices made while running, in order: id, and parameters.")
        List<Section> policies,
    @Param(doc = "Where operations run: mapper, and that mapper's parameters.") Section mapping,
    @Param(doc = "When operations run: scheduler, and its parameters; default layer-barrier.")
        Optional<Section> schedule,
    @Param(
            doc =
                "What a mapper minimises: energy, latency, area, interval; two of them give the"
                    + " front.")
        List<Objective> objectives,
    @Param(doc = "What a mapping must keep.") Budgets budgets,
    @Param(
            doc =
                "Tell what each non-ideality of the devices costs: alone, and left out of the rest.",
            byDefault = "false")
        boolean attribution,
    @Param(
            doc = "Price with the low, the nominal and the high value of every number.",
            byDefault = "false")
        boolean uncertainty,
    @Param(doc = "Draws of the random devices.", byDefault = "1", min = 1, max = 100000) int trials,
    @Param(doc = "Seed of every random number.", byDefault = "1", min = 0) long seed,
    @Param(
            doc =
                "Rows of the printed table; default: latency, energy, area, throughput, and the"
                    + " task's metrics with output-snr.")
        List<String> metrics,
    @Param(doc = "The same experiment with values replaced; default: one run named after it.")
        List<Variant> variants,
    @Param(doc = "The variant that others are compared with; default: none.")
        Optional<String> baseline,
    @Param(doc = "Published numbers that the runs are held against.") List<Claim> claims,
    @Param(doc = "Device bundles from outside.") List<BundleEntry> bundles,
    @Param(
            doc =
                "Inferences a second that the lifetime of cells is told for; 0 for one after"
                    + " another without a pause.",
            unit = "Hz",
            min = 0,
            byDefault = "0 Hz")
        double inferenceRate) {

  public static final String FORMAT = "bitline/experiment/1";

  /** A device of the experiment. */
  public record DeviceEntry(
      @Param(doc = "family/name in device-models/, or a path relative to this file.") String model,
      @Param(
              doc =
                  "Parameters of the device replaced: dotted path to value; costs.ROLE.… for its"
                      + " prices.")
          Map<String, Object> set) {}

  /** A connection between two devices. */
  public record LinkEntry(
      @Param(doc = "Two device names.") List<String> between,
      @Param(doc = "Data rate.", unit = "bit/s", above = 0) double bandwidth,
      @Param(doc = "Energy to move a bit.", unit = "J/bit", min = 0) double energy,
      @Param(doc = "Time before the first bit arrives.", unit = "s", min = 0, byDefault = "0 s")
          double latency) {}

  /** One run of the experiment. */
  public record Variant(
      @Param(doc = "Names the run.") String name,
      @Param(doc = "Values replaced: dotted path to value.") Map<String, Object> set) {}

  /** A published number. */
  public record Claim(
      @Param(doc = "DOI or title.") String paper,
      @Param(
              doc =
                  "What is compared: a ratio inside the paper's own model, a ratio against other"
                      + " hardware, or an absolute value.",
              oneOf = {"internal-ratio", "external-ratio", "absolute"})
          String kind,
      @Param(doc = "An expression of metric(variant), e.g. latency(digital) / latency(reram).")
          String value,
      @Param(doc = "The published value.") double published,
      @Param(doc = "How far ours may be from it, e.g. \"10 %\".") String tolerance) {}

  /** A bundle from outside. */
  public record BundleEntry(
      @Param(doc = "Path of the jar, relative to this file.") String path,
      @Param(doc = "SHA-256 of the jar, in hex.") String sha256) {}
}
