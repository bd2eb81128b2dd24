package io.basketwise.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.score.PairOffers;
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
    return new Numbers(new PairOffers.Of(1, 0, kind, evidence), language);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | 31% of orders       | {evidence.confidence} of orders
          en | 31 % of orders      | {evidence.confidence} of orders
          en | 31,0 % of orders    | {evidence.confidence} of orders
          en | 31 percent of them  | {evidence.confidence} of them
          en | 0.31 of orders      | {evidence.confidence} of orders
          de | 0,31 aller          | {evidence.confidence} aller
          de | 0.31 aller          | {evidence.confidence} aller
          de | 31 Prozent aller    | {evidence.confidence} aller
          de | 31,0 % aller        | {evidence.confidence} aller
          en | in 1,234 orders     | in {evidence.baskets} orders
          en | in 1234. That is    | in {evidence.baskets}. That is
          en | in 1 234 orders     | in {evidence.baskets} orders
          de | in 1.234 Käufen     | in {evidence.baskets} Käufen
          en | 8.2 times as often  | {evidence.lift} times as often
          en | 8.2x as often       | {evidence.lift}x as often
          de | 8,20 mal so oft     | {evidence.lift} mal so oft
          en | {evidence.confidence}% of | {evidence.confidence} of
          de | {evidence.confidence} Prozent aller | {evidence.confidence} aller
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
          en | in 1234 days      | counts 'days'
          en | 1,234 left        | counts 'left'
          en | 31% off           | counts 'off'
          de | 31 % Rabatt       | counts 'Rabatt'
          de | nach {evidence.baskets} Stunden | counts 'Stunden'
          """)
  void anyOtherNumberIsRefused(String language, String text, String reason) {
    assertThatThrownBy(() -> compiled(language, text))
        .isInstanceOf(RefusedText.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"einfach", "ein und dasselbe", "Elfenbein", "achtsam", "einmal"})
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
