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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Words and phrases that push, by language; a text in a language without a list is not judged. */
public final class PressureWords {
  private static final String SHIPPED = "pressure-words.json";

  private final Map<String, List<String>> lists;

  private PressureWords(Map<String, List<String>> lists) {
    this.lists = lists;
  }

  /** The lists that come with the program: English and German. */
  public static PressureWords shipped() {
    try (InputStream in = PressureWords.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the jar is incomplete: " + SHIPPED + " is missing");
      }
      return parse(new String(in.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A shop's own lists, a JSON object with one list of texts a language. */
  public static PressureWords of(Path file) {
    try {
      return parse(Files.readString(file, UTF_8));
    } catch (JsonException | IllegalArgumentException | IOException e) {
      throw Refusal.configuration(
          "The words " + file + " cannot be used",
          e.toString(),
          "give a JSON object such as {\"en\": [\"last chance\"]} with --words");
    }
  }

  private static PressureWords parse(String text) {
    if (!(Json.read(text) instanceof Map<?, ?> tree)) {
      throw new IllegalArgumentException("they are not an object");
    }
    Map<String, List<String>> lists = new TreeMap<>();
    tree.forEach((language, words) -> lists.put(String.valueOf(language), list(words)));
    return new PressureWords(lists);
  }

  private static List<String> list(Object words) {
    if (!(words instanceof List<?> list)) {
      throw new IllegalArgumentException("a language has no list");
    }
    List<String> texts = list.stream().map(String::valueOf).toList();
    if (texts.stream().anyMatch(word -> Tokens.of(word).isEmpty())) {
      throw new IllegalArgumentException("a word without letters would match anything");
    }
    return texts;
  }

  /** The languages with a list. */
  Set<String> languages() {
    return lists.keySet();
  }

  /** The words of a language. */
  List<String> list(String language) {
    return lists.getOrDefault(language, List.of());
  }

  /** The first word or phrase of a language that a text contains as whole words. */
  Optional<String> in(String language, String text) {
    List<String> tokens = Tokens.of(text);
    return list(language).stream()
        .filter(phrase -> Collections.indexOfSubList(tokens, Tokens.of(phrase)) >= 0)
        .findFirst();
  }
}
