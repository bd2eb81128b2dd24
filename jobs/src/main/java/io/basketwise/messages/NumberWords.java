package io.basketwise.messages;

import java.text.Normalizer;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Numbers that a text spells out, in English and German: how many, which of many, what part and how
 * many times. One and the first are left out: they mostly count nothing.
 */
final class NumberWords {
  private static final String TEENS = "(?:thir|four|fif|six|seven|eigh|nine)teen";
  private static final String TENS = "(?:twen|thir|for|fif|six|seven|eigh|nine)t";
  private static final String POWERS = "(?:hundred|thousand|million|billion|trillion)";

  private static final String CARDINAL =
      "(?:zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|"
          + String.join("|", TEENS, TENS + "y", POWERS)
          + ")";

  private static final String PART =
      "(?:second|third|(?:four|fif|six|seven|eigh|nin|ten|eleven|twelf)th|quarter|half|halve|"
          + String.join("|", TEENS + "th", TENS + "ieth", POWERS + "th")
          + ")";

  private static final String ENGLISH =
      "(?:one)?"
          + CARDINAL
          + "*(?:"
          + String.join("|", CARDINAL, TENS + "ies", PART)
          + ")(?:e?s|d)?(?:fold)?"
          + "|halving|twice|thrice|doubl(?:e[ds]?|ing)|(?:treb|trip|quadrup|quintup)l(?:e[ds]?|ing)"
          + "|nil|nought|naught";

  private static final String GERMAN =
      "(?:ein|und)*(?:(?:null|zwei|zwo|zwan|drei|vier|funf|sechs?|sieb(?:en)?|acht|neun|zehn"
          + "|elf|zwolf|zig|ssig|hundert|tausend|million(?:en)?|milliarden?)(?:ein|und)*)+"
          + "(?:s?te[nrms]?|s?tels?|fach(?:e[nrms]?)?|mal)?"
          + "|dritte[nrms]?|drittels?|achtels?|halfte|halb(?:e[nrms]?)?"
          + "|(?:ver)?doppelt(?:e[nrms]?)?|anderthalb|\\p{L}*einhalb(?:fach|mal)?"
          + "|(?:dutzend|hundert|tausend)e[nr]?|dutzend";

  private static final Map<String, Pattern> BY_LANGUAGE =
      Map.of("en", Pattern.compile(ENGLISH), "de", Pattern.compile(GERMAN));

  /** What could be a Roman numeral and is no word or size, such as mix or XL. */
  private static final Pattern LIKE_ROMAN =
      Pattern.compile(
          "(?<![\\p{L}\\p{N}])(?:[IVX]{2}|(?i:[IVX]{3,}|[IVXLCDM]{4,}))(?![\\p{L}\\p{N}])");

  private static final Pattern ROMAN =
      Pattern.compile(
          "M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", Pattern.CASE_INSENSITIVE);

  private NumberWords() {}

  /** Whether they are known of a language tag's language. */
  static boolean known(String language) {
    return BY_LANGUAGE.containsKey(WordLists.primary(language));
  }

  /** The first of them, its case and accents folded, or else the first Roman numeral. */
  static Optional<String> in(String language, String text) {
    Pattern words = BY_LANGUAGE.get(WordLists.primary(language));
    Optional<String> word =
        words == null
            ? Optional.empty()
            : Tokens.of(text).stream().filter(token -> words.matcher(token).matches()).findFirst();
    return word.or(() -> roman(Normalizer.normalize(text, Normalizer.Form.NFKD)));
  }

  private static Optional<String> roman(String text) {
    return LIKE_ROMAN
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(like -> ROMAN.matcher(like).matches())
        .findFirst();
  }
}
