package io.basketwise.messages;

import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes a template of a text that somebody wrote for an offer, or says why it cannot be said. */
final class TextCompiler {
  /** Of what a text says beside titles and numbers. */
  static final int MAX_CHARACTERS = 90;

  /** Of a text as it comes, titles and all; more is not read. */
  private static final int MAX_READ = 1_000;

  private final WordLists lists;

  TextCompiler(WordLists lists) {
    this.lists = lists;
  }

  /**
   * The template; titles and numbers of the offer that stand in the text are placeholders in it.
   */
  String compile(String text, Subject subject) throws RefusedText {
    String language = subject.id().language();
    LanguageWords words = words(language);
    checkLength(text.length(), MAX_READ);
    String plain = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
    Markup.checkCharacters(plain);
    String named = named(plain, subject);
    Markup.checkLiterals(named);
    new Letters(words).check(named);
    String compiled = new Numbers(subject.offer(), language, words).compiled(named);
    String literal = Tokens.PLACEHOLDER.matcher(compiled).replaceAll("");
    checkLength(literal.codePointCount(0, literal.length()), MAX_CHARACTERS);
    if (compiled.isEmpty()) {
      throw new RefusedText("it is empty", "write a text, or leave the line out");
    }
    Optional<String> pressing = words.pressing(compiled);
    if (pressing.isPresent()) {
      throw new RefusedText(
          "it presses: '" + pressing.get() + "'",
          "say what the offer is good for; name the item by {item.title}");
    }
    // A straight one could end an attribute of the page.
    return compiled.replace('\'', '\u2019');
  }

  private LanguageWords words(String language) throws RefusedText {
    LanguageWords words =
        lists
            .find(language)
            .orElseThrow(
                () ->
                    new RefusedText(
                        "no words are listed that a text in '" + language + "' must not use",
                        "write in one of " + lists.languages() + ", or give a list with --words"));
    if (words.numbers().isEmpty() && !NumberWords.known(language)) {
      throw new RefusedText(
          "no words are listed that spell out a number in '" + language + "'",
          "give them with --words as the list numbers of the language, beside pressing");
    }
    return words;
  }

  private static void checkLength(int length, int limit) throws RefusedText {
    if (length > limit) {
      throw new RefusedText(
          "it has " + length + " characters, at most " + limit + " are said",
          "shorten it; {item.title} and {anchor.title} do not count");
    }
  }

  /**
   * Titles, as they are or escaped for HTML, become placeholders; the longer is looked for first.
   */
  private static String named(String text, Subject subject) {
    Map<String, String> names = new LinkedHashMap<>();
    if (!subject.anchorTitle().equals(subject.itemTitle())) {
      put(names, subject.anchorTitle(), Placeholder.ANCHOR_TITLE);
      put(names, subject.shown(Placeholder.ANCHOR_TITLE), Placeholder.ANCHOR_TITLE);
      put(names, subject.itemTitle(), Placeholder.ITEM_TITLE);
      put(names, subject.shown(Placeholder.ITEM_TITLE), Placeholder.ITEM_TITLE);
    }
    String alternatives =
        names.keySet().stream()
            .sorted(Comparator.comparing(String::length).reversed())
            .map(name -> "|(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])")
            .collect(Collectors.joining());
    return Pattern.compile(Tokens.PLACEHOLDER.pattern() + alternatives)
        .matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(names.getOrDefault(found.group(), found.group())));
  }

  /** A title without a letter could be taken for a number. */
  private static void put(Map<String, String> names, String title, Placeholder placeholder) {
    if (title.chars().anyMatch(Character::isLetter)) {
      String name = Normalizer.normalize(title, Normalizer.Form.NFC).strip();
      names.put(name, Numbers.braced(placeholder));
    }
  }
}
