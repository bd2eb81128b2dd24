package io.basketwise.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.score.PairOffers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A number of the evidence becomes its placeholder in whatever form; any other is refused. */
class NumbersTest {
  private static final Evidence EVIDENCE = new Evidence("tea", 1_234, 0.31, 8.2);

  private static String compiled(String language, String text) throws RefusedText {
    return numbers(OfferKind.COMPLEMENT, EVIDENCE, language).compiled(text);
  }

  private static Numbers numbers(OfferKind kind, Evidence evidence, String language) {
    return new Numbers(new PairOffers.Of(1, 0, kind, evidence), language, words(language));
  }

  /** Of French the test alone knows a number, and nothing that one could count. */
  private static LanguageWords words(String language) {
    return language.equals("fr")
        ? LanguageWords.of(Map.of("numbers", List.of("deux")), LanguageWords.NONE)
        : WordLists.shipped().find(language).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | 31% of orders       | {evidence.confidence} of orders
          en | 31 % of orders      | {evidence.confidence} of orders
          en | 31,0 % of orders    | {evidence.confidence} of orders
          en | 31 percent of all our orders | {evidence.confidence} of all our orders
          en | 31 % of {anchor.title} orders | {evidence.confidence} of {anchor.title} orders
          en | 31 % of “{anchor.title}” orders | {evidence.confidence} of “{anchor.title}” orders
          en | 31 % of those with it | {evidence.confidence} of those with it
          en | 0.31 of orders      | {evidence.confidence} of orders
          de | 0,31 aller Einkäufe | {evidence.confidence} aller Einkäufe
          de | 0.31 aller Einkäufe | {evidence.confidence} aller Einkäufe
          de | 31 Prozent der Bestellungen | {evidence.confidence} der Bestellungen
          de | 31,0 % derer mit    | {evidence.confidence} derer mit
          de | 31 % der {anchor.title}-Bestellungen | {evidence.confidence} der {anchor.title}-Bestellungen
          en | in 1,234 orders     | in {evidence.baskets} orders
          en | in 1234 orders. That is | in {evidence.baskets} orders. That is
          en | in 1 234 orders     | in {evidence.baskets} orders
          en-GB | in 1,234 other ORDERS | in {evidence.baskets} other ORDERS
          de | in 1.234 Käufen     | in {evidence.baskets} Käufen
          en | 8.2 times as often  | {evidence.lift} times as often
          en | 8.2x as often       | {evidence.lift}x as often
          de | 8,20 mal so oft     | {evidence.lift} mal so oft
          en | {evidence.confidence}% of orders | {evidence.confidence} of orders
          de | {evidence.confidence} Prozent aller Käufe | {evidence.confidence} aller Käufe
          de | für die neuen Tassen | für die neuen Tassen
          en | to mix in an XL bowl | to mix in an XL bowl
          """)
  void whatTheEvidenceHasBecomesAPlaceholder(String language, String text, String template)
      throws RefusedText {
    assertThat(compiled(language, text)).isEqualTo(template);
    assertThat(compiled(language, text.replace(' ', '\u00a0')).replace('\u00a0', ' '))
        .isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          en | 32 % of orders    | '32 %' is not a number of the evidence
          en | 31 orders         | '31' is not
          en | 31.4 % of orders  | '31.4 %' is not
          en | -31 % of orders   | '-31 %' is not
          en | 1,234 % of orders | '1,234 %' is not
          en | 1.234 orders      | '1.234' is not
          de | 1,234 Käufe       | '1,234' is not
          en | 12,34 orders      | '12,34' is not
          en | 1,23,4 orders     | '1,23,4' is not
          en | A1234 battery     | 'A1234' is not
          en | 1234V of power    | '1234V' is not
          en | 8 times as often  | '8' is not
          en | nine orders       | spells out a number, 'nine'
          en | Twice as often    | spells out a number, 'twice'
          de | Zwölf Käufe       | spells out a number, 'zwolf'
          de | fünfundzwanzig    | spells out a number, 'funfundzwanzig'
          de | jede zweite       | spells out a number, 'zweite'
          en | Every second buyer takes it | spells out a number, 'second'
          en | Every fifth order    | spells out a number, 'fifth'
          en | A tenth of orders    | spells out a number, 'tenth'
          en | A twentieth, or two  | spells out a number, 'twentieth'
          en | Tenfold more likely  | spells out a number, 'tenfold'
          en | Fourfold as often    | spells out a number, 'fourfold'
          en | Zero shipping cost   | spells out a number, 'zero'
          en | In the twenties      | spells out a number, 'twenties'
          en | XXV orders           | spells out a number, 'XXV'
          en | ii orders in CXXV    | spells out a number, 'CXXV'
          fr | XIV commandes        | spells out a number, 'XIV'
          fr | deux commandes       | spells out a number, 'deux'
          en-GB | twenty-five orders | spells out a number, 'twenty'
          de-AT | zehn Bestellungen | spells out a number, 'zehn'
          de | In fuenf Bestellungen | spells out a number, 'funf'
          de | Die Haelfte          | spells out a number, 'halfte'
          de | jede achte Bestellung | spells out a number, 'jede achte'
          de | ein Hundertstel      | spells out a number, 'hundertstel'
          de | null Versandkosten   | spells out a number, 'null'
          """)
  void anyOtherNumberIsRefused(String language, String text, String reason) {
    assertThatThrownBy(() -> compiled(language, text))
        .isInstanceOf(RefusedText.class)
        .hasMessageContaining(reason);
  }

