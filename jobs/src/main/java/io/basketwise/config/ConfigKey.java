package io.basketwise.config;

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
 *     column and {@code <setting>} for the rest of the name
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
          case "column" -> "[^.]+";
          default -> ".+";
        };
    return Matcher.quoteReplacement("\\E" + accepted + "\\Q");
  }

  /**
   * The concrete names nearest in form to an unknown one: tables spelt out, free parts taken over.
   */
  Stream<String> candidates(String unknown) {
    return name.contains("<table>")
        ? Stream.of(Table.values()).map(t -> filled(name.replace("<table>", t.key()), unknown))
        : Stream.of(filled(name, unknown));
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
