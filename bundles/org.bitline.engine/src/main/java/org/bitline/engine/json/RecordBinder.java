package org.bitline.engine.json;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bitline.api.base.DeviceProblem;
import org.bitline.api.base.InputProblem;
import org.bitline.api.base.Location;
import org.bitline.api.base.Problem;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;
import org.bitline.api.unit.QuantityParser;
import org.bitline.api.unit.RecordReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Binds JSON objects to records whose components carry {@link Param}.
 *
 * <p>Jackson reads the text; what is done here is what it cannot say in a user's words: which key
 * at which pointer, what was found there, which unit, range or names are allowed.
 */
@Component(service = RecordReader.class)
public final class RecordBinder implements RecordReader {

  private final Scalars scalars;

  @Activate
  public RecordBinder(@Reference QuantityParser quantities) {
    this.scalars = new Scalars(quantities);
  }

  @Override
  public <T extends Record> T read(Path file, String format, Class<T> type) {
    return bind(withoutFormat(JsonFiles.read(file), format), type);
  }

  /** Checks a file's format member and takes it off. */
  public static Section withoutFormat(Section section, String format) {
    Object found = section.values().get("format");
    if (!format.equals(found)) {
      throw new InputProblem(
          section.location().member("format"),
          (found == null ? "the key is missing" : "found " + JsonFiles.describe(found))
              + "; this file should say \"format\": \""
              + format
              + "\"");
    }
    return without(section, "format");
  }

  /** The section without one of its members. */
  public static Section without(Section section, String key) {
    Map<String, Object> rest = new LinkedHashMap<>(section.values());
    rest.remove(key);
    return new Section(section.location(), section.directory(), rest);
  }

  @Override
  public <T extends Record> T bind(Section section, Class<T> type) {
    RecordComponent[] components = type.getRecordComponents();
    Set<String> known = new LinkedHashSet<>();
    for (RecordComponent component : components) {
      known.add(component.getName());
    }
    for (String key : section.values().keySet()) {
      if (!known.contains(key)) {
        throw new InputProblem(
            section.location(), "unknown key \"" + key + "\"" + Names.hint(key, known, "keys"));
      }
    }
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = component(components[i], section);
    }
    return construct(type, values, section.location());
  }

  @Override
  public String schema(Class<? extends Record> type, String title) {
    return Schemas.of(type, title);
  }

  private Object component(RecordComponent component, Section section) {
    Param param = component.getAnnotation(Param.class);
    if (param == null) {
      throw new DeviceProblem(
          "the component "
              + component.getName()
              + " of "
              + component.getDeclaringRecord().getName()
              + " has no @Param; if it has one in the source, its bundle does not import"
              + " org.bitline.api.unit (in bnd.bnd: Import-Package: org.bitline.api.unit,*)",
          null);
    }
    String key = component.getName();
    Location at = section.location().member(key);
    if (section.values().containsKey(key)) {
      return value(
          component.getGenericType(), param, section.values().get(key), at, section.directory());
    }
    return absent(component, param, section, at);
  }

  private Object absent(RecordComponent component, Param param, Section section, Location at) {
    Class<?> raw = component.getType();
    if (!param.byDefault().equals(Param.REQUIRED)) {
      return scalars.read(raw, param, scalars.literal(raw, param, at), at);
    } else if (raw == Optional.class) {
      return Optional.empty();
    } else if (raw == List.class) {
      return List.of();
    } else if (raw == Map.class) {
      return Map.of();
    } else if (raw.isRecord() && raw != Section.class) {
      return bind(new Section(at, section.directory(), Map.of()), raw.asSubclass(Record.class));
    }
    throw new InputProblem(
        section.location(), "the key \"" + component.getName() + "\" is missing: " + param.doc());
  }

  private Object value(Type type, Param param, Object found, Location at, Path directory) {
    Class<?> raw = raw(type);
    if (raw == Optional.class) {
      return found == null
          ? Optional.empty()
          : Optional.of(value(argument(type, 0), param, found, at, directory));
    } else if (raw == Object.class) {
      return found;
    } else if (raw == List.class) {
      return list(argument(type, 0), param, found, at, directory);
    } else if (raw == Map.class) {
      return map(argument(type, 1), param, found, at, directory);
    } else if (raw == Section.class) {
      return JsonFiles.section(found, at, directory);
    } else if (raw.isRecord()) {
      return bind(JsonFiles.section(found, at, directory), raw.asSubclass(Record.class));
    }
    return scalars.read(raw, param, found, at);
  }

  private List<Object> list(Type element, Param param, Object found, Location at, Path directory) {
    if (!(found instanceof List<?> list)) {
      throw new InputProblem(at, "found " + JsonFiles.describe(found) + "; a list is wanted");
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      values.add(value(element, param, list.get(i), at.element(i), directory));
    }
    return List.copyOf(values);
  }

  private Map<String, Object> map(
      Type element, Param param, Object found, Location at, Path directory) {
    Map<String, Object> values = new LinkedHashMap<>();
    JsonFiles.section(found, at, directory)
        .values()
        .forEach(
            (key, member) ->
                values.put(key, value(element, param, member, at.member(key), directory)));
    return values;
  }

  private static <T extends Record> T construct(Class<T> type, Object[] values, Location at) {
    try {
      Class<?>[] types =
          Arrays.stream(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class[]::new);
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      } else if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw new InputProblem(at + ": " + refusal.getMessage(), refusal);
      }
      throw new IllegalStateException(type.getName() + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.getName() + " cannot be made", e);
    }
  }

  private static Class<?> raw(Type type) {
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
