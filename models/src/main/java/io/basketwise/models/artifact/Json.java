package io.basketwise.models.artifact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON as a small tree of {@code Map}, {@code List}, {@code String}, {@code Long}, {@code Double}
 * and {@code Boolean}. A null member of an object is an absent one; a null in a list is refused.
 * Numbers are written as the shortest decimals that read back to the same double, on every JVM.
 */
public final class Json {
  private static final int MAX_DEPTH = 64;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names may be item ids, as many as there are: no symbol table holds or interns them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private Json() {}

  /** The tree of a text. */
  public static Object read(String text) {
    try (JsonParser json = FACTORY.createParser(text)) {
      json.nextToken();
      Object value = readValue(json);
      if (json.nextToken() != null) {
        throw new JsonException("more after the JSON value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonException("not JSON" + place(e) + ": " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String place(JsonProcessingException e) {
    @Nullable JsonLocation at = e.getLocation();
    return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
  }

  private static Object readValue(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    if (token == null) {
      throw new JsonException("no JSON value");
    }
    return switch (token) {
      case START_OBJECT -> readObject(json);
      case START_ARRAY -> readList(json);
      case VALUE_STRING -> json.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NUMBER_INT -> readLong(json);
      case VALUE_NUMBER_FLOAT -> finite(json.getDoubleValue());
      default -> throw new JsonException("found " + token + ", expected a value");
    };
  }

  private static Map<String, Object> readObject(JsonParser json) throws IOException {
    var object = new LinkedHashMap<String, Object>();
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        object.put(name, readValue(json));
      }
    }
    return object;
  }

  private static List<Object> readList(JsonParser json) throws IOException {
    var list = new ArrayList<Object>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(readValue(json));
    }
    return list;
  }

  private static Object readLong(JsonParser json) throws IOException {
    if (json.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
      throw new JsonException("found " + json.getText() + ", expected a number of 64 bits");
    }
    return json.getLongValue();
  }

  private static Double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new JsonException("found " + value + ", expected a finite number");
    }
    return value;
  }

  /** One line, members in the order of the map. */
  public static String write(Object tree) {
    var out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      writeValue(tree, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString();
  }

  /** Indented by two spaces, members in the order of the map, with one line end at the end. */
  public static String pretty(Object tree) {
    var out = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      var indenter = new DefaultIndenter("  ", "\n");
      json.setPrettyPrinter(
          new DefaultPrettyPrinter(
                  Separators.createDefaultInstance()
                      .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
              .withObjectIndenter(indenter)
              .withArrayIndenter(indenter));
      writeValue(tree, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.append('\n').toString();
  }

  /** A copy with members in the order of their names, without null members, numbers widened. */
  public static Object canonical(Object tree) {
    if (tree instanceof Map<?, ?> map) {
      return canonicalObject(map);
    }
    if (tree instanceof List<?> list) {
      return list.stream().map(Json::canonical).toList();
    }
    if (tree instanceof Number number) {
      return canonicalNumber(number);
    }
    if (tree instanceof String || tree instanceof Boolean) {
      return tree;
    }
    throw new JsonException("found a " + tree.getClass().getName() + ", expected JSON's own types");
  }

  /** A copy of an object with members in the order of their names. */
  public static Map<String, Object> canonicalObject(Map<?, ?> map) {
    var sorted = new TreeMap<String, Object>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      @Nullable Object value = entry.getValue();
      if (value != null) {
        sorted.put(String.valueOf(entry.getKey()), canonical(value));
      }
    }
    return sorted;
  }

  private static Object canonicalNumber(Number number) {
    if (number instanceof Double || number instanceof Float) {
      return finite(number.doubleValue());
    }
    if (number instanceof Long || number instanceof Integer || number instanceof Short) {
      return number.longValue();
    }
    throw new JsonException("found a " + number.getClass().getName() + ", expected long or double");
  }

  private static void writeValue(Object value, JsonGenerator json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      writeObject(map, json);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        writeValue(element, json);
      }
      json.writeEndArray();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(canonicalNumber(number), json);
    } else {
      json.writeString((String) canonical(value));
    }
  }

  private static void writeObject(Map<?, ?> map, JsonGenerator json) throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      @Nullable Object value = entry.getValue();
      if (value != null) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        writeValue(value, json);
      }
    }
    json.writeEndObject();
  }

  private static void writeNumber(Object number, JsonGenerator json) throws IOException {
    if (number instanceof Double value) {
      json.writeNumber(value);
    } else {
      json.writeNumber((Long) number);
    }
  }
}
