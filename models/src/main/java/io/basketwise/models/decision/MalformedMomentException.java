package io.basketwise.models.decision;

import java.util.regex.Pattern;

/**
 * A moment that cannot be understood. The message names the field; it is one line of at most 400
 * characters, whatever the moment has in it.
 */
public final class MalformedMomentException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What could break a line of a log, or lead a terminal. */
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

  private static final String LEFT_OUT = " ... ";
  private static final int BEGIN = 280;
  private static final int LONGEST = 400;

  MalformedMomentException(String message) {
    super(brief(COMMANDS.matcher(message).replaceAll(" ")));
  }

  /** Of a long message the middle, a value of the moment, is left out. */
  private static String brief(String line) {
    if (line.length() <= LONGEST) {
      return line;
    }
    int end = LONGEST - BEGIN - LEFT_OUT.length();
    return line.substring(0, BEGIN) + LEFT_OUT + line.substring(line.length() - end);
  }
}
