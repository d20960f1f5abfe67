package org.bitline.mapper;

import java.util.Set;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.mapping.Mapper.Problem;

/** The devices that a mapping may name. */
record DeviceNames(Set<String> known) {

  static DeviceNames of(Problem problem) {
    return new DeviceNames(problem.devices().keySet());
  }

  /**
   * The name, where a device has it.
   *
   * @param where the text that names it
   */
  String checked(String name, Location where) {
    if (!known.contains(name)) {
      throw new InputProblem(
          where,
          "the experiment has no device \"%s\"; it has %s."
              .formatted(name, known.isEmpty() ? "none" : String.join(", ", known)));
    }
    return name;
  }
}
