package io.basketwise.models.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Typed reads from an object of a JSON tree; a fault names the path of the member. */
final class JsonObject {
  private static final int MAX_QUOTED = 200;

  private final String path;
  private final Map<?, ?> members;

  private JsonObject(String path, Map<?, ?> members) {
    this.path = path;
    this.members = members;
  }

  static JsonObject of(Object tree) {
    return of("$", tree);
  }

  private static JsonObject of(String path, Object tree) {
    if (tree instanceof Map<?, ?> members) {
      return new JsonObject(path, members);
    }
    throw new JsonException(path + ": found " + brief(Json.write(tree)) + ", expected an object");
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Map<String, Object> tree() {
    return Json.canonicalObject(members);
  }

  List<String> names() {
    return members.keySet().stream().map(String::valueOf).toList();
  }

  String where(String name) {
    return path + "." + name;
  }

  JsonException fault(String name, String found, String expected) {
    return new JsonException(where(name) + ": found " + brief(found) + ", expected " + expected);
  }

  /** The start of a text that may be long or not meant for a terminal, for a message. */
  static String brief(String text) {
    String start = text.length() > MAX_QUOTED ? text.substring(0, MAX_QUOTED) + "\u2026" : text;
    return start.replaceAll("\\p{Cntrl}", "?");
  }

  private Object member(String name) {
    @Nullable Object value = members.get(name);
    if (value == null) {
      throw fault(name, "nothing", "a value");
    }
    return value;
  }

  private <T> T typed(String name, Class<T> type, String expected) {
    Object value = member(name);
    if (!type.isInstance(value)) {
      throw fault(name, Json.write(value), expected);
    }
    return type.cast(value);
  }

  String text(String name) {
    return typed(name, String.class, "a string");
  }

  Optional<String> optionalText(String name) {
    return has(name) ? Optional.of(text(name)) : Optional.empty();
  }

  long whole(String name) {
    return typed(name, Long.class, "a whole number");
  }

  double number(String name) {
    return typed(name, Number.class, "a number").doubleValue();
  }

  double number(String name, double otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  boolean flag(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  <T> T parsed(String name, String expected, Function<String, T> parser) {
    String text = text(name);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      throw fault(name, "\"" + text + "\"", expected);
    }
  }

  JsonObject object(String name) {
    return of(where(name), member(name));
  }

  Map<String, Object> tree(String name) {
    return object(name).tree();
  }

  List<?> list(String name) {
    return typed(name, List.class, "a list");
  }

  List<String> texts(String name) {
    var texts = new ArrayList<String>();
    for (Object element : list(name)) {
      if (!(element instanceof String text)) {
        throw fault(name, Json.write(element), "strings");
      }
      texts.add(text);
    }
    return texts;
  }

  List<JsonObject> objects(String name) {
    var objects = new ArrayList<JsonObject>();
    for (Object element : list(name)) {
      objects.add(of(where(name) + "[" + objects.size() + "]", element));
    }
    return objects;
  }
}
