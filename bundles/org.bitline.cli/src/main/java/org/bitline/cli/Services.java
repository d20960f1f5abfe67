package org.bitline.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.bitline.api.base.Installation;
import org.bitline.api.result.Engine;
import org.bitline.api.result.ReferenceSuite;
import org.bitline.api.result.Result;
import org.bitline.api.workload.WorkloadProvider;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What the commands use. */
@Component(service = Services.class)
public final class Services {

  private final BundleContext context;
  private final Engine engine;
  private final Installation installation;
  private final Function<List<Path>, String> compare;
  private final Function<Result, String> table;

  @Reference(
      service = WorkloadProvider.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<WorkloadProvider<?>> providers = List.of();

  @Reference(
      service = ReferenceSuite.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  volatile List<ReferenceSuite> suites = List.of();

  @Activate
  public Services(
      BundleContext context,
      @Reference Engine engine,
      @Reference Installation installation,
      @Reference(target = "(bitline.command=compare)") Function<List<Path>, String> compare,
      @Reference(target = "(bitline.command=table)") Function<Result, String> table) {
    this.context = context;
    this.engine = engine;
    this.installation = installation;
    this.compare = compare;
    this.table = table;
  }

  Engine engine() {
    return engine;
  }

  Installation installation() {
    return installation;
  }

  List<WorkloadProvider<?>> providers() {
    return providers;
  }

  List<ReferenceSuite> suites() {
    return suites;
  }

  String compare(List<Path> results) {
    return compare.apply(results);
  }

  String table(Result result) {
    return table.apply(result);
  }

  Bundles bundles() {
    return new Bundles(context);
  }
}
