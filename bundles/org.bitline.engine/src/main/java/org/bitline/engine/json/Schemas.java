package org.bitline.engine.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bitline.api.base.Section;
import org.bitline.api.unit.Param;

/** JSON Schemas (draft 2020-12) of what {@link RecordBinder} accepts. */
final class Schemas {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Schemas() {}

  static String of(Class<? extends Record> type, String title) {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", title);
    schema.setAll(record(type));
    if (title.startsWith("bitline/")) {
      ObjectNode format = JsonNodeFactory.instance.objectNode();
      format.put("const", title);
      ObjectNode properties = JsonNodeFactory.instance.objectNode();
      properties.set("format", format);
      properties.setAll((ObjectNode) schema.get("properties"));
      schema.set("properties", properties);
      schema.withArray("required").insert(0, "format");
    }
    DefaultIndenter indent = new DefaultIndenter("  ", "\n");
    try {
      return MAPPER
              .writer(
                  new DefaultPrettyPrinter().withObjectIndenter(indent).withArrayIndenter(indent))
              .writeValueAsString(schema)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ObjectNode record(Class<?> type) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", "object");
    ObjectNode properties = node.putObject("properties");
    List<String> required = new java.util.ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      Param param = component.getAnnotation(Param.class);
      ObjectNode property = value(component.getGenericType(), param);
      property.put(
          "description",
          param.doc() + (param.unit().isEmpty() ? "" : " Unit of " + param.unit() + "."));
      if (!param.byDefault().equals(Param.REQUIRED)) {
        setDefault(property, component.getType(), param);
      } else if (isRequired(component)) {
        required.add(component.getName());
      }
      properties.set(component.getName(), property);
    }
    if (!required.isEmpty()) {
      required.forEach(node.putArray("required")::add);
    }
    node.put("additionalProperties", false);
    return node;
  }

  private static void setDefault(ObjectNode property, Class<?> type, Param param) {
    String text = param.byDefault();
    if (!param.unit().isEmpty() || type == String.class || type.isEnum()) {
      property.put("default", text);
    } else if (type == boolean.class) {
      property.put("default", Boolean.parseBoolean(text));
    } else if (type == double.class) {
      property.put("default", Double.parseDouble(text));
    } else {
      property.put("default", Long.parseLong(text));
    }
  }

  private static boolean isRequired(RecordComponent component) {
    Class<?> raw = component.getType();
    if (raw == Optional.class || raw == List.class || raw == Map.class) {
      return false;
    }
    if (raw.isRecord() && raw != Section.class) {
      for (RecordComponent inner : raw.getRecordComponents()) {
        boolean defaulted = !inner.getAnnotation(Param.class).byDefault().equals(Param.REQUIRED);
        if (!defaulted && isRequired(inner)) {
          return true;
        }
      }
      return false;
    }
    return true;
  }

  private static ObjectNode value(Type type, Param param) {
    Class<?> raw =
        type instanceof ParameterizedType generic
            ? (Class<?>) generic.getRawType()
            : (Class<?>) type;
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (raw == Optional.class) {
      return orNull(value(argument(type, 0), param));
    } else if (raw == List.class) {
      node.put("type", "array").set("items", value(argument(type, 0), param));
    } else if (raw == Map.class) {
      node.put("type", "object").set("additionalProperties", value(argument(type, 1), param));
    } else if (raw == Section.class) {
      node.put("type", "object");
    } else if (raw.isRecord()) {
      return record(raw);
    } else if (raw != Object.class) {
      scalar(raw, param, node);
    }
    return node;
  }

  /** An optional value may be written as null. */
  private static ObjectNode orNull(ObjectNode node) {
    if (node.path("type").isTextual()) {
      String type = node.get("type").asText();
      node.putArray("type").add(type).add("null");
    }
    return node;
  }

  private static void scalar(Class<?> raw, Param param, ObjectNode node) {
    if (!param.unit().isEmpty()) {
      node.put("type", "string").put("pattern", "^\\s*[-+]?[0-9.]");
    } else if (raw == String.class) {
      node.put("type", "string");
      if (param.oneOf().length > 0) {
        List.of(param.oneOf()).forEach(node.putArray("enum")::add);
      }
    } else if (raw.isEnum()) {
      List.of(raw.getEnumConstants())
          .forEach(c -> node.withArray("enum").add(Scalars.name((Enum<?>) c)));
    } else if (raw == boolean.class || raw == Boolean.class) {
      node.put("type", "boolean");
    } else {
      boolean real = raw == double.class || raw == Double.class;
      node.put("type", real ? "number" : "integer");
      bounds(param, node);
    }
  }

  private static void bounds(Param param, ObjectNode node) {
    if (param.min() != Double.NEGATIVE_INFINITY) {
      node.put("minimum", param.min());
    }
    if (param.max() != Double.POSITIVE_INFINITY) {
      node.put("maximum", param.max());
    }
    if (param.above() != Double.NEGATIVE_INFINITY) {
      node.put("exclusiveMinimum", param.above());
    }
  }

  private static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }
}
