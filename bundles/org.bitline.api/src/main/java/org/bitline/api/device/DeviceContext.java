package org.bitline.api.device;

/** What a device is given beside its parameters. */
public interface DeviceContext {

  /** The device's name in the experiment. */
  String name();

  /**
   * The component that the device model's {@code costs} names for a role.
   *
   * @throws org.bitline.api.base.InputProblem where the model names none
   */
  Component component(String role);
}
