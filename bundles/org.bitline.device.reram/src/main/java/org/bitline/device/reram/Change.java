package org.bitline.device.reram;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/** A record with one component replaced, by its dotted name. */
final class Change {

  private Change() {}

  @SuppressWarnings("unchecked")
  static <R extends Record> R in(R record, String path, Object value) {
    String[] names = path.split("\\.", 2);
    RecordComponent[] components = record.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    Class<?>[] types = new Class<?>[components.length];
    boolean found = false;
    try {
      for (int i = 0; i < components.length; i++) {
        types[i] = components[i].getType();
        values[i] = components[i].getAccessor().invoke(record);
        if (components[i].getName().equals(names[0])) {
          found = true;
          values[i] = names.length == 1 ? value : in((Record) values[i], names[1], value);
        }
      }
      if (!found) {
        throw new IllegalArgumentException("no parameter " + path);
      }
      Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
