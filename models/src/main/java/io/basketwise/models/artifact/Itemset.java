package io.basketwise.models.artifact;

/** Items, ascending, that are often in one basket, with those baskets and their distinct buyers. */
public record Itemset(int[] items, long count, long buyers) {
  /** Checks the order. */
  public Itemset {
    Checks.require(items.length > 0, "an itemset has no items");
    for (int i = 1; i < items.length; i++) {
      Checks.require(items[i - 1] < items[i], "the items of an itemset do not ascend");
    }
  }
}
