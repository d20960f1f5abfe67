package org.bitline.engine.json;

import java.util.List;
import java.util.Map;
import org.bitline.api.base.InputProblem;

/**
 * Replaces the value at a dotted path. Numbers step into lists; everything behind a member called
 * {@code set} is one key, because that is how {@code set} writes its paths.
 */
public final class Overrides {

  private Overrides() {}

  /**
   * Replaces a value.
   *
   * @param root changed in place
   * @param path e.g. {@code inputs.dataset}, {@code devices.cim.set.adc.bits}, {@code
   *     links.0.energy}
   * @param what who asks, for messages
   */
  public static void apply(Map<String, Object> root, String path, Object value, String what) {
    if (path.isBlank()) {
      throw new InputProblem(what + ": the path before \"=\" is empty");
    }
    Object at = root;
    String rest = path;
    boolean inSet = false;
    while (true) {
      int dot = inSet ? -1 : rest.indexOf('.');
      String key = dot < 0 ? rest : rest.substring(0, dot);
      if (dot < 0) {
        put(at, key, value, path, what);
        return;
      }
      at = step(at, key, path, what);
      inSet = key.equals("set");
      rest = rest.substring(dot + 1);
    }
  }

  @SuppressWarnings("unchecked")
  private static void put(Object at, String key, Object value, String path, String what) {
    if (at instanceof Map<?, ?> map) {
      ((Map<String, Object>) map).put(key, value);
    } else {
      List<Object> list = (List<Object>) at;
      list.set(index(list, key, path, what), value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Object step(Object at, String key, String path, String what) {
    Object next;
    if (at instanceof Map<?, ?> map) {
      next =
          ((Map<String, Object>) map)
              .computeIfAbsent(key, k -> new java.util.LinkedHashMap<String, Object>());
    } else {
      List<Object> list = (List<Object>) at;
      next = list.get(index(list, key, path, what));
    }
    if (!(next instanceof Map<?, ?>) && !(next instanceof List<?>)) {
      throw new InputProblem(
          what
              + ": the path \""
              + path
              + "\" goes through \""
              + key
              + "\", which is "
              + JsonFiles.describe(next));
    }
    return next;
  }

  private static int index(List<Object> list, String key, String path, String what) {
    try {
      int index = Integer.parseInt(key);
      if (index >= 0 && index < list.size()) {
        return index;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message.
    }
    throw new InputProblem(
        what
            + ": \""
            + key
            + "\" in the path \""
            + path
            + "\" should be a number from 0 to "
            + (list.size() - 1));
  }
}
