package io.basketwise.messages;

import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.score.PairOffers;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts placeholders in the place of the numbers that the evidence has, so that they are true in the
 * next version as well. Any other number is refused, and so is one that is said of anything but
 * orders.
 */
final class Numbers {
  /** The words that stand for a percent sign. */
  private static final String PERCENT = "(?:%|(?:percent|per cent|pct|prozent)(?!\\p{L}))";

  private static final String SPACE = "[ \\u00a0\\u202f]";

  /** A placeholder with what it says already, or a number with what belongs to it. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "(?<placeholder>"
              + Tokens.PLACEHOLDER.pattern()
              + ")(?<again>"
              + SPACE
              + "*"
              + PERCENT
              + ")?|(?<before>\\p{L}+|(?<![^\\s(])[-+\\u2212\\u2013~])?"
              + "(?<digits>\\d{1,3}(?:"
              + SPACE
              + "\\d{3})+(?!\\d)(?:[.,]\\d+)?|\\d+(?:[.,]\\d+)*)"
              + "(?:(?<percent>"
              + SPACE
              + "*"
              + PERCENT
              + ")|(?<after>\\p{L}+))?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private final PairOffers.Of offer;
  private final Evidence evidence;
  private final String language;
  private final LanguageWords words;

  Numbers(PairOffers.Of offer, String language, LanguageWords words) {
    this.offer = offer;
    this.evidence = offer.evidence();
    this.language = language;
    this.words = words;
  }

  /**
   * The placeholders whose numbers can be said. Alternatives rest on who looked at both, which is
   * not a number of orders; and of none, such as no baskets, there is nothing to say.
   */
  static List<Placeholder> known(PairOffers.Of offer) {
    List<Placeholder> known = new ArrayList<>();
    if (offer.kind() == OfferKind.UPGRADE || offer.kind() == OfferKind.SIMILAR) {
      return known;
    }
    if (offer.evidence().baskets() > 0) {
      known.add(Placeholder.EVIDENCE_BASKETS);
    }
    if (offer.evidence().confidence() > 0) {
      known.add(Placeholder.EVIDENCE_CONFIDENCE);
    }
    if (offer.evidence().lift() > 0) {
      known.add(Placeholder.EVIDENCE_LIFT);
    }
    return known;
  }

  String compiled(String text) throws RefusedText {
    Optional<String> word = NumberWords.in(language, text).or(() -> words.number(text));
    if (word.isPresent()) {
      throw new RefusedText(
          "it spells out a number, '" + word.get() + "'", "write it in digits; " + allowed());
    }
    StringBuilder compiled = new StringBuilder();
    Matcher matcher = NUMBER.matcher(text);
    while (matcher.find()) {
      matcher.appendReplacement(compiled, Matcher.quoteReplacement(compiled(matcher)));
    }
    matcher.appendTail(compiled);
    new Counted(words).check(compiled.toString());
    if (compiled.indexOf("%") >= 0) {
      throw new RefusedText(
          "it holds a percent sign without a number", "{evidence.confidence} brings its own sign");
    }
    return compiled.toString();
  }

  private String compiled(Matcher found) throws RefusedText {
    String placeholder = found.group("placeholder");
    if (placeholder != null) {
      return placeholder(placeholder) + again(found, placeholder);
    }
    String after = found.group("after");
    if (found.group("before") != null || (after != null && !after.equalsIgnoreCase("x"))) {
      throw unknown(found.group());
    }
    BigDecimal number = read(found.group("digits"));
    List<Placeholder> meant = meant(number, found.group("percent") != null);
    if (meant.isEmpty()) {
      throw unknown(found.group());
    }
    if (meant.size() > 1) {
      throw new RefusedText(
          "'" + found.group() + "' may be any of " + meant.stream().map(Numbers::braced).toList(),
          "write the placeholder that is meant");
    }
    return braced(meant.get(0)) + (after == null ? "" : after);
  }

  /** The confidence has a percent sign of its own. */
  private static String again(Matcher found, String placeholder) {
    String sign = found.group("again");
    boolean said = placeholder.equals(braced(Placeholder.EVIDENCE_CONFIDENCE));
    return sign == null || said ? "" : sign;
  }

  private String placeholder(String braced) throws RefusedText {
    if (braced.startsWith("{evidence.")
        && known(offer).stream().noneMatch(known -> braced(known).equals(braced))) {
      throw new RefusedText("the evidence has no number for " + braced, allowed());
    }
    return braced;
  }

  static String braced(Placeholder placeholder) {
    return "{" + placeholder.key() + "}";
  }

  private RefusedText unknown(String number) {
    return new RefusedText("'" + number.strip() + "' is not a number of the evidence", allowed());
  }

  private String allowed() {
    String names = "name items by {item.title} and {anchor.title}";
    return known(offer).isEmpty()
        ? "leave numbers out, and " + names
        : "say " + known(offer).stream().map(Numbers::braced).toList() + ", and " + names;
  }

  private List<Placeholder> meant(BigDecimal number, boolean percent) {
    List<Placeholder> meant = new ArrayList<>();
    for (Placeholder placeholder : known(offer)) {
      if (percent
          ? placeholder == Placeholder.EVIDENCE_CONFIDENCE && isShare(number)
          : says(placeholder, number)) {
        meant.add(placeholder);
      }
    }
    return meant;
  }

  private boolean isShare(BigDecimal percent) {
    return rounds(evidence.confidence() * 100, percent, 0);
  }

  private boolean says(Placeholder placeholder, BigDecimal number) {
    return switch (placeholder) {
      case EVIDENCE_BASKETS -> number.compareTo(BigDecimal.valueOf(evidence.baskets())) == 0;
      case EVIDENCE_LIFT -> rounds(evidence.lift(), number, 1);
      // A share as a fraction has two decimals, or it could be anything.
      case EVIDENCE_CONFIDENCE -> number.scale() > 1 && rounds(evidence.confidence(), number, 2);
      case ITEM_TITLE, ANCHOR_TITLE -> false;
    };
  }

  /** Whether a value is what a text says, to the text's own decimals and at least so many. */
  private static boolean rounds(double value, BigDecimal said, int decimals) {
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(Math.max(decimals, said.scale()), RoundingMode.HALF_UP);
    return rounded.compareTo(said) == 0;
  }

  /** A number as the language writes it, or else as the others do: 1,234 is more in English. */
  private BigDecimal read(String digits) throws RefusedText {
    String bare = digits.replaceAll(SPACE, "");
    Locale locale = Locale.forLanguageTag(language);
    char own = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator() == ',' ? ',' : '.';
    char other = own == ',' ? '.' : ',';
    if (wellFormed(bare, own, other)) {
      return plain(bare, own, other);
    }
    if (wellFormed(bare, other, own)) {
      return plain(bare, other, own);
    }
    throw unknown(digits);
  }

  private static boolean wellFormed(String digits, char decimal, char group) {
    String grouped = "[1-9]\\d{0,2}(?:\\" + group + "\\d{3})+";
    return digits.matches("(?:" + grouped + "|\\d+)(?:\\" + decimal + "\\d+)?");
  }

  private static BigDecimal plain(String digits, char decimal, char group) {
    return new BigDecimal(digits.replace(String.valueOf(group), "").replace(decimal, '.'));
  }
}
