package io.basketwise.publish;

import io.basketwise.models.artifact.Policy;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.ItemFacts.Facts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Merges a shop's policy.yaml over the defaults and turns what its rules match into item ids, so
 * that the scorer compares nothing but numbers.
 */
public final class CompilePolicy {
  private final List<RuleMatch.Item> items;

  /** Compiles against the items of a shop. */
  public CompilePolicy(ItemDictionary dictionary, ItemFacts facts) {
    items = dictionary.ids().stream().map(id -> item(id, facts.of(id))).toList();
  }

  private static RuleMatch.Item item(String id, Facts facts) {
    return new RuleMatch.Item(
        id, facts.category(), facts.brand(), facts.family(), facts.kind(), facts.tags());
  }

  /** A policy as it is written, with its texts, merged over the defaults. */
  public static Map<String, Object> source(Optional<Path> file) {
    return file.map(path -> PolicyFile.of(path).merged()).orElseGet(Policy::defaults);
  }

  /**
   * The compiled policy; the defaults alone where there is no file. A rule that matches no item is
   * refused.
   */
  public Map<String, Object> compile(Optional<Path> file) {
    return file.map(this::compile).orElseGet(Policy::defaults);
  }

  private Map<String, Object> compile(Path path) {
    PolicyFile file = PolicyFile.of(path);
    return file.compile(
        rule -> {
          List<String> matched = rule.items(items);
          if (matched.isEmpty()) {
            throw file.refusal(
                String.format(
                    Locale.ROOT, "rule %s matches no item: %s", rule.id(), rule.conditions()));
          }
          return matched;
        });
  }
}
