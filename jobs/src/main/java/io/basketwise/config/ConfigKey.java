package io.basketwise.config;

import io.basketwise.models.decision.Intent;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One key of the configuration.
 *
 * @param name dotted; {@code <table>} stands for an input table, {@code <column>} for a contract
 *     column, {@code <intent>} for an intent and {@code <setting>} for the rest of the name
 * @param type accepted values
 * @param defaultText the default as it would be written; empty where there is none
 * @param unit what a number counts; empty where it has no unit
 * @param description one line for the reference
 * @param values every value that a configuration holds for this key, by concrete name
 */
record ConfigKey(
    String name,
    ValueType type,
    String defaultText,
    String unit,
    String description,
    Function<ShopConfig, Map<String, Object>> values) {

  private static final Pattern PLACEHOLDER = Pattern.compile("<(\\w+)>");
  private static final String INTENTS =
      Stream.of(Intent.values()).map(Intent::key).collect(Collectors.joining("|"));
  private static final String TABLES =
      Stream.of(Table.values()).map(Table::key).collect(Collectors.joining("|"));

  /** A key of one name and one value. */
  static ConfigKey of(
      String name,
      ValueType type,
      String defaultText,
      String unit,
      String description,
      Function<ShopConfig, Object> value) {
    return new ConfigKey(
        name, type, defaultText, unit, description, c -> Map.of(name, value.apply(c)));
  }

  boolean matches(String other) {
    return other.matches(PLACEHOLDER.matcher(Pattern.quote(name)).replaceAll(ConfigKey::pattern));
  }

  private static String pattern(MatchResult placeholder) {
    String accepted =
        switch (placeholder.group(1)) {
          case "table" -> "(" + TABLES + ")";
          case "intent" -> "(" + INTENTS + ")";
          case "column" -> "[^.]+";
          default -> ".+";
        };
    return Matcher.quoteReplacement("\\E" + accepted + "\\Q");
  }

  /**
   * The concrete names nearest in form to an unknown one: tables spelt out, free parts taken over.
   */
  Stream<String> candidates(String unknown) {
    return spelt().map(pattern -> filled(pattern, unknown));
  }

  /** The name once for each table or intent that may stand in it. */
  private Stream<String> spelt() {
    if (name.contains("<table>")) {
      return Stream.of(Table.values()).map(table -> name.replace("<table>", table.key()));
    }
    return name.contains("<intent>")
        ? Stream.of(Intent.values()).map(intent -> name.replace("<intent>", intent.key()))
        : Stream.of(name);
  }

  private static String filled(String pattern, String unknown) {
    if (!pattern.endsWith(">")) {
      return pattern;
    }
    int segments = pattern.split("\\.").length;
    List<String> parts = List.of(unknown.split("\\.", segments));
    return parts.size() == segments
        ? pattern.replaceFirst("<\\w+>$", Matcher.quoteReplacement(parts.get(segments - 1)))
        : pattern;
  }
}
