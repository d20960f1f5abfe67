package org.bitline.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands with what they need. */
final class Factory implements CommandLine.IFactory {

  private final Services services;
  private final Root root;

  Factory(Services services, Root root) {
    this.services = services;
    this.root = root;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 2
          && constructor.getParameterTypes()[0] == Services.class) {
        return type.cast(constructor.newInstance(services, root.console()));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
