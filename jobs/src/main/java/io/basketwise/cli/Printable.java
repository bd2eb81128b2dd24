package io.basketwise.cli;

import java.util.regex.Pattern;

/** Text from data, as a terminal may show it. */
final class Printable {
  /** What could move the cursor, change a colour, break a line or turn the direction of a text. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  private Printable() {}

  /** The text, a question mark in the place of each character that is none to be read. */
  static String of(String text) {
    return COMMANDS.matcher(text).replaceAll("?");
  }

  /** The same, at most so many characters of it; an ellipsis is in the place of the others. */
  static String brief(String text, int most) {
    String printable = of(text);
    if (printable.codePointCount(0, printable.length()) <= most) {
      return printable;
    }
    return printable.substring(0, printable.offsetByCodePoints(0, most - 1)) + "\u2026";
  }
}
