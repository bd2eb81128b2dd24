package io.basketwise.messages;

import java.lang.Character.UnicodeBlock;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The letters that a text may be written with: those of the scripts of the language's own words,
 * and Latin, but one script a word. Others could stand for the letters of a word that the checks
 * know, or for a number.
 */
final class Letters {
  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}]*");

  /** The Latin letters that are written; phonetic ones and small capitals only look like them. */
  private static final Set<UnicodeBlock> WRITTEN =
      Set.of(
          UnicodeBlock.BASIC_LATIN,
          UnicodeBlock.LATIN_1_SUPPLEMENT,
          UnicodeBlock.LATIN_EXTENDED_A,
          UnicodeBlock.LATIN_EXTENDED_ADDITIONAL);

  private final String own;
  private final Set<UnicodeScript> scripts = EnumSet.of(UnicodeScript.LATIN, UnicodeScript.COMMON);

  /** The letters of a language, by the words that are listed of it. */
  Letters(LanguageWords words) {
    own = plain(words.letters());
    own.codePoints().filter(Character::isLetter).forEach(each -> scripts.add(script(each)));
  }

  /** Refuses what stands beside the placeholders if it has other letters. */
  void check(String named) throws RefusedText {
    Matcher words = WORD.matcher(plain(Tokens.PLACEHOLDER.matcher(named).replaceAll(" ")));
    while (words.find()) {
      String word = words.group();
      refuse(word, ofASecondScript(), "letters of two scripts in one word");
      refuse(word, each -> !scripts.contains(script(each)), "a letter of another script");
      refuse(word, this::isOdd, "a letter that only looks like one");
    }
  }

  private static IntPredicate ofASecondScript() {
    Set<UnicodeScript> met = EnumSet.of(UnicodeScript.COMMON);
    return each -> met.add(script(each)) && met.size() > 2;
  }

  private static void refuse(String word, IntPredicate bad, String what) throws RefusedText {
    int[] found = word.codePoints().filter(Character::isLetter).filter(bad).toArray();
    if (found.length > 0) {
      throw new RefusedText(
          String.format(Locale.ROOT, "it holds %s (U+%04X)", what, found[0]),
          "write the word with the letters of the language; name items by {item.title} and"
              + " {anchor.title}");
    }
  }

  private boolean isOdd(int letter) {
    UnicodeBlock block = UnicodeBlock.of(letter);
    boolean looks =
        UnicodeBlock.SPACING_MODIFIER_LETTERS.equals(block)
            || (script(letter) == UnicodeScript.LATIN && !WRITTEN.contains(block));
    return looks && own.indexOf(letter) < 0;
  }

  /** Japanese and Korean write several scripts in one word. Marks are of no script. */
  private static UnicodeScript script(int letter) {
    UnicodeScript script = UnicodeScript.of(letter);
    return switch (script) {
      case HIRAGANA, KATAKANA, HANGUL, BOPOMOFO -> UnicodeScript.HAN;
      case INHERITED -> UnicodeScript.COMMON;
      default -> script;
    };
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD);
  }
}