  /** What it must stand before is listed, so that no other claim has to be. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | in 1234 days
          en | 1,234 left
          en | 31% off
          en | Now for EUR 1,234
          en | Price 1,234
          en | Price 1,234. Orders are sent at once
          en | Save 31 % with {item.title}
          en | Save 31 % on orders
          en | 31 % of the price
          en | 31 % more often
          en | 1,234 times as often
          en | 8.2 times cheaper
          en | 8.2 orders
          en | Offer gone in 1234 seconds
          en | Ends in 1234 min
          en | Stock: 1234
          en | 1234 shoppers are viewing this now
          en | {evidence.baskets} {evidence.confidence} of orders
          de | 31 % Rabatt
          de | Um 31 % reduziert
          de | Für 1.234 kaufen
          de | 1.234 Stück
          de | nach {evidence.baskets} Stunden
          fr | 1234 commandes
          """)
  void aNumberOfTheEvidenceIsSaidOfOrdersAlone(String language, String text) {
    assertThatThrownBy(() -> compiled(language, text))
        .isInstanceOf(RefusedText.class)
        .hasMessageMatching(
            "(?s)(\\{evidence\\.\\w+} does not stand before what it counts"
                + "|it spells out a number, 'seconds')");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"einfach", "ein und dasselbe", "Elfenbein", "achtsam", "Achten Sie", "einmal"})
  void aGermanWordThatOnlyLooksLikeANumberIsNone(String word) throws RefusedText {
    assertThat(compiled("de", word)).isEqualTo(word);
  }

  @Test
  void aNumberThatCouldBeTwoIsLeftToTheWriter() {
    Numbers numbers = numbers(OfferKind.BUNDLE, new Evidence("tea", 3, 0.3, 3), "en");
    assertThatThrownBy(() -> numbers.compiled("3 times"))
        .isInstanceOf(RefusedText.class)
        .hasMessageContaining("{evidence.baskets}, {evidence.lift}");
  }

  @Test
  void whatTheEvidenceDoesNotHaveCannotBeSaid() {
    Numbers numbers = numbers(OfferKind.BUNDLE, new Evidence("tea", 0, 0, 0), "en");
    assertThatThrownBy(() -> numbers.compiled("in {evidence.baskets} orders"))
        .isInstanceOf(RefusedText.class)
        .hasMessageContaining("has no number for {evidence.baskets}");
    assertThatThrownBy(() -> numbers.compiled("in 0 orders")).isInstanceOf(RefusedText.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"UPGRADE", "SIMILAR"})
  void whoLookedAtBothIsNoNumberOfOrders(OfferKind kind) {
    assertThatThrownBy(() -> numbers(kind, EVIDENCE, "en").compiled("in 1,234 orders"))
        .isInstanceOf(RefusedText.class)
        .extracting(refused -> ((RefusedText) refused).remedy())
        .asString()
        .startsWith("leave numbers out");
  }
}
