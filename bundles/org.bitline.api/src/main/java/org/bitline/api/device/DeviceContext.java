package org.bitline.api.device;

import java.nio.file.Path;
import java.util.Map;

/** What a device is given beside its parameters. */
public interface DeviceContext {

  /** The device's name in the experiment. */
  String name();

  /** Whether the device model's {@code costs} name a component for a role. */
  default boolean names(String role) {
    return true;
  }

  /** The folder against which paths in the parameters are resolved: the device model's. */
  default Path directory() {
    return Path.of("");
  }

  /**
   * A file that a parameter names, resolved against {@link #directory}. Results are known to depend
   * on the content of a file that is asked for here.
   */
  default Path file(String name) {
    return directory().resolve(name);
  }

  /**
   * The component that the device model's {@code costs} names for a role.
   *
   * @throws org.bitline.api.base.InputProblem where the model names none
   */
  Component component(String role);

  /**
   * The same, for parameters of the row that the device's own parameters decide, such as a
   * converter's bits. Those that the row does not have are left out; what the model's {@code set}
   * says comes first.
   */
  default Component component(String role, Map<String, Object> decided) {
    return component(role);
  }
}
