package io.basketwise.messages;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The words of a text, their case and accents folded. A placeholder is a word of its own. */
final class Tokens {
  /** What a text may leave to the scorer; anything else in braces is none. */
  static final Pattern PLACEHOLDER =
      Pattern.compile("\\{(?:item\\.title|anchor\\.title|evidence\\.(?:baskets|confidence|lift))}");

  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|\\{}");

  private Tokens() {}

  static List<String> of(String text) {
    String bare = PLACEHOLDER.matcher(text).replaceAll(" {} ");
    return WORD.matcher(fold(bare)).results().map(MatchResult::group).toList();
  }

  private static String fold(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
    return ACCENTS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT).replace("ß", "ss");
  }
}
