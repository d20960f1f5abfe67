package org.bitline.cost;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Section;
import org.bitline.api.unit.RecordReader;

/** Reads the records of this bundle from JSON, as far as these tests need it. */
final class JsonRecords implements RecordReader {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  @Override
  public <T extends Record> T read(Path file, String format, Class<T> type) {
    try {
      @SuppressWarnings("unchecked")
      Map<String, Object> tree = JSON.readValue(file.toFile(), LinkedHashMap.class);
      Location location = new Location(file.toString(), "");
      if (!format.equals(tree.remove("format"))) {
        throw new InputProblem(location, "the format must be " + format + ".");
      }
      return type.cast(value(type, tree, location, file.toAbsolutePath().getParent()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public <T extends Record> T bind(Section section, Class<T> type) {
    return type.cast(value(type, section.values(), section.location(), section.directory()));
  }

  @Override
  public String schema(Class<? extends Record> type, String title) {
    throw new AssertionError("these tests ask for no schema");
  }

  @SuppressWarnings("unchecked")
  private static Object value(Type type, Object json, Location where, Path directory) {
    if (type instanceof ParameterizedType p && p.getRawType() == Optional.class) {
      Type inner = p.getActualTypeArguments()[0];
      return Optional.ofNullable(json).map(j -> value(inner, j, where, directory));
    }
    if (type instanceof ParameterizedType p && p.getRawType() == Map.class) {
      Map<String, Object> map = new LinkedHashMap<>();
      ((Map<String, Object>) json)
          .forEach(
              (k, v) ->
                  map.put(k, value(p.getActualTypeArguments()[1], v, where.member(k), directory)));
      return map;
    }
    if (type == Section.class) {
      return new Section(where, directory, (Map<String, Object>) json);
    }
    Class<?> c = (Class<?>) type;
    return c.isRecord() ? object(c, (Map<String, Object>) json, where, directory) : c.cast(json);
  }

  private static Object object(
      Class<?> type, Map<String, Object> json, Location where, Path directory) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    Map<String, Object> left = new LinkedHashMap<>(json);
    for (int i = 0; i < components.length; i++) {
      String name = components[i].getName();
      types[i] = components[i].getType();
      Object given = left.remove(name);
      if (given == null && types[i] != Optional.class) {
        throw new InputProblem(where, "key " + name + " is missing.");
      }
      values[i] = value(components[i].getGenericType(), given, where.member(name), directory);
    }
    if (!left.isEmpty()) {
      throw new InputProblem(where, "unknown keys " + left.keySet() + ".");
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
