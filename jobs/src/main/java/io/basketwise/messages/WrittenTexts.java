package io.basketwise.messages;

import io.basketwise.models.artifact.ItemPair;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.score.PairOffers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Texts that a policy has already, by the checks of those that are imported. A text stays while
 * versions change, so that it may name items and numbers of the evidence by placeholders alone. One
 * in a language without a list of words is not judged.
 */
public final class WrittenTexts {
  private static final ItemPair ANY_PAIR = new ItemPair("", "");

  /** Of everything so many that no text says it. */
  private static final Evidence UNSAID =
      new Evidence("", Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);

  /**
   * A text that would not be taken.
   *
   * @param text how it begins, as it stands in the policy
   */
  public record Refused(String text, String reason, String remedy) {}

  private WrittenTexts() {}

  /** Those of some texts that an import would refuse, in their order. */
  public static List<Refused> refused(List<MessageTemplate> texts, WordLists words) {
    TextCompiler compiler = new TextCompiler(words);
    List<Refused> refused = new ArrayList<>();
    for (MessageTemplate template : texts) {
      if (words.find(template.language()).isPresent()) {
        try {
          compiler.compile(template.text(), subject(template));
        } catch (RefusedText e) {
          refused.add(new Refused(start(template.text()), e.reason(), e.remedy()));
        }
      }
    }
    return refused;
  }

  private static String start(String text) {
    boolean fits = text.codePointCount(0, text.length()) <= TextCompiler.MAX_CHARACTERS;
    int end = fits ? text.length() : text.offsetByCodePoints(0, TextCompiler.MAX_CHARACTERS);
    return text.substring(0, end) + (fits ? "" : "\u2026");
  }

  /** Whatever offer of its kind comes: its titles are not known. */
  private static Subject subject(MessageTemplate template) {
    TextId id = new TextId(ANY_PAIR, template.kind(), template.intent(), template.language());
    PairOffers.Of offer = new PairOffers.Of(0, 1, template.kind(), UNSAID);
    return new Subject(id, offer, "", "", Map.of());
  }
}
