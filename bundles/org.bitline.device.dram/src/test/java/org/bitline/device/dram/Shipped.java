package org.bitline.device.dram;

import java.nio.file.Path;
import java.util.Map;
import org.bitline.api.base.Installation;
import org.bitline.api.base.Location;
import org.bitline.api.device.Component;
import org.bitline.api.unit.RecordReader;
import org.bitline.cost.FileComponentLibrary;
import org.bitline.engine.json.RecordBinder;
import org.bitline.engine.json.Units;

/** Files of the product, read as a run reads them. */
final class Shipped {

  static final Path HOME = Path.of("..", "..");

  private Shipped() {}

  static RecordReader reader() {
    return new RecordBinder(new Units());
  }

  /** A row of the cost library with its defaults. */
  static Component component(String name) {
    Installation installation =
        new Installation() {
          @Override
          public Path home() {
            return HOME;
          }

          @Override
          public String version() {
            return "test";
          }
        };
    return FileComponentLibrary.of(installation, reader(), new Units())
        .component(name, Map.of(), new Location("test", ""), HOME);
  }
}
