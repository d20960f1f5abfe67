package org.bitline.engine.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bitline.api.base.InputProblem;
import org.bitline.api.result.ReportWriter;
import org.bitline.api.result.Result;
import org.bitline.api.workload.Task.Artifact;

/**
 * The folder of one experiment. Finished runs are kept in {@code .bitline/} until all are there;
 * reports are written beside and moved in, the digest last.
 */
public final class OutputFolder {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).build();
  private static final String STATE = ".bitline";

  private final Path folder;
  private final String digest;

  private OutputFolder(Path folder, String digest) {
    this.folder = folder;
    this.digest = digest;
  }

  /** A variant's outcome with the files that its task made. */
  public record Finished(Result.Run run, List<Artifact> artifacts) {}

  /**
   * Opens or makes the folder.
   *
   * @throws InputProblem where it holds another experiment or other files, or cannot be written
   */
  public static OutputFolder open(Path folder, String experiment, String digest, boolean again) {
    OutputFolder output = new OutputFolder(folder, digest);
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new InputProblem(
            "the output folder " + folder + " is a file; choose another with --out");
      }
      output.claim(experiment);
      if (again) {
        delete(folder.resolve(STATE));
        Files.deleteIfExists(folder.resolve("result.json"));
      }
      Files.createDirectories(folder.resolve(STATE));
      Files.writeString(folder.resolve(STATE).resolve("digest"), digest + " " + experiment + "\n");
    } catch (IOException e) {
      throw new InputProblem(
          "the output folder "
              + folder
              + " cannot be written ("
              + e.getMessage()
              + "); choose another with --out",
          e);
    }
    return output;
  }

  private void claim(String experiment) throws IOException {
    Path mark = folder.resolve(STATE).resolve("digest");
    if (Files.isRegularFile(mark)) {
      String[] owner = Files.readString(mark).trim().split(" ", 2);
      if (!owner[0].equals(digest)) {
        throw new InputProblem(
            "the output folder "
                + folder
                + " holds another experiment ("
                + (owner.length > 1 ? owner[1] : "unnamed")
                + ", digest "
                + owner[0].substring(0, Math.min(12, owner[0].length()))
                + "; this is "
                + experiment
                + ", digest "
                + digest.substring(0, 12)
                + "); choose another with --out, or remove it");
      }
    } else if (Files.isDirectory(folder) && !isEmpty(folder)) {
      throw new InputProblem(
          "the output folder "
              + folder
              + " holds other files; choose an empty one or a new one with --out");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  /** Whether all reports are there. */
  public boolean isComplete() {
    return Files.isRegularFile(folder.resolve("result.json"))
        && Files.isRegularFile(folder.resolve(STATE).resolve("result"));
  }

  /** A run that an earlier call finished. */
  public Optional<Finished> finished(String variant) {
    Path file = folder.resolve(STATE).resolve("run-" + variant + ".json");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(MAPPER.readValue(file.toFile(), Finished.class));
    } catch (IOException e) {
      // A file that cannot be read is a run that has to be made again.
      return Optional.empty();
    }
  }

  /** Keeps a finished run. */
  public void keep(String variant, Finished finished) {
    write(folder.resolve(STATE).resolve("run-" + variant + ".json"), json(finished));
  }

  /** The result of a complete folder. */
  public Result result() {
    try {
      return MAPPER.readValue(folder.resolve(STATE).resolve("result").toFile(), Result.class);
    } catch (IOException e) {
      throw new InputProblem(
          "the output folder "
              + folder
              + " is damaged ("
              + e.getMessage()
              + "); run again with --force",
          e);
    }
  }

  /** Writes all reports beside and moves them in, result.json last. */
  public List<Path> publish(
      Result result,
      Result.Circumstances circumstances,
      List<ReportWriter> writers,
      List<Artifact> artifacts) {
    Path beside = folder.resolve(STATE).resolve("writing");
    List<String> names = new ArrayList<>();
    try {
      delete(beside);
      Files.createDirectories(beside);
      for (ReportWriter writer : writers) {
        writer.write(result, circumstances, beside);
        names.addAll(writer.fileNames());
      }
      for (Artifact artifact : artifacts) {
        Files.write(beside.resolve(artifact.fileName()), artifact.content());
        names.add(artifact.fileName());
      }
      names.sort((a, b) -> Boolean.compare(a.equals("result.json"), b.equals("result.json")));
      for (String name : names) {
        Files.move(beside.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      delete(beside);
    } catch (IOException e) {
      throw new InputProblem(
          "the output folder " + folder + " cannot be written: " + e.getMessage(), e);
    }
    write(folder.resolve(STATE).resolve("result"), json(result));
    return names.stream().map(folder::resolve).toList();
  }

  private static byte[] json(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, byte[] content) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(beside, content);
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputProblem(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
