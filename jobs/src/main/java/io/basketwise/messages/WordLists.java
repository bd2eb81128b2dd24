package io.basketwise.messages;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.artifact.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The words that texts are checked by, by language; a text in a language without is refused. */
public final class WordLists {
  private static final String SHIPPED = "word-lists.json";

  private final Map<String, LanguageWords> lists;

  private WordLists(Map<String, LanguageWords> lists) {
    this.lists = lists;
  }

  /** The lists that come with the program: English and German. */
  public static WordLists shipped() {
    try (InputStream in = WordLists.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the jar is incomplete: " + SHIPPED + " is missing");
      }
      return parse(new String(in.readAllBytes(), UTF_8), new WordLists(Map.of()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A shop's own: a JSON object with a language's lists, or the pressing words alone. What a
   * language does not list is as shipped.
   */
  public static WordLists of(Path file) {
    try {
      return parse(Files.readString(file, UTF_8), shipped());
    } catch (JsonException | IllegalArgumentException | IOException e) {
      throw Refusal.configuration(
          "The words " + file + " cannot be used",
          e.toString(),
          "give a JSON object such as {\"en\": [\"last chance\"]} with --words");
    }
  }

  private static WordLists parse(String text, WordLists otherwise) {
    if (!(Json.read(text) instanceof Map<?, ?> tree)) {
      throw new IllegalArgumentException("they are not an object");
    }
    Map<String, LanguageWords> lists = new TreeMap<>();
    tree.forEach(
        (key, value) -> {
          String language = String.valueOf(key);
          LanguageWords known = otherwise.find(language).orElse(LanguageWords.NONE);
          lists.put(language, LanguageWords.of(value, known));
        });
    return new WordLists(lists);
  }

  /** The languages with lists. */
  Set<String> languages() {
    return lists.keySet();
  }

  /** What is listed for a language tag, or else for its first part: en-GB is checked as en. */
  Optional<LanguageWords> find(String language) {
    return Optional.ofNullable(lists.get(language))
        .or(() -> Optional.ofNullable(lists.get(primary(language))));
  }

  /** The language of a tag, whatever the region and script; empty where it is no tag. */
  static String primary(String language) {
    return Locale.forLanguageTag(language).getLanguage();
  }
}
