package org.bitline.device.reram;

import java.nio.file.Path;
import org.bitline.api.base.Installation;
import org.bitline.api.device.ComponentLibrary;
import org.bitline.api.unit.RecordReader;
import org.bitline.cost.FileComponentLibrary;
import org.bitline.engine.json.RecordBinder;
import org.bitline.engine.json.Units;

/** The repository's own device models and components, read as a run reads them. */
public final class Shipped {

  public static final Path HOME = Path.of("..", "..");

  private Shipped() {}

  /** The repository in place of a distribution. */
  public static Installation installation() {
    return new Installation() {
      @Override
      public Path home() {
        return HOME;
      }

      @Override
      public String version() {
        return "test";
      }
    };
  }

  public static RecordReader reader() {
    return new RecordBinder(new Units());
  }

  public static ComponentLibrary components() {
    return FileComponentLibrary.of(installation(), reader(), new Units());
  }

  /** A device model of the folder reram. */
  public static Preset preset(String name) {
    Path file = HOME.resolve("device-models/reram/" + name + ".json");
    return Preset.read(file, reader(), components());
  }
}
