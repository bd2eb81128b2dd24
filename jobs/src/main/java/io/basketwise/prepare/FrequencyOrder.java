package io.basketwise.prepare;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Ranks of the items that a miner looks at: rank 0 is the most frequent one, ties by item number.
 * Short prefixes of a basket then hold its frequent items, which keeps conditional databases small.
 *
 * @param itemOf item number by rank
 * @param rankOf rank by item number, -1 for an item that is left out
 */
public record FrequencyOrder(int[] itemOf, int[] rankOf) implements Serializable {

  /**
   * Ranks the items in at least {@code minBaskets} baskets of at least {@code minBuyers} buyers.
   */
  public static FrequencyOrder of(ItemCounts counts, long minBaskets, long minBuyers) {
    long[] baskets = counts.baskets();
    int[] itemOf =
        IntStream.range(0, baskets.length)
            .filter(i -> baskets[i] > 0 && baskets[i] >= minBaskets)
            .filter(i -> counts.buyers()[i] >= minBuyers)
            .boxed()
            .sorted(
                (a, b) ->
                    baskets[a] == baskets[b]
                        ? Integer.compare(a, b)
                        : Long.compare(baskets[b], baskets[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] rankOf = new int[baskets.length];
    Arrays.fill(rankOf, -1);
    for (int rank = 0; rank < itemOf.length; rank++) {
      rankOf[itemOf[rank]] = rank;
    }
    return new FrequencyOrder(itemOf, rankOf);
  }

  /** Number of ranked items. */
  public int size() {
    return itemOf.length;
  }
}
