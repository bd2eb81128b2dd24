package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Turns a candidate into an offer: its evidence, and a message that says nothing else. */
final class Explanation {
  private static final List<Relation> BY_STRENGTH =
      List.of(
          Relation.LINEAR,
          Relation.COSINE,
          Relation.COMPLEMENT,
          Relation.SIMILAR,
          Relation.UPGRADE);

  private final Items items;
  private final Policy policy;

  Explanation(Artifact artifact) {
    items = artifact.items();
    policy = artifact.policy();
  }

  Offer of(CandidateSet candidates, Scored candidate) {
    int slot = candidate.slot();
    int item = candidate.item();
    Reference reference = reference(candidates, slot, candidate.kind());
    Evidence evidence = evidence(candidates, slot, item, reference);
    String message =
        policy
            .message(candidate.kind())
            .fill(placeholder -> text(placeholder, item, reference.anchor, evidence));
    return new Offer(
        items.id(item),
        candidate.kind(),
        candidate.score(),
        items.price(item),
        items.margin(item),
        message,
        evidence);
  }

  /** What the evidence rests on: the rule that fires, or a pair. */
  private record Reference(int anchor, boolean rule, int pairCount) {}

  /** Another version of a thing is explained by that thing, anything else by its best rule. */
  private static Reference reference(CandidateSet candidates, int slot, OfferKind kind) {
    if (kind == OfferKind.UPGRADE) {
      return pair(candidates.pairs(Relation.UPGRADE), slot);
    }
    if (kind == OfferKind.SIMILAR) {
      return pair(candidates.pairs(Relation.SIMILAR), slot);
    }
    if (candidates.rules().fires(slot)) {
      return new Reference(candidates.rules().anchor(slot), true, 0);
    }
    return BY_STRENGTH.stream()
        .map(candidates::pairs)
        .filter(column -> column.anchor(slot) >= 0)
        .findFirst()
        .map(column -> pair(column, slot))
        .orElseThrow(() -> new IllegalStateException("an offer without evidence"));
  }

  private static Reference pair(PairColumn column, int slot) {
    return new Reference(column.anchor(slot), false, column.count(slot));
  }

  private Evidence evidence(CandidateSet candidates, int slot, int item, Reference reference) {
    String anchor = items.id(reference.anchor);
    if (reference.rule) {
      RuleColumn rules = candidates.rules();
      return new Evidence(
          anchor, rules.count(slot), decimal(rules.confidence(slot)), decimal(rules.lift(slot)));
    }
    double count = reference.pairCount;
    double anchorBaskets = items.baskets(reference.anchor);
    double confidence = count == 0 || anchorBaskets == 0 ? 0 : count / anchorBaskets;
    double chance = (double) items.baskets(item) / Math.max(1, items.totalBaskets());
    double lift = chance == 0 ? 0 : confidence / chance;
    return new Evidence(anchor, reference.pairCount, confidence, lift);
  }

  /** The double whose shortest decimal is that of the float: 0.1f is written 0.1. */
  private static double decimal(double single) {
    return new BigDecimal(single).round(new MathContext(7)).doubleValue();
  }

  private String text(Placeholder placeholder, int item, int anchor, Evidence evidence) {
    return switch (placeholder) {
      case ITEM_TITLE -> escape(items.title(item));
      case ANCHOR_TITLE -> escape(items.title(anchor));
      case EVIDENCE_BASKETS -> String.valueOf(evidence.baskets());
      case EVIDENCE_CONFIDENCE -> percent(evidence.confidence());
      case EVIDENCE_LIFT -> rounded(evidence.lift(), 1);
    };
  }

  private static String percent(double share) {
    return share > 0 && share < 0.005 ? "&lt;1%" : rounded(share * 100, 0) + "%";
  }

  private static String rounded(double value, int digits) {
    return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  /** No title can bring markup into a page. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
