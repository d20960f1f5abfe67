package org.bitline.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * A running framework with the bundles of a distribution.
 *
 * <p>A bundle that cannot be installed or started is kept in {@link #failures} and the others go
 * on. The framework's cache is a temporary folder, deleted by {@link #close}.
 */
public final class BitlineFramework implements AutoCloseable {

  /** Bundles that import it are extras: without the module the scalar kernels serve. */
  private static final String OPTIONAL_MODULE = "jdk.incubator.vector";

  private final Framework framework;
  private final Path cache;
  private final List<String> failures = new ArrayList<>();

  private BitlineFramework(Framework framework, Path cache) {
    this.framework = framework;
    this.cache = cache;
  }

  /**
   * Starts the bundles in {@code bundles/} and {@code plugins/} of a distribution.
   *
   * @param home the distribution's folder
   */
  public static BitlineFramework start(Path home) throws BundleException, IOException {
    Path cache = Files.createTempDirectory("bitline-felix-");
    Map<String, String> configuration = new HashMap<>();
    configuration.put("org.osgi.framework.storage", cache.toString());
    configuration.put("org.osgi.framework.storage.clean", "onFirstInit");
    configuration.put("felix.log.level", "0");
    configuration.put("bitline.home", home.toString());
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("no OSGi framework on the class path"))
            .newFramework(configuration);
    BitlineFramework started = new BitlineFramework(framework, cache);
    framework.init();
    List<Bundle> bundles = started.install(home.resolve("bundles"));
    bundles.addAll(started.install(home.resolve("plugins")));
    framework.start();
    bundles.forEach(started::start);
    return started;
  }

  private List<Bundle> install(Path folder) throws IOException {
    List<Bundle> installed = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return installed;
    }
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
    for (Path jar : jars) {
      try {
        // By reference: the jar is not copied into the cache.
        installed.add(framework.getBundleContext().installBundle("reference:" + jar.toUri()));
      } catch (BundleException e) {
        failures.add("the bundle " + jar.getFileName() + " cannot be installed: " + reason(e));
      }
    }
    return installed;
  }

  private void start(Bundle bundle) {
    try {
      bundle.start();
    } catch (BundleException e) {
      if (!String.valueOf(e.getMessage()).contains(OPTIONAL_MODULE)) {
        failures.add("the bundle " + bundle.getSymbolicName() + " is not available: " + reason(e));
      }
    }
  }

  /** Felix's message, shortened to the missing package where there is one. */
  static String reason(BundleException e) {
    String text = String.valueOf(e.getMessage());
    int at = text.indexOf("osgi.wiring.package=");
    if (at >= 0) {
      String name = text.substring(at + "osgi.wiring.package=".length()).split("[)\\s]", 2)[0];
      return "no bundle exports the package " + name + " that it needs";
    }
    return text;
  }

  /** One sentence for each bundle that is not there. */
  public List<String> failures() {
    return List.copyOf(failures);
  }

  /** The framework's bundles, the framework itself among them. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /**
   * Runs a command.
   *
   * @return its exit code
   * @throws IllegalStateException where no bundle offers commands
   */
  public int run(PrintWriter out, PrintWriter err, boolean terminal, String... args) {
    Map<String, Object> call = new HashMap<>();
    call.put("out", out);
    call.put("err", err);
    call.put("terminal", terminal);
    call.put("args", args);
    return main().apply(call);
  }

  @SuppressWarnings("unchecked")
  private Function<Map<String, Object>, Integer> main() {
    try {
      for (ServiceReference<?> reference :
          context().getServiceReferences(Function.class, "(bitline.main=true)")) {
        return (Function<Map<String, Object>, Integer>) context().getService(reference);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    throw new IllegalStateException("no bundle offers the commands: " + failures);
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(5000);
    } catch (BundleException e) {
      // The process ends in any case.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    deleteCache();
  }

  /** Deletes the cache without stopping the framework: for a process that is about to end. */
  void deleteCache() {
    try (Stream<Path> files = Files.walk(cache)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary folder that stays is no reason to fail.
    }
  }
}
