package io.basketwise.messages;

import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a number of the evidence is said of. It counts orders, is a share of them, or compares them
 * with chance, and must stand before words that say so: whatever else it were to say, a price, a
 * discount or the time that is left, the evidence knows nothing of.
 */
final class Counted {
  private static final Pattern NUMBER =
      Pattern.compile("\\{evidence\\.(?:baskets|confidence|lift)}");

  /** A word or a title behind a number, perhaps quoted, with nothing between that ends a clause. */
  private static final Pattern NEXT =
      Pattern.compile(
          "\\G[ \\u00a0\\u202f\\u2011\\u2018-\\u201f\\u00ab\\u00bb-]*(?:(?<title>\\{(?:item|anchor)\\.title})|(?<word>[\\p{L}\\p{N}]+))");

  private static final String TITLE = "{}";

  private final LanguageWords words;

  Counted(LanguageWords words) {
    this.words = words;
  }

  /** Refuses the first number of a template that is said of something else. */
  void check(String template) throws RefusedText {
    Matcher number = NUMBER.matcher(template);
    while (number.find()) {
      Placeholder evidence = evidence(number.group());
      if (!stands(evidence, following(template.substring(number.end())))) {
        throw new RefusedText(
            number.group() + " does not stand before what it counts", remedy(evidence));
      }
    }
  }

  private static Placeholder evidence(String braced) {
    for (Placeholder placeholder : Placeholder.values()) {
      if (Numbers.braced(placeholder).equals(braced)) {
        return placeholder;
      }
    }
    throw new IllegalArgumentException(braced);
  }

  private static List<String> following(String text) {
    List<String> following = new ArrayList<>();
    Matcher next = NEXT.matcher(Tokens.lower(text));
    while (next.find()) {
      String word = next.group("word");
      following.add(word == null ? TITLE : word);
    }
    return following;
  }

  private boolean stands(Placeholder evidence, List<String> following) {
    if (evidence == Placeholder.EVIDENCE_LIFT) {
      return startsAt(words.times(), following, 0);
    }
    for (int at = 0; at < following.size(); at++) {
      if (startsAt(words.orders(), following, at)) {
        return true;
      }
      if (!following.get(at).equals(TITLE) && !startsAt(words.between(), following, at)) {
        return false;
      }
    }
    return false;
  }

  private static boolean startsAt(List<String> phrases, List<String> tokens, int at) {
    return phrases.stream().anyMatch(phrase -> Phrase.accented(phrase).startsAt(tokens, at));
  }

  private String remedy(Placeholder evidence) {
    List<String> counted = words.counted(evidence);
    return counted.isEmpty()
        ? "leave it out, or list orders, between and times of the language with --words"
        : "say what the number is: orders, a share of orders, or how many times chance, here with"
            + " one of "
            + counted;
  }
}
