package io.basketwise.messages;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a sentence has no need of and a page could read as something else. */
final class Markup {
  private record Ban(Pattern pattern, String what, String remedy) {
    Ban(String regex, String what, String remedy) {
      this(Pattern.compile(regex), what, remedy);
    }
  }

  /** Of every character, before anything is read. */
  private static final List<Ban> CHARACTERS =
      List.of(
          new Ban(
              "[\\p{C}\\p{Zl}\\p{Zp}]",
              "a control, format or unassigned character",
              "write one line of plain text"),
          new Ban("\ufffd", "what was not UTF-8", "save the texts as UTF-8"),
          new Ban("[\\p{N}&&[^0-9]]", "a digit of another form", "write digits as 0 to 9"));

  /** Of what stands beside the placeholders. */
  private static final List<Ban> LITERALS =
      List.of(
          new Ban(
              "[{}]",
              "a brace that is no placeholder's",
              "use only the placeholders of the line's limits"),
          new Ban("[<>]", "an angle bracket", "leave markup out"),
          new Ban("&(?=[#\\p{Alnum}])", "an HTML entity", "write the character, or 'and'"),
          new Ban(
              "[\"`*_\\[\\]\\\\|~^#]|^[-+]\\s",
              "a sign of markup",
              "leave it out; quote with typographic marks"),
          new Ban(
              "(?i)://|www\\.|@|\\p{L}:\\p{L}|\\p{L}\\.\\p{L}{2}|//",
              "what reads as an address", "leave links out, and set a space after a full stop"),
          new Ban("\\p{Sc}", "a price", "leave money out: prices change between versions"));

  private Markup() {}

  static void checkCharacters(String text) throws RefusedText {
    check(CHARACTERS, text);
  }

  static void checkLiterals(String named) throws RefusedText {
    check(LITERALS, Tokens.PLACEHOLDER.matcher(named).replaceAll(" "));
  }

  private static void check(List<Ban> bans, String text) throws RefusedText {
    for (Ban ban : bans) {
      Matcher matcher = ban.pattern.matcher(text);
      if (matcher.find()) {
        String found = String.format(Locale.ROOT, "U+%04X", text.codePointAt(matcher.start()));
        throw new RefusedText("it holds " + ban.what + " (" + found + ")", ban.remedy);
      }
    }
  }
}
