package io.basketwise.models.decision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Typed reads of streamed JSON, each fault with the name of its field. A null is an absent field.
 */
final class JsonFields implements AutoCloseable {
  static final int MAX_DEPTH = 64;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names may be item ids, as many as there are: no symbol table holds or interns them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .build();

  private final JsonParser json;
  private final Consumer<String> unknown;

  /** Takes one field; the parser stands on its value. */
  @FunctionalInterface
  interface Field {
    void read(String name) throws IOException;
  }

  /** Reads one value, or one element of a list; the parser stands on it. */
  @FunctionalInterface
  interface Value<T> {
    T read(String where) throws IOException;
  }

  private JsonFields(JsonParser json, Consumer<String> unknown) {
    this.json = json;
    this.unknown = unknown;
  }

  static JsonFields of(String line, Consumer<String> unknown) throws IOException {
    var fields = new JsonFields(JSON.createParser(line), unknown);
    fields.json.nextToken();
    return fields;
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  /** Reads an object; fields with a null are passed over. */
  void object(String where, Field field) throws IOException {
    expect(JsonToken.START_OBJECT, where, "an object");
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      if (json.nextToken() != JsonToken.VALUE_NULL) {
        field.read(name);
      }
    }
  }

  boolean atObject() {
    return json.currentToken() == JsonToken.START_OBJECT;
  }

  void end() throws IOException {
    if (json.nextToken() != null) {
      throw new MalformedMomentException("more than one JSON value on the line");
    }
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  void skipUnknown(String where) throws IOException {
    unknown.accept(where);
    skip();
  }

  <T> List<T> list(String where, Value<T> element) throws IOException {
    expect(JsonToken.START_ARRAY, where, "a list");
    var values = new ArrayList<T>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      values.add(element.read(where + "[" + values.size() + "]"));
    }
    return values;
  }

  <T> Map<String, T> map(String where, Value<T> value) throws IOException {
    var values = new LinkedHashMap<String, T>();
    object(where, name -> values.put(name, value.read(where + "." + name)));
    return values;
  }

  String text(String where) throws IOException {
    expect(JsonToken.VALUE_STRING, where, "a string");
    return json.getText();
  }

  boolean flag(String where) throws IOException {
    if (json.currentToken() == JsonToken.VALUE_TRUE) {
      return true;
    }
    expect(JsonToken.VALUE_FALSE, where, "true or false");
    return false;
  }

  double number(String where) throws IOException {
    if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      expect(JsonToken.VALUE_NUMBER_FLOAT, where, "a number");
    }
    double value = json.getDoubleValue();
    if (!Double.isFinite(value)) {
      throw new MalformedMomentException(where + ": found " + value + ", expected a finite number");
    }
    return value;
  }

  long whole(String where) throws IOException {
    double value = number(where);
    if (value != Math.rint(value) || Math.abs(value) > 1e15) {
      throw new MalformedMomentException(
          where + ": found " + value + ", expected a whole number of at most 15 digits");
    }
    return (long) value;
  }

  Instant time(String where) throws IOException {
    String text = text(where);
    try {
      return Times.checked(Instant.parse(text));
    } catch (DateTimeException e) {
      throw new MalformedMomentException(
          where + ": found \"" + text + "\", expected a UTC time such as 2026-11-01T12:00:00Z");
    }
  }

  private void expect(JsonToken expected, String where, String description) throws IOException {
    if (json.currentToken() != expected) {
      String found = json.currentToken() == null ? "nothing" : json.getText();
      throw new MalformedMomentException(where + ": found " + found + ", expected " + description);
    }
  }
}
