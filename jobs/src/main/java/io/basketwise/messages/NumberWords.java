package io.basketwise.messages;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers that a text spells out, in English and German. */
final class NumberWords {
  private static final Map<String, Pattern> BY_LANGUAGE =
      Map.of(
          "en",
          Pattern.compile(
              "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
                  + "|(?:thir|four|fif|six|seven|eigh|nine)teen"
                  + "|(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
                  + "|(?:hundred|thousand|million|billion|dozen|quarter|third|half)s?|halves"
                  + "|twice|thrice|double|triple"),
          "de",
          Pattern.compile(
              "(?:ein|und)*(?:(?:zwei|zwo|zwan|drei|vier|funf|sechs?|sieb(?:en)?|acht|neun|zehn"
                  + "|elf|zwolf|zig|ssig|hundert|tausend|million(?:en)?)(?:ein|und)*)+"
                  + "(?:te[nrms]?|tel|fach(?:e[nrms]?)?|mal)?"
                  + "|dritte[nrms]?|drittel|halfte|halb(?:e[nrms]?)?|doppelt(?:e[nrms]?)?"
                  + "|dutzende?"));

  private NumberWords() {}

  /** The first of them, its case and accents folded. */
  static Optional<String> in(String language, String text) {
    Pattern words = BY_LANGUAGE.get(language);
    return words == null
        ? Optional.empty()
        : Tokens.of(text).stream().filter(token -> words.matcher(token).matches()).findFirst();
  }
}
