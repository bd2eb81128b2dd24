package io.basketwise.publish;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A rule of the policy with the conditions that an item must meet, all of them.
 *
 * @param rule the rule's members without its match
 * @param conditions what is asked, by attribute
 */
record RuleMatch(Map<String, Object> rule, Map<String, String> conditions) {
  /** What a match may ask for. */
  static final Set<String> ATTRIBUTES =
      Set.of("item", "category", "tag", "brand", "family", "kind");

  /** What rules may ask of an item; texts are empty where they are unknown. */
  record Item(
      String id, String category, String brand, String family, String kind, List<String> tags) {}

  static RuleMatch of(Map<String, Object> rule, Function<String, RuntimeException> refusal) {
    Map<String, Object> rest = new TreeMap<>(rule);
    if (!(rest.remove("match") instanceof Map<?, ?> match)) {
      throw refusal.apply(String.format(Locale.ROOT, "rule %s has no match", rule.get("id")));
    }
    Map<String, String> conditions = new TreeMap<>();
    match.forEach((by, value) -> conditions.put(String.valueOf(by), String.valueOf(value)));
    if (conditions.isEmpty() || !ATTRIBUTES.containsAll(conditions.keySet())) {
      throw refusal.apply(
          String.format(
              Locale.ROOT,
              "rule %s matches %s, known are %s",
              rule.get("id"),
              conditions.keySet(),
              ATTRIBUTES.stream().sorted().toList()));
    }
    return new RuleMatch(rest, conditions);
  }

  /** The rule's name, or what stands there instead. */
  String id() {
    return String.valueOf(rule.get("id"));
  }

  /** Whether it asks for an attribute. */
  boolean asks(String attribute) {
    return conditions.containsKey(attribute);
  }

  /** The ids of the items that meet all conditions, in their order. */
  List<String> items(List<Item> all) {
    return all.stream()
        .filter(
            item ->
                conditions.entrySet().stream()
                    .allMatch(each -> meets(item, each.getKey(), each.getValue())))
        .map(Item::id)
        .toList();
  }

  /** The rule with the items that it matched in place of its match. */
  Map<String, Object> resolved(List<String> items) {
    Map<String, Object> resolved = new TreeMap<>(rule);
    resolved.put("items", items);
    return resolved;
  }

  private static boolean meets(Item item, String by, String value) {
    return switch (by) {
      case "item" -> item.id.equals(value);
      case "category" -> item.category.equals(value) || item.category.startsWith(value + " > ");
      case "tag" -> item.tags.contains(value);
      case "brand" -> item.brand.equals(value);
      case "family" -> item.family.equals(value);
      case "kind" -> item.kind.equals(value);
      default -> throw new IllegalArgumentException(by);
    };
  }
}
