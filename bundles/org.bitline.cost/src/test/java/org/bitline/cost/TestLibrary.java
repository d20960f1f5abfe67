package org.bitline.cost;

import java.nio.file.Path;
import java.util.List;
import org.bitline.api.base.Installation;
import org.bitline.engine.json.RecordBinder;
import org.bitline.engine.json.Units;

/** The library over the folder of an installation. */
public final class TestLibrary {

  /** The project's root: its device models are those of the product. */
  public static final Path PROJECT = Path.of("..", "..");

  private TestLibrary() {}

  /** The rows of the product. */
  public static FileComponentLibrary product() {
    return of(PROJECT);
  }

  /** The rows below a folder's {@code device-models/components}. */
  public static FileComponentLibrary of(Path home) {
    return of(home, none());
  }

  static FileComponentLibrary of(Path home, ExtraRows extra) {
    Units units = new Units();
    return new FileComponentLibrary(installation(home), new RecordBinder(units), units, extra);
  }

  static ExtraRows none() {
    return new ExtraRows() {
      @Override
      public long version() {
        return 0;
      }

      @Override
      public List<RowSource> sources() {
        return List.of();
      }

      @Override
      public void close() {}
    };
  }

  private static Installation installation(Path home) {
    return new Installation() {
      @Override
      public Path home() {
        return home;
      }

      @Override
      public String version() {
        return "test";
      }
    };
  }
}
