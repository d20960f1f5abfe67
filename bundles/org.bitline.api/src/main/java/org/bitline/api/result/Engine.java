package org.bitline.api.result;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.bitline.api.experiment.MappingFile;

/** From descriptor to result. Every refusal is a {@link org.bitline.api.base.Problem}. */
public interface Engine {

  /**
   * What a user asked for.
   *
   * @param experiment the descriptor's file
   * @param overrides {@code path=value}, in order
   * @param threads at least 1; never changes a result
   * @param out folder for results; empty for {@code results/NAME}
   * @param force run again though the folder holds a complete result
   */
  record Request(
      Path experiment,
      List<String> overrides,
      OptionalLong seed,
      OptionalInt trials,
      int threads,
      Optional<Path> out,
      boolean force) {

    /** The experiment as it stands in its file. */
    public static Request of(Path experiment) {
      return new Request(
          experiment,
          List.of(),
          OptionalLong.empty(),
          OptionalInt.empty(),
          1,
          Optional.empty(),
          false);
    }
  }

  /** Device bundles that a descriptor names, their digests checked; none for other files. */
  List<Path> bundles(Request request);

  /** Runs all variants and writes the reports. */
  Outcome run(Request request, Progress progress);

  /**
   * The mapping of each variant, as {@link #run} would use it first, followed by those of its front
   * where it has one. Nothing is run but what a mapper must measure.
   */
  List<NamedMapping> map(Request request, Progress progress);

  /**
   * Writes where the weights of operations lie, as CSV files with a line per weight, one per
   * variant, operation and device that has addresses.
   *
   * @param operations ids of products with a weight
   * @param folder where files go
   * @return the files
   */
  List<Path> layouts(Request request, List<String> operations, Path folder, Progress progress);

  /** Checks a descriptor, a device model, a component, a mapping: returns what it is. */
  String check(Path file);

  /**
   * The JSON Schema of a format.
   *
   * @param name experiment, device-model, component, mapping, or a device type for its parameters
   */
  String schema(String name);

  /** Writes a mapping file. */
  void write(MappingFile mapping, Path file);

  /** What is installed. */
  Inventory inventory();

  /** One device model, or device type, in full. */
  String describe(String name);

  /** A mapping of one variant, or VARIANT.front-NN of its front. */
  record NamedMapping(String variant, MappingFile mapping) {}

  /**
   * What {@link #run} did.
   *
   * @param complete the folder held the complete result already, nothing was run
   */
  record Outcome(Result result, Path folder, List<Path> files, boolean complete) {}

  /** Device types and models. */
  record Inventory(List<Item> types, List<Item> models) {

    /** A name and one line about it. */
    public record Item(String name, String summary) {}
  }

  /** Told of what is going on. */
  interface Progress {

    /** A step of {@code total} units begins. */
    void begin(String step, long total);

    /** Units of the step are done. May be called from any thread. */
    void advance(long units);

    /** Something that a user should know. */
    void note(String sentence);
  }
}
