package io.basketwise.affinity;

import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.prepare.ItemCounts;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.ItemFacts.Facts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells what a neighbour is to an item. People compare substitutes and buy complements: what is
 * viewed together more than it is bought together is an alternative, and what is bought together
 * beyond chance and is no alternative is a complement (McAuley, Pandey and Leskovec, KDD 2015,
 * learn the same two graphs from the same two signals).
 *
 * <ul>
 *   <li>upgrade: one family and a higher tier; without families, an alternative of the same
 *       category at {@value #SIMILAR_RATIO} to {@value #UPGRADE_RATIO} times the price
 *   <li>similar: one family and the same tier; else an alternative of the same category, or of an
 *       unknown one, at no more than {@value #SIMILAR_RATIO} times the price either way
 *   <li>complement: bought together with at least the rules' lift, not of one family, not an
 *       alternative either way
 * </ul>
 */
final class Relations {
  static final double SIMILAR_RATIO = 1.25;
  static final double UPGRADE_RATIO = 2.5;

  private final ItemDictionary dictionary;
  private final ItemFacts facts;
  private final ItemCounts counts;
  private final double minLift;
  private final int limit;

  Relations(
      ItemDictionary dictionary, ItemFacts facts, ItemCounts counts, double minLift, int limit) {
    this.dictionary = dictionary;
    this.facts = facts;
    this.counts = counts;
    this.minLift = minLift;
    this.limit = limit;
  }

  /**
   * The relations that the given lists can tell; without views there is none that is similar.
   *
   * @param viewed as strong as views make them, with what baskets say of them: evidence counts
   *     orders, and sessions that looked at both are none
   */
  Map<Relation, Neighbours> tell(NeighbourLists bought, Optional<NeighbourLists> viewed) {
    List<Map<Integer, Relation>> alternatives = new ArrayList<>();
    NeighbourLists similar = new NeighbourLists(bought.items(), limit);
    NeighbourLists upgrade = new NeighbourLists(bought.items(), limit);
    NeighbourLists complement = new NeighbourLists(bought.items(), limit);
    for (int item = 0; item < bought.items(); item++) {
      alternatives.add(alternatives(item, bought, viewed));
    }
    for (int item = 0; item < bought.items(); item++) {
      Map<Integer, Relation> told = alternatives.get(item);
      List<Pair> compared = viewed.orElse(bought).of(item);
      similar.set(item, of(compared, told, Relation.SIMILAR));
      upgrade.set(item, of(compared, told, Relation.UPGRADE));
      complement.set(item, complements(item, bought.of(item), alternatives));
    }
    Map<Relation, Neighbours> relations = new EnumMap<>(Relation.class);
    relations.put(Relation.COMPLEMENT, complement.columns());
    if (viewed.isPresent()) {
      relations.put(Relation.SIMILAR, similar.columns());
    }
    if (facts.fromCatalog()) {
      relations.put(Relation.UPGRADE, upgrade.columns());
    }
    return relations;
  }

  private static List<Pair> of(List<Pair> pairs, Map<Integer, Relation> told, Relation relation) {
    return pairs.stream().filter(pair -> told.get(pair.item()) == relation).toList();
  }

  private Map<Integer, Relation> alternatives(
      int item, NeighbourLists bought, Optional<NeighbourLists> viewed) {
    Map<Integer, Float> together = new HashMap<>();
    bought.of(item).forEach(pair -> together.put(pair.item(), pair.weight()));
    Map<Integer, Relation> told = new HashMap<>();
    for (Pair pair : viewed.map(lists -> lists.of(item)).orElse(List.of())) {
      boolean compared = pair.weight() > together.getOrDefault(pair.item(), 0f);
      relation(facts(item), facts(pair.item()), compared)
          .ifPresent(relation -> told.put(pair.item(), relation));
    }
    for (Pair pair : bought.of(item)) {
      if (!told.containsKey(pair.item())) {
        relation(facts(item), facts(pair.item()), false)
            .ifPresent(relation -> told.put(pair.item(), relation));
      }
    }
    return told;
  }

  /** What {@code other} is to {@code item} as an alternative; empty when it is none. */
  private static Optional<Relation> relation(Facts item, Facts other, boolean compared) {
    if (!item.family().isEmpty() && item.family().equals(other.family())) {
      // An unknown tier is neither above nor below another.
      boolean unlike = item.tier() >= 0 && other.tier() >= 0 && other.tier() != item.tier();
      if (!unlike) {
        return Optional.of(Relation.SIMILAR);
      }
      return other.tier() > item.tier() ? Optional.of(Relation.UPGRADE) : Optional.empty();
    }
    boolean comparable =
        item.category().isEmpty()
            || other.category().isEmpty()
            || item.category().equals(other.category());
    if (!compared || !comparable || !item.kind().equals(other.kind())) {
      return Optional.empty();
    }
    double ratio = other.price() / item.price();
    if (!(ratio > SIMILAR_RATIO)) {
      // An unknown ratio (NaN) passes: the views alone then say that the two are compared.
      return ratio < 1 / SIMILAR_RATIO ? Optional.empty() : Optional.of(Relation.SIMILAR);
    }
    return ratio <= UPGRADE_RATIO && !item.category().isEmpty()
        ? Optional.of(Relation.UPGRADE)
        : Optional.empty();
  }

  private List<Pair> complements(
      int item, List<Pair> bought, List<Map<Integer, Relation>> alternatives) {
    return bought.stream()
        .filter(pair -> lift(item, pair) >= minLift)
        .filter(pair -> !alternatives.get(item).containsKey(pair.item()))
        .filter(pair -> !alternatives.get(pair.item()).containsKey(item))
        .toList();
  }

  private double lift(int item, Pair pair) {
    return (double) pair.count()
        * counts.totalBaskets()
        / ((double) counts.baskets()[item] * counts.baskets()[pair.item()]);
  }

  private Facts facts(int item) {
    return facts.of(dictionary.ids().get(item));
  }
}
