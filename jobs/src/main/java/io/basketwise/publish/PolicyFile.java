package io.basketwise.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Nearest;
import io.basketwise.failure.Refusal;
import io.basketwise.messages.TextsFile;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import io.basketwise.models.artifact.Policy;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A shop's policy.yaml laid over the defaults, its rules still with what they match. POLICY.md
 * names every key.
 */
final class PolicyFile {
  private static final String PLACEMENTS = "placements.";

  /** Files of texts, relative to the policy; the policy's own go before theirs. */
  static final String MESSAGE_FILES = "messageFiles";

  /** Bounds without a default, of the whole policy and of a placement. */
  static final Set<String> BOUNDS = Set.of("freeShippingAt");

  static final Set<String> PLACEMENT_BOUNDS =
      Set.of("maxPriceRatio", "maxShareOfCart", "maxPerCategory", "minGain");

  /** What the elements of each list may have. */
  static final Map<String, Set<String>> MEMBERS =
      Map.of(
          "rules",
          Set.of("id", "action", "factor", "match", "placements", "from", "to"),
          "messages",
          TextsFile.MEMBERS,
          "experiments",
          Set.of("id", "placement", "from", "to", "variants"));

  static final Set<String> VARIANT_MEMBERS = Set.of("name", "share", "quiet", "explore");

  private final Path file;
  private final Map<String, Object> merged;
  private final List<RuleMatch> rules;

  private PolicyFile(Path file, Map<String, Object> merged) {
    this.file = file;
    this.merged = merged;
    this.rules =
        list(file, "rules", merged.getOrDefault("rules", List.of())).stream()
            .map(rule -> RuleMatch.of(map(file, "rules", rule), cause -> refusal(file, cause)))
            .toList();
  }

  /** Reads; an unknown key is refused. */
  static PolicyFile of(Path file) {
    Map<String, Object> defaults = Policy.defaults();
    Map<String, Object> own = read(file);
    List<Object> messages =
        new ArrayList<>(list(file, "messages", own.getOrDefault("messages", List.of())));
    for (Object name : list(file, MESSAGE_FILES, own.getOrDefault(MESSAGE_FILES, List.of()))) {
      messages.addAll(TextsFile.read(file.resolveSibling(String.valueOf(name))));
    }
    own.remove(MESSAGE_FILES);
    Map<String, Object> merged = merge(file, "", defaults, own);
    // The default texts go with the version, behind the shop's own.
    merged.put("messages", Policy.withDefaultMessages(messages));
    MEMBERS.forEach((key, known) -> checkMembers(file, key, merged.get(key), known));
    return new PolicyFile(file, merged);
  }

  private static void checkMembers(
      Path file, String key, @Nullable Object elements, Set<String> known) {
    for (Object element : elements == null ? List.of() : list(file, key, elements)) {
      Map<String, Object> members = map(file, key, element);
      for (String name : members.keySet()) {
        if (!known.contains(name)) {
          throw refusal(
              file,
              String.format(
                  Locale.ROOT,
                  "unknown key '%s' in %s, did you mean '%s'?",
                  name,
                  key,
                  Nearest.name(name, known.stream().sorted()).orElseThrow()));
        }
      }
      checkMembers(file, key + ".variants", members.get("variants"), VARIANT_MEMBERS);
    }
  }

  Map<String, Object> merged() {
    return merged;
  }

  List<RuleMatch> rules() {
    return rules;
  }

  /** The policy as the scorer reads it, with the ids of the items that each rule matches. */
  Map<String, Object> compile(Function<RuleMatch, List<String>> items) {
    Map<String, Object> compiled = new TreeMap<>(merged);
    compiled.put("rules", rules.stream().map(rule -> rule.resolved(items.apply(rule))).toList());
    try {
      Policy.of(compiled);
    } catch (IllegalArgumentException | JsonException e) {
      throw refusal(Objects.toString(e.getMessage()));
    }
    int bytes = Json.pretty(Json.canonicalObject(compiled)).getBytes(UTF_8).length;
    if (bytes > Policy.MAX_BYTES) {
      throw refusal(
          String.format(
              Locale.ROOT,
              "it has %,d bytes with its rules' items and its texts, a version carries %,d",
              bytes,
              Policy.MAX_BYTES));
    }
    return compiled;
  }

  Refusal refusal(String cause) {
    return refusal(file, cause);
  }

  private static Map<String, Object> read(Path file) {
    try {
      Object tree =
          new Load(LoadSettings.builder().setLabel(file.toString()).build())
              .loadFromString(Files.readString(file));
      return tree == null ? new TreeMap<>() : map(file, "the file", plain(tree));
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
      return list.stream().map(PolicyFile::plain).toList();
    }
    if (value instanceof Map<?, ?> entries) {
      Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
      entries.forEach((key, each) -> plain.put(key, plain(each)));
      return plain;
    }
    return value;
  }

  /**
   * The shop's values over the defaults, key by key; a key that is neither there nor a bound is
   * unknown.
   */
  private static Map<String, Object> merge(
      Path file, String prefix, Map<String, Object> defaults, Map<String, Object> own) {
    Map<String, Object> merged = new TreeMap<>(defaults);
    Set<String> known = new TreeSet<>(defaults.keySet());
    known.addAll(bounds(prefix));
    own.forEach(
        (key, value) -> {
          if (!known.contains(key)) {
            throw refusal(
                file,
                String.format(
                    Locale.ROOT,
                    "unknown key '%s%s', known are %s%s",
                    prefix,
                    key,
                    known,
                    prefix.isEmpty() ? " and " + MESSAGE_FILES : ""));
          }
          Object standard = defaults.get(key);
          if (standard instanceof Map<?, ?>) {
            merged.put(
                key,
                merge(file, prefix + key + ".", map(file, key, standard), map(file, key, value)));
          } else if (value == null) {
            // A bound that is null is no bound, or that of the whole shop.
            merged.remove(key);
          } else {
            merged.put(key, value);
          }
        });
    return merged;
  }

  private static Set<String> bounds(String prefix) {
    if (prefix.isEmpty()) {
      return BOUNDS;
    }
    boolean ofPlacement = prefix.startsWith(PLACEMENTS) && !prefix.equals(PLACEMENTS);
    return ofPlacement ? PLACEMENT_BOUNDS : Set.of();
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
