package io.basketwise.messages;

import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ItemPair;
import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.MessageTemplate;
import io.basketwise.models.artifact.MessageTemplate.Placeholder;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.decision.Evidence;
import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.score.PairOffers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** The offers of a version that texts are written for. */
final class VersionOffers {
  /** In the order in which a pair that could be several is written about. */
  private static final List<OfferKind> KINDS =
      List.of(OfferKind.UPGRADE, OfferKind.BUNDLE, OfferKind.COMPLEMENT, OfferKind.ADD_ON);

  /** The strongest first: the baskets beyond what chance would give, then anchor and item. */
  private static final Comparator<PairOffers.Of> STRENGTH =
      Comparator.comparingDouble((PairOffers.Of offer) -> beyondChance(offer.evidence()))
          .reversed()
          .thenComparingInt(PairOffers.Of::anchor)
          .thenComparingInt(PairOffers.Of::item);

  private final Items items;
  private final PairOffers pairs;
  private List<PairOffers.Of> latest = List.of();
  private int latestAnchor = -1;

  VersionOffers(Artifact version) {
    items = version.items();
    pairs = new PairOffers(version);
  }

  private static double beyondChance(Evidence evidence) {
    return evidence.lift() > 0 ? evidence.baskets() * (1 - 1 / evidence.lift()) : 0;
  }

  /** The strongest of each kind, at most so many; a pair is of one kind. */
  List<PairOffers.Of> strongest(int top) {
    Map<OfferKind, PriorityQueue<PairOffers.Of>> kept = new EnumMap<>(OfferKind.class);
    for (int anchor = 0; anchor < items.size(); anchor++) {
      Map<Integer, PairOffers.Of> byItem = new TreeMap<>();
      for (PairOffers.Of offer : pairs.after(anchor)) {
        if (KINDS.contains(offer.kind())) {
          byItem.merge(offer.item(), offer, VersionOffers::preferred);
        }
      }
      for (PairOffers.Of offer : byItem.values()) {
        keep(kept.computeIfAbsent(offer.kind(), kind -> weakestFirst()), offer, top);
      }
    }
    List<PairOffers.Of> strongest = new ArrayList<>();
    for (OfferKind kind : KINDS) {
      kept.getOrDefault(kind, weakestFirst()).stream().sorted(STRENGTH).forEach(strongest::add);
    }
    return strongest;
  }

  private static PriorityQueue<PairOffers.Of> weakestFirst() {
    return new PriorityQueue<>(STRENGTH.reversed());
  }

  private static PairOffers.Of preferred(PairOffers.Of one, PairOffers.Of other) {
    return KINDS.indexOf(one.kind()) <= KINDS.indexOf(other.kind()) ? one : other;
  }

  private static void keep(PriorityQueue<PairOffers.Of> kept, PairOffers.Of offer, int top) {
    kept.add(offer);
    if (kept.size() > top) {
      kept.remove();
    }
  }

  /** The offer of a pair as one kind, if the version makes it. */
  Optional<PairOffers.Of> find(ItemPair pair, OfferKind kind) {
    int anchor = items.find(pair.anchor());
    int item = items.find(pair.item());
    if (anchor < 0 || item < 0) {
      return Optional.empty();
    }
    if (anchor != latestAnchor) {
      latest = pairs.after(anchor);
      latestAnchor = anchor;
    }
    return latest.stream().filter(o -> o.item() == item && o.kind() == kind).findFirst();
  }

  ItemPair pair(PairOffers.Of offer) {
    return new ItemPair(items.id(offer.anchor()), items.id(offer.item()));
  }

  /** What a text about an offer has to do with. */
  Subject subject(TextId id, PairOffers.Of offer) {
    Map<Placeholder, String> shown = new EnumMap<>(Placeholder.class);
    for (Placeholder placeholder : Placeholder.values()) {
      shown.put(placeholder, say(id, offer, Numbers.braced(placeholder)));
    }
    return new Subject(id, offer, items.title(offer.anchor()), items.title(offer.item()), shown);
  }

  /** A text as it would be read. */
  String say(TextId id, PairOffers.Of offer, String text) {
    return pairs.fill(
        new MessageTemplate(Optional.of(id.pair()), id.intent(), id.kind(), id.language(), text),
        offer);
  }

  /** What the policy says of an offer today. */
  String current(TextId id, PairOffers.Of offer, Policy policy) {
    return pairs.fill(policy.message(id.kind(), id.intent(), id.pair()), offer);
  }
}
