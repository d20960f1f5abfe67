package org.bitline.cost;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bitline.api.base.Location;

/** What the names in an expression stand for. */
interface Names {

  /** All names there are. */
  Set<String> known();

  /**
   * A known name's value: a Double or a String.
   *
   * @param where the expression that uses it
   */
  Object value(String name, Location where);

  /** These names, and one more. */
  default Names and(String extra, Object value) {
    Names these = this;
    return new Names() {
      @Override
      public Set<String> known() {
        Set<String> all = new TreeSet<>(these.known());
        all.add(extra);
        return all;
      }

      @Override
      public Object value(String name, Location where) {
        return name.equals(extra) ? value : these.value(name, where);
      }
    };
  }

  /** Names with the values of a map. */
  static Names of(Map<String, ?> values) {
    return new Names() {
      @Override
      public Set<String> known() {
        return values.keySet();
      }

      @Override
      public Object value(String name, Location where) {
        return values.get(name);
      }
    };
  }
}
