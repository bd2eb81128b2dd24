package io.basketwise.publish;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.models.artifact.Policy;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.ItemFacts.Facts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Merges a shop's policy.yaml over the defaults and turns what its rules match into item ids, so
 * that the scorer compares nothing but numbers.
 */
public final class CompilePolicy {
  private static final Set<String> MATCHES =
      Set.of("item", "category", "tag", "brand", "family", "kind");

  private static final String PLACEMENTS = "placements.";

  /** Bounds without a default, of the whole policy and of a placement. */
  private static final Set<String> BOUNDS = Set.of("freeShippingAt");

  private static final Set<String> PLACEMENT_BOUNDS =
      Set.of("maxPriceRatio", "maxShareOfCart", "maxPerCategory");

  private final ItemDictionary dictionary;
  private final ItemFacts facts;

  /** Compiles against the items of a shop. */
  public CompilePolicy(ItemDictionary dictionary, ItemFacts facts) {
    this.dictionary = dictionary;
    this.facts = facts;
  }

  /** The compiled policy; the defaults alone where there is no file. */
  public Map<String, Object> compile(Optional<Path> file) {
    Map<String, Object> defaults = Policy.defaults();
    return file.map(path -> compile(path, defaults)).orElse(defaults);
  }

  private Map<String, Object> compile(Path file, Map<String, Object> defaults) {
    Map<String, Object> compiled = merge(file, "", defaults, read(file));
    List<Object> rules = new ArrayList<>();
    for (Object rule : list(file, "rules", compiled.getOrDefault("rules", List.of()))) {
      rules.add(resolve(file, map(file, "rules", rule)));
    }
    compiled.put("rules", rules);
    List<Object> messages =
        new ArrayList<>(list(file, "messages", compiled.getOrDefault("messages", List.of())));
    messages.addAll(list(file, "messages", Objects.requireNonNull(defaults.get("messages"))));
    compiled.put("messages", messages);
    try {
      Policy.of(compiled);
    } catch (IllegalArgumentException | JsonException e) {
      throw refusal(file, Objects.toString(e.getMessage()));
    }
    return compiled;
  }

  private static Map<String, Object> read(Path file) {
    try {
      Object tree =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      return tree == null ? Map.of() : map(file, "the file", plain(tree));
    } catch (YamlEngineException e) {
      throw refusal(file, Objects.toString(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the policy " + file, e);
    }
  }

  /** YAML's whole numbers as JSON has them. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Integer whole) {
      return whole.longValue();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(CompilePolicy::plain).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      entries.forEach((key, each) -> plain.put(key, plain(each)));
      return plain;
    }
    return value;
  }

  /** The shop's values over the defaults, key by key; a key that the defaults lack is unknown. */
  private static Map<String, Object> merge(
      Path file, String prefix, Map<String, Object> defaults, Map<String, Object> own) {
    Map<String, Object> merged = new TreeMap<>(defaults);
    own.forEach(
        (key, value) -> {
          if (!defaults.containsKey(key) && !isBound(prefix, key)) {
            throw refusal(
                file,
                String.format(
                    Locale.ROOT,
                    "unknown key '%s%s', known are %s",
                    prefix,
                    key,
                    defaults.keySet()));
          }
          Object standard = defaults.get(key);
          if (standard instanceof Map<?, ?>) {
            merged.put(
                key,
                merge(file, prefix + key + ".", map(file, key, standard), map(file, key, value)));
          } else if (value == null) {
            // A bound that is null is no bound.
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  private static boolean isBound(String prefix, String key) {
    return prefix.isEmpty()
        ? BOUNDS.contains(key)
        : prefix.startsWith(PLACEMENTS)
            && !prefix.equals(PLACEMENTS)
            && PLACEMENT_BOUNDS.contains(key);
  }

  private Map<String, Object> resolve(Path file, Map<String, Object> rule) {
    Map<String, Object> resolved = new TreeMap<>(rule);
    Object match = resolved.remove("match");
    if (match == null) {
      throw refusal(file, String.format(Locale.ROOT, "rule %s has no match", rule.get("id")));
    }
    Map<String, Object> conditions = map(file, "match", match);
    if (conditions.isEmpty() || !MATCHES.containsAll(conditions.keySet())) {
      throw refusal(
          file,
          String.format(
              Locale.ROOT,
              "rule %s matches %s, known are %s",
              rule.get("id"),
              conditions.keySet(),
              MATCHES.stream().sorted().toList()));
    }
    List<String> items =
        dictionary.ids().stream().filter(id -> matches(id, facts.of(id), conditions)).toList();
    if (items.isEmpty()) {
      throw refusal(
          file,
          String.format(Locale.ROOT, "rule %s matches no item: %s", rule.get("id"), conditions));
    }
    resolved.put("items", items);
    return resolved;
  }

  private static boolean matches(String id, Facts facts, Map<String, Object> conditions) {
    return conditions.entrySet().stream()
        .allMatch(each -> matches(id, facts, each.getKey(), each.getValue().toString()));
  }

  private static boolean matches(String id, Facts facts, String by, String value) {
    return switch (by) {
      case "item" -> id.equals(value);
      case "category" ->
          facts.category().equals(value) || facts.category().startsWith(value + " > ");
      case "tag" -> facts.tags().contains(value);
      case "brand" -> facts.brand().equals(value);
      case "family" -> facts.family().equals(value);
      case "kind" -> facts.kind().equals(value);
      default -> throw new IllegalArgumentException(by);
    };
  }

  private static Map<String, Object> map(Path file, String where, @Nullable Object value) {
    if (!(value instanceof Map<?, ?> entries)) {
      throw refusal(
          file, String.format(Locale.ROOT, "%s holds %s, expected keys with values", where, value));
    }
    Map<String, Object> typed = new TreeMap<>();
    entries.forEach((key, each) -> typed.put(String.valueOf(key), each));
    return typed;
  }

  private static List<?> list(Path file, String where, Object value) {
    if (!(value instanceof List<?> entries)) {
      throw refusal(file, String.format(Locale.ROOT, "%s holds %s, expected a list", where, value));
    }
    return entries;
  }

  private static Refusal refusal(Path file, String cause) {
    return Refusal.configuration(
        "The policy " + file + " cannot be used", cause, "mend the file and run check again");
  }
}
