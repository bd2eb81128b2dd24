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

  /** Letters that no normal form takes apart, and what each is read as. */
  private static final String OTHERS = "\u0131\u0142\u00f8\u0111\u00f0\u0127\u0167\u00e6\u0153";

  private static final String READ_AS = "iloddhtao";

  private static final Pattern IN_A_WORD =
      Pattern.compile("(?<=\\p{L})[^\\p{L}\\p{N}\\s{}*]+(?=\\p{L})");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+|\\{}");
  private static final Pattern LISTED = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+\\*?|\\{}");

  /** The e of an umlaut that is written as two letters; behind a vowel it is none: neuen. */
  private static final Pattern UMLAUT = Pattern.compile("(?<=(?<![aeiouq])[aou])e");

  private Tokens() {}

  static List<String> of(String text) {
    return all(WORD, fold(bare(text)));
  }

  /** A text without what stands inside its words: dont for don't. */
  static String joined(String text) {
    String whole = Normalizer.normalize(bare(text), Normalizer.Form.NFC);
    return IN_A_WORD.matcher(whole).replaceAll("");
  }

  private static String bare(String text) {
    return PLACEHOLDER.matcher(text).replaceAll(" {} ");
  }

  /** The words of an entry of a list, of which one may end in *. */
  static List<String> listed(String text) {
    return all(LISTED, text);
  }

  private static List<String> all(Pattern word, String text) {
    return word.matcher(text).results().map(MatchResult::group).toList();
  }

  /** Without case and accents; an umlaut is the same as its vowel with an e. */
  static String fold(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKD);
    String bare = ACCENTS.matcher(plain).replaceAll("").toLowerCase(Locale.ROOT);
    StringBuilder read = new StringBuilder(bare.replace("ß", "ss"));
    for (int i = 0; i < read.length(); i++) {
      int other = OTHERS.indexOf(read.charAt(i));
      if (other >= 0) {
        read.setCharAt(i, READ_AS.charAt(other));
      }
    }
    return UMLAUT.matcher(read).replaceAll("");
  }

  /** Without case alone. */
  static String lower(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
