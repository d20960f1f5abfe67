package org.bitline.engine;

import java.nio.file.Path;
import org.bitline.api.base.Installation;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The distribution that the launcher started: its folder is the framework property bitline.home.
 */
@Component(service = Installation.class)
public final class InstallationService implements Installation {

  private final Path home;
  private final String version;

  @Activate
  public InstallationService(BundleContext context) {
    String property = context.getProperty("bitline.home");
    this.home = Path.of(property == null ? "." : property).toAbsolutePath().normalize();
    Version own = context.getBundle().getVersion();
    this.version = own.getMajor() + "." + own.getMinor() + "." + own.getMicro();
  }

  @Override
  public Path home() {
    return home;
  }

  @Override
  public String version() {
    return version;
  }
}
