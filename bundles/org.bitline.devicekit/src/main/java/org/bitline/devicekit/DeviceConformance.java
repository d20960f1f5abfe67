package org.bitline.devicekit;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bitline.api.device.Device;
import org.bitline.api.device.Support;
import org.bitline.api.tensor.Tensor;
import org.bitline.api.workload.Operation.StaticMatmul;

/**
 * Holds a device to the contract of {@link Device} and {@link org.bitline.api.device.Resident},
 * with every kind of operation that it supports:
 *
 * <ul>
 *   <li>outputs are finite, of the right shape, and near the exact product;
 *   <li>a batch of one and a batch of many give the same bits, on any thread, when placed again;
 *   <li>parts of a matrix give what the whole gives, and take no less room;
 *   <li>rows that are not kept are 0 and not charged; inputs and weights stay as they are;
 *   <li>{@code account} and {@code run} write down the same amounts, and the cost table prices
 *       them;
 *   <li>attention within a window is over the keys of the window alone, and takes no more than full
 *       attention;
 *   <li>times are finite, positive, and do not fall with more tokens.
 * </ul>
 *
 * <p>Meant for a unit test of the device's own bundle. It needs nothing but the API.
 */
public final class DeviceConformance {

  private DeviceConformance() {}

  /**
   * Checks a device.
   *
   * @throws AssertionError with one sentence per finding
   */
  public static void check(Device device, Options options) {
    List<String> findings = findings(device, options);
    if (!findings.isEmpty()) {
      throw new AssertionError(
          findings.size()
              + " findings:\n"
              + findings.stream().map(f -> "  " + f).collect(Collectors.joining("\n")));
    }
  }

  /** What does not hold, one sentence each. */
  public static List<String> findings(Device device, Options options) {
    Findings findings = new Findings();
    Set<String> supported = new TreeSet<>();
    for (boolean padded : new boolean[] {false, true}) {
      Cases cases = new Cases(options, padded);
      List<float[]> before = cases.all().stream().map(t -> t.data().clone()).toList();
      for (Case test : cases.every()) {
        if (supports(device, test, findings)) {
          supported.add(test.operation().id());
          new RunChecks(device, options, cases, findings).check(test);
          if (!padded) {
            costs(device, options, cases, findings, test);
          }
        }
      }
      windows(device, options, cases, findings);
      unchanged(cases.all(), before, findings);
    }
    new CostChecks(device, options, new Cases(options, false), findings).table();
    findings.check(!supported.isEmpty(), "device", "it supports no operation at all");
    return findings.all();
  }

  private static void windows(Device device, Options options, Cases cases, Findings findings) {
    List<Case> full = List.of(cases.scores(), cases.softmax(), cases.context());
    List<Case> windowed = cases.windowed(WindowChecks.WINDOW);
    for (int i = 0; i < full.size(); i++) {
      Case test = windowed.get(i);
      if (device.supports(test.operation()).supported()) {
        new RunChecks(device, options, cases, findings).check(test);
        new WindowChecks(device, options, cases, findings).check(test, full.get(i));
        new CostChecks(device, options, cases, findings).check(test);
      }
    }
  }

  private static void costs(
      Device device, Options options, Cases cases, Findings findings, Case test) {
    CostChecks costs = new CostChecks(device, options, cases, findings);
    costs.check(test);
    costs.provision(test.operation());
    if (test.operation() instanceof StaticMatmul) {
      new PartChecks(device, options, cases, findings).check();
    }
  }

  private static boolean supports(Device device, Case test, Findings findings) {
    Support support = device.supports(test.operation());
    findings.check(
        support.supported() || !support.reason().isBlank(), test, "it is refused without a reason");
    return support.supported();
  }

  private static void unchanged(List<Tensor> tensors, List<float[]> before, Findings findings) {
    for (int i = 0; i < before.size(); i++) {
      findings.check(
          Blocks.same(before.get(i), tensors.get(i).data()),
          tensors.get(i).name(),
          "the tensor was changed");
    }
  }
}
