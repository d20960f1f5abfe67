package org.bitline.engine.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
public final class OutputFolder implements AutoCloseable {

  private static final ObjectMapper MAPPER =
      JsonMapper.builder().addModule(new Jdk8Module()).build();
  private static final String STATE = ".bitline";

  private final Path folder;
  private final String digest;
  private final FileChannel lock;

  private OutputFolder(Path folder, String digest, FileChannel lock) {
    this.folder = folder;
    this.digest = digest;
    this.lock = lock;
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** A variant's outcome with the files that its task made. */
  public record Finished(Result.Run run, List<Artifact> artifacts) {}

  /**
   * Opens or makes the folder.
   *
   * @throws InputProblem where it holds another experiment or other files, or cannot be written
   */
  public static OutputFolder open(Path folder, String experiment, String digest, boolean again) {
    try {
      if (Files.exists(folder) && !Files.isDirectory(folder)) {
        throw new InputProblem(
            "the output folder " + folder + " is a file; choose another with --out");
      }
      claim(folder, experiment, digest);
      Files.createDirectories(folder.resolve(STATE));
      OutputFolder output = new OutputFolder(folder, digest, lock(folder));
      if (again) {
        output.forget();
      }
      write(
          folder.resolve(STATE).resolve("digest"),
          (digest + " " + experiment + "\n").getBytes(StandardCharsets.UTF_8));
      return output;
    } catch (IOException e) {
      throw new InputProblem(
          "the output folder "
              + folder
              + " cannot be written ("
              + e.getMessage()
              + "); choose another with --out",
          e);
    }
  }

  /** Held until the folder is closed, so that two runs do not write into one another's files. */
  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(STATE).resolve("lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // Held by this very process: the same answer.
    }
    channel.close();
    throw new InputProblem(
        "another run is writing to the output folder "
            + folder
            + "; wait for it, or choose another with --out");
  }

  /** Deletes finished runs and all reports. */
  private void forget() throws IOException {
    Path files = folder.resolve(STATE).resolve("files");
    if (Files.isRegularFile(files)) {
      for (String name : Files.readAllLines(files)) {
        Files.deleteIfExists(folder.resolve(name));
      }
    }
    try (Stream<Path> state = Files.list(folder.resolve(STATE))) {
      for (Path file : state.filter(f -> !f.endsWith("lock")).toList()) {
        delete(file);
      }
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      // The process's end gives the lock back in any case.
    }
  }

  private static void claim(Path folder, String experiment, String digest) throws IOException {
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
      }
      for (Artifact artifact : artifacts) {
        Files.write(beside.resolve(artifact.fileName()), artifact.content());
      }
      try (Stream<Path> written = Files.list(beside)) {
        written.map(file -> file.getFileName().toString()).sorted().forEach(names::add);
      }
      names.sort((a, b) -> Boolean.compare(a.equals("result.json"), b.equals("result.json")));
      for (String name : names) {
        Files.move(beside.resolve(name), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
      delete(beside);
      Files.write(folder.resolve(STATE).resolve("files"), names);
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
