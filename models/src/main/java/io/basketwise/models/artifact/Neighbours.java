package io.basketwise.models.artifact;

/**
 * The neighbours of every item under one relation, each item's by weight descending, then item.
 *
 * @param offsets where each item's range begins, one more than items
 * @param counts training baskets that hold the pair
 * @param buyers distinct buyers of those baskets
 */
public record Neighbours(long[] offsets, int[] items, float[] weights, int[] counts, int[] buyers) {
  /** Checks lengths, offsets and order. */
  public Neighbours {
    Checks.require(offsets.length > 0, "offsets has no values");
    Checks.offsets("offsets", offsets, offsets.length - 1, items.length);
    Checks.length("weights", weights.length, items.length);
    Checks.length("counts", counts.length, items.length);
    Checks.length("buyers", buyers.length, items.length);
    Checks.within("items", items, 0, offsets.length - 1);
    Checks.notNegative("counts", counts);
    Checks.notNegative("buyers", buyers);
    Checks.finite("weights", weights);
    for (int row = 0; row + 1 < offsets.length; row++) {
      for (int i = (int) offsets[row] + 1; i < offsets[row + 1]; i++) {
        Checks.require(
            weights[i - 1] > weights[i]
                || (weights[i - 1] == weights[i] && items[i - 1] < items[i]),
            "neighbours of item " + row + " are not by weight descending, then item");
      }
    }
  }
}
