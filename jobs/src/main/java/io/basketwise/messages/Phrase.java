package io.basketwise.messages;

import java.util.List;
import java.util.stream.IntStream;

/** A word or several, one after another; one that ends in * stands for all that begin so. */
record Phrase(List<String> words) {
  private static final String ANY_ENDING = "*";

  /** Of words whose case and accents do not matter. */
  static Phrase folded(String text) {
    return new Phrase(Tokens.listed(Tokens.fold(text)));
  }

  /** Of words whose accents matter: in German they tell what is bought from whoever buys. */
  static Phrase accented(String text) {
    return new Phrase(Tokens.listed(Tokens.lower(text)));
  }

  /** Whether it is among the words of a text. */
  boolean in(List<String> tokens) {
    return IntStream.range(0, tokens.size()).anyMatch(from -> startsAt(tokens, from));
  }

  /** Whether the words of a text go on with it. */
  boolean startsAt(List<String> tokens, int from) {
    return from + words.size() <= tokens.size()
        && IntStream.range(0, words.size())
            .allMatch(at -> matches(words.get(at), tokens.get(from + at)));
  }

  private static boolean matches(String word, String token) {
    return word.endsWith(ANY_ENDING)
        ? token.startsWith(word.substring(0, word.length() - 1))
        : token.equals(word);
  }
}
