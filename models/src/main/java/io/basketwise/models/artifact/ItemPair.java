package io.basketwise.models.artifact;

import java.util.Comparator;

/**
 * An item that the shopper has at hand and one that is offered for it.
 *
 * @param anchor the id of the first
 * @param item the id of the second; of a replenishment the same
 */
public record ItemPair(String anchor, String item) implements Comparable<ItemPair> {
  private static final Comparator<ItemPair> ORDER =
      Comparator.comparing(ItemPair::anchor).thenComparing(ItemPair::item);

  @Override
  public int compareTo(ItemPair other) {
    return ORDER.compare(this, other);
  }
}
