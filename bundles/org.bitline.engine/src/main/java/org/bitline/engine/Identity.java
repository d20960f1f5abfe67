package org.bitline.engine;

import java.nio.file.Path;
import java.util.Collection;
import org.bitline.api.base.Installation;
import org.bitline.api.device.Component;
import org.bitline.api.device.Figure;
import org.bitline.api.workload.Operation.StaticMatmul;
import org.bitline.engine.output.Digest;
import org.bitline.engine.plan.DeviceModels;
import org.bitline.engine.plan.ExperimentReader.Descriptor;
import org.bitline.engine.plan.PlacedOperation;
import org.bitline.engine.plan.Plan;

/** The digest of everything that a result depends on: same digest, same result. */
final class Identity {

  private Identity() {}

  static String of(Descriptor descriptor, Collection<Plan> plans, Installation installation) {
    Digest digest = new Digest().add(installation.version()).add(descriptor.canonical());
    Origin.outside(installation.home()).forEach(digest::add);
    for (Plan plan : plans) {
      digest.add(plan.variant()).add(String.valueOf(plan.workload().facts()));
      for (Path source : plan.sources()) {
        digest.add(Digest.of(source));
      }
      for (PlacedOperation placed : plan.operations()) {
        digest.add(placed.operation().id()).add(placed.device()).add("" + placed.copies());
        if (placed.operation() instanceof StaticMatmul matmul) {
          digest.add(matmul.weight().identity());
          digest.add(matmul.rows().toString()).add(matmul.columns().toString());
        }
      }
      plan.devices().values().forEach(device -> add(device, digest));
    }
    return digest.hex();
  }

  private static void add(DeviceModels.Built device, Digest digest) {
    device.files().forEach(file -> digest.add(Digest.of(file)));
    device
        .device()
        .costs()
        .components()
        .forEach(
            (role, component) -> {
              digest.add(role).add(component.name());
              add(component, digest);
            });
  }

  private static void add(Component component, Digest digest) {
    add(component.area(), digest);
    add(component.leakage(), digest);
    component
        .actions()
        .forEach(
            (name, action) -> {
              digest.add(name);
              add(action.energy(), digest);
              add(action.latency(), digest);
            });
  }

  private static void add(Figure figure, Digest digest) {
    digest.add(figure.known() + " " + Double.doubleToLongBits(figure.nominal()));
    digest.add(Double.doubleToLongBits(figure.low()) + " " + figure.high());
  }
}
