package io.basketwise.models.decision;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import org.jspecify.annotations.Nullable;

/** Says of a text that is not JSON what is wrong, where, and what to do. */
final class NotJson {
  /** How the parser's message of a member that comes twice begins; the name follows in quotes. */
  private static final String TWICE = "Duplicate field ";

  private static final int BEFORE = 20;
  private static final int AFTER = 5;
  private static final int LONGEST_NAME = 60;

  private NotJson() {}

  static MalformedMomentException of(String text, JsonProcessingException e) {
    String message = String.valueOf(e.getOriginalMessage());
    if (e instanceof StreamConstraintsException) {
      return new MalformedMomentException(
          "nested deeper than "
              + JsonFields.MAX_DEPTH
              + " levels, or a name, number or string is too long: leave out what is no moment's");
    }
    if (message.startsWith(TWICE)) {
      return new MalformedMomentException(
          "member "
              + plain(message, TWICE.length(), TWICE.length() + LONGEST_NAME)
              + " comes twice, again before"
              + place(text, e)
              + ": keep one of them");
    }
    if (e instanceof JsonEOFException) {
      return new MalformedMomentException(
          "not JSON at" + place(text, e) + ", the end: close the quote, bracket or brace there");
    }
    return new MalformedMomentException(
        "not JSON at"
            + place(text, e)
            + near(text, e)
            + ": put names and strings in double quotes, commas between members and none after the"
            + " last");
  }

  /** A text of one line needs no number of the line. */
  private static String place(String text, JsonProcessingException e) {
    @Nullable JsonLocation at = e.getLocation();
    if (at == null) {
      return " an unknown place";
    }
    String line = text.indexOf('\n') < 0 ? "" : " line " + at.getLineNr() + ",";
    return line + " column " + at.getColumnNr();
  }

  private static String near(String text, JsonProcessingException e) {
    @Nullable JsonLocation at = e.getLocation();
    if (at == null || at.getCharOffset() < 0) {
      return "";
    }
    int offset = (int) Math.min(at.getCharOffset(), text.length());
    return ", near " + plain(text, Math.max(0, offset - BEFORE), offset + AFTER).strip();
  }

  /** A part of a text in which no character is cut in two. */
  private static String plain(String text, int from, int to) {
    int start = Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from;
    int end = Math.min(to, text.length());
    if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
      end++;
    }
    return text.substring(start, end);
  }
}
