package org.bitline.mapper;

import java.nio.file.Files;
import java.nio.file.Path;
import org.bitline.api.experiment.MappingFile;
import org.bitline.api.mapping.Mapper;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.RecordReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Placements from a mapping file: {@code {"mapper": "file", "path": "../mappings/split.json"}}. See
 * {@link MappingFile} for its format and {@link FilePlan} for what it may say.
 */
@Component(service = Mapper.class)
public final class FileMapper implements Mapper<FileMapper.Parameters> {

  /** The file. */
  public record Parameters(
      @Param(doc = "The mapping file, relative to the experiment.") String path) {}

  private final RecordReader reader;

  @Activate
  public FileMapper(@Reference RecordReader reader) {
    this.reader = reader;
  }

  @Override
  public String id() {
    return "file";
  }

  @Override
  public Class<Parameters> parameters() {
    return Parameters.class;
  }

  @Override
  public Plan map(Parameters parameters, Problem problem) {
    Path beside = problem.section().directory().resolve(parameters.path()).normalize();
    // Named on the command line a path is relative to where the user stands.
    Path here = Path.of(parameters.path()).toAbsolutePath().normalize();
    Path file = !Files.exists(beside) && Files.exists(here) ? here : beside;
    MappingFile mapping = reader.read(file, MappingFile.FORMAT, MappingFile.class);
    return new FilePlan(mapping, file, parameters.path(), problem).plan();
  }
}
