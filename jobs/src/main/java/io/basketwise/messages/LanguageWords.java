package io.basketwise.messages;

import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the checks know of a language. A word that ends in * stands for all that begin so.
 *
 * @param pressing what pushes
 * @param numbers what spells out a number, beside {@link NumberWords}
 * @param orders what the evidence counts; a count or a share stands before one of them
 * @param between what may stand between a number and what it counts
 * @param times what says that a number compares with chance; it stands before one of them
 */
record LanguageWords(
    List<String> pressing,
    List<String> numbers,
    List<String> orders,
    List<String> between,
    List<String> times) {
  /** Of a language that nothing is known of. */
  static final LanguageWords NONE =
      new LanguageWords(List.of(), List.of(), List.of(), List.of(), List.of());

  private static final String PRESSING = "pressing";
  private static final String NUMBERS = "numbers";
  private static final String ORDERS = "orders";
  private static final String BETWEEN = "between";
  private static final String TIMES = "times";
  private static final Set<String> MEMBERS = Set.of(PRESSING, NUMBERS, ORDERS, BETWEEN, TIMES);

  /** The lists of a JSON value, an object or the pressing words alone; others stay as known. */
  static LanguageWords of(Object value, LanguageWords known) {
    Map<?, ?> lists = value instanceof Map<?, ?> tree ? tree : Map.of(PRESSING, value);
    for (Object name : lists.keySet()) {
      if (!(name instanceof String key && MEMBERS.contains(key))) {
        throw new IllegalArgumentException(
            "unknown list '" + name + "', expected one of " + MEMBERS.stream().sorted().toList());
      }
    }
    return new LanguageWords(
        list(lists.get(PRESSING), known.pressing),
        list(lists.get(NUMBERS), known.numbers),
        list(lists.get(ORDERS), known.orders),
        list(lists.get(BETWEEN), known.between),
        list(lists.get(TIMES), known.times));
  }

  private static List<String> list(@Nullable Object words, List<String> known) {
    if (words == null) {
      return known;
    }
    if (!(words instanceof List<?> list)) {
      throw new IllegalArgumentException("a language has no list");
    }
    List<String> texts = list.stream().map(String::valueOf).toList();
    if (texts.stream().anyMatch(word -> Phrase.folded(word).words().isEmpty())) {
      throw new IllegalArgumentException("a word without letters would match anything");
    }
    return texts;
  }

  /** The first of the pressing words that a text contains as whole words, hyphens or none. */
  Optional<String> pressing(String text) {
    return first(pressing, text)
        .or(
            () -> {
              List<String> tokens = Tokens.of(Tokens.joined(text));
              return pressing.stream()
                  .filter(phrase -> Phrase.folded(Tokens.joined(phrase)).in(tokens))
                  .findFirst();
            });
  }

  /** The first of the listed numbers that a text spells out. */
  Optional<String> number(String text) {
    return first(numbers, text);
  }

  private static Optional<String> first(List<String> phrases, String text) {
    List<String> tokens = Tokens.of(text);
    return phrases.stream().filter(phrase -> Phrase.folded(phrase).in(tokens)).findFirst();
  }

  /** All that is listed, which tells with which letters the language is written. */
  String letters() {
    return Stream.of(pressing, numbers, orders, between, times)
        .map(list -> String.join(" ", list))
        .collect(Collectors.joining(" "));
  }

  /** What a number of the evidence may stand before. */
  List<String> counted(Placeholder evidence) {
    return evidence == Placeholder.EVIDENCE_LIFT ? times : orders;
  }
}
