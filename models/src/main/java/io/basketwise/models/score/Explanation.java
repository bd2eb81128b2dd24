package io.basketwise.models.score;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Bundles;
import io.basketwise.models.artifact.ItemPair;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.OfferKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns a candidate into an offer: its evidence, and a message that says nothing else. */
final class Explanation {
  /** Writes 2,5 and 40 %. */
  private static final String COMMA_LANGUAGE = "de";

  /** The least number of seven digits. */
  private static final double SEVEN_DIGITS = 1e6;

  private static final String NO_BREAK = "\u00a0";

  private final Items items;
  private final Bundles bundles;
  private final Policy policy;
  private final Upgrades upgrades;
  private final Map<Integer, NeighbourTable> byMark = new LinkedHashMap<>();

  Explanation(Artifact artifact, Upgrades upgrades) {
    items = artifact.items();
    bundles = artifact.bundles();
    policy = artifact.policy();
    this.upgrades = upgrades;
    // In the order in which a pair is named, the most telling first.
    add(artifact, CandidateSet.LINEAR, Relation.LINEAR);
    add(artifact, CandidateSet.COSINE, Relation.COSINE);
    add(artifact, CandidateSet.COMPLEMENT, Relation.COMPLEMENT);
    add(artifact, CandidateSet.SIMILAR, Relation.SIMILAR);
  }

  private void add(Artifact artifact, int mark, Relation relation) {
    artifact.affinity().neighbours(relation).ifPresent(table -> byMark.put(mark, table));
  }

  /**
   * The evidence, and its anchor by index.
   *
   * @param alone whether it is that of the anchor and nothing else
   */
  record Found(int anchor, Evidence evidence, boolean alone) {
    Found(int anchor, Evidence evidence) {
      this(anchor, evidence, true);
    }
  }

  /** The offer of a candidate as one kind, in the words for an intent. */
  Offer of(
      CandidateSet candidates,
      int slot,
      OfferKind kind,
      double score,
      int[] context,
      Optional<Intent> intent) {
    int item = candidates.item(slot);
    Found found = found(candidates, slot, kind, context);
    String id = items.id(item);
    var pair = new ItemPair(found.evidence.anchor(), id);
    MessageTemplate template =
        found.alone
            ? policy.message(kind, intent, pair)
            : policy.messageOfSeveral(kind, intent, pair);
    String message = fill(template, item, found);
    return new Offer(
        id, kind, score, items.price(item), items.margin(item), message, found.evidence);
  }

  /** A text with the titles and numbers of an offer. */
  String fill(MessageTemplate template, int item, Found found) {
    boolean comma = template.language().equals(COMMA_LANGUAGE);
    return template.fill(
        placeholder -> text(placeholder, item, found.anchor, found.evidence, comma));
  }

  /**
   * A bundle rests on its rule, another version on what it improves or resembles, a replenishment
   * on the item itself, anything else on a rule before a pair.
   */
  Found found(CandidateSet candidates, int slot, OfferKind kind, int[] context) {
    int item = candidates.item(slot);
    int marks = candidates.marks(slot);
    return switch (kind) {
      case REPLENISH -> again(item);
      case UPGRADE -> of(item, upgrades.pair(item, context));
      case SIMILAR -> pair(item, CandidateSet.SIMILAR, context);
      case COMPLEMENT -> pair(item, marks & CandidateSet.BOUGHT_TOGETHER, context);
      case BUNDLE, ADD_ON, THRESHOLD, PLAN ->
          candidates.rule(slot) >= 0
              ? rule(candidates, slot)
              : pair(item, marks & CandidateSet.BOUGHT_TOGETHER, context);
    };
  }

  private Found again(int item) {
    double buyers = items.buyers(item);
    double share = buyers == 0 ? 0 : Math.min(1, items.repurchaseBuyers(item) / buyers);
    return new Found(item, new Evidence(items.id(item), items.baskets(item), share, 0));
  }

  private Found rule(CandidateSet candidates, int slot) {
    int rule = candidates.rule(slot);
    int anchor = candidates.ruleAnchor(slot);
    return new Found(
        anchor,
        new Evidence(
            items.id(anchor),
            bundles.ruleCount(rule),
            decimal(bundles.confidence(rule)),
            decimal(bundles.lift(rule))),
        bundles.follows(rule, anchor));
  }

  private Found pair(int item, int marks, int[] context) {
    for (Map.Entry<Integer, NeighbourTable> each : byMark.entrySet()) {
      if ((marks & each.getKey()) != 0) {
        boolean counted = each.getKey() != CandidateSet.SIMILAR;
        Optional<Pair> found =
            Pair.strongest(
                each.getValue(), item, context, (anchor, count) -> !counted || count > 0);
        if (found.isPresent()) {
          return of(item, found.get());
        }
      }
    }
    throw new IllegalStateException("an offer without evidence");
  }

  private Found of(int item, Pair pair) {
    double count = pair.count();
    double anchorBaskets = items.baskets(pair.anchor());
    double confidence = count == 0 || anchorBaskets == 0 ? 0 : count / anchorBaskets;
    double chance = (double) items.baskets(item) / Math.max(1, items.totalBaskets());
    double lift = chance == 0 ? 0 : confidence / chance;
    String anchor = items.id(pair.anchor());
    return new Found(pair.anchor(), new Evidence(anchor, pair.count(), confidence, lift));
  }

  /** A float above 0 as the double of its seven significant digits: 0.1f is written 0.1. */
  private static double decimal(float single) {
    double scale = 1;
    while (single * scale < SEVEN_DIGITS) {
      scale *= 10;
    }
    return Math.floor(single * scale + 0.5) / scale;
  }

  private String text(
      Placeholder placeholder, int item, int anchor, Evidence evidence, boolean comma) {
    return switch (placeholder) {
      case ITEM_TITLE -> escape(items.title(item));
      case ANCHOR_TITLE -> escape(items.title(anchor));
      case EVIDENCE_BASKETS -> String.valueOf(evidence.baskets());
      case EVIDENCE_CONFIDENCE -> percent(evidence.confidence(), comma ? NO_BREAK + "%" : "%");
      case EVIDENCE_LIFT ->
          comma ? rounded(evidence.lift(), 1).replace('.', ',') : rounded(evidence.lift(), 1);
    };
  }

  static String percent(double share, String sign) {
    return share > 0 && share < 0.005 ? "&lt;1" + sign : percent(share) + sign;
  }

  /** In decimals: 0.575 is 58 per cent, and 57.49999 when it is multiplied by 100 in binary. */
  private static String percent(double share) {
    return BigDecimal.valueOf(share)
        .movePointRight(2)
        .setScale(0, RoundingMode.HALF_UP)
        .toPlainString();
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
