package io.basketwise.prepare;

import java.time.LocalDate;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/**
 * The baskets of one training span, with very large ones capped: a basket with more than the
 * allowed number of items counts with its most frequent ones, because pairs grow with the square of
 * the basket and the rarest items of a huge basket say least about each other.
 *
 * @param blocks the baskets
 * @param counts what was bought how often, after capping
 * @param capped baskets that were capped
 * @param toDay the day after the span's last, in days since 1970-01-01
 */
public record TrainingBaskets(
    JavaRDD<BasketBlock> blocks, ItemCounts counts, long capped, int toDay)
    implements AutoCloseable {

  /** Cuts a span out of all baskets. */
  public static TrainingBaskets of(
      JavaRDD<BasketBlock> all, LocalDate from, LocalDate to, int itemCount, int maxItems) {
    int fromDay = (int) from.toEpochDay();
    int toDay = (int) to.toEpochDay();
    JavaRDD<BasketBlock> span =
        all.map(block -> block.between(fromDay, toDay)).persist(StorageLevel.MEMORY_AND_DISK());
    ItemCounts raw = ItemCounts.of(span, itemCount, toDay);
    Broadcast<long[]> frequency =
        JavaSparkContext.fromSparkContext(all.context()).broadcast(raw.baskets());
    JavaRDD<BasketBlock> cut =
        span.map(block -> cap(block, frequency.value(), maxItems))
            .persist(StorageLevel.MEMORY_AND_DISK());
    long capped = span.map(block -> tooLarge(block, maxItems)).reduce(Long::sum);
    ItemCounts counts = capped == 0 ? raw : ItemCounts.of(cut, itemCount, toDay);
    span.unpersist(false);
    return new TrainingBaskets(cut, counts, capped, toDay);
  }

  private static long tooLarge(BasketBlock block, int maxItems) {
    return IntStream.range(0, block.size()).filter(b -> block.length(b) > maxItems).count();
  }

  private static BasketBlock cap(BasketBlock block, long[] frequency, int maxItems) {
    BasketBlock.Builder cut = new BasketBlock.Builder();
    for (int b = 0; b < block.size(); b++) {
      int[] items = block.basket(b);
      cut.add(
          block.buyers()[b],
          block.keys()[b],
          block.days()[b],
          items.length <= maxItems ? items : mostFrequent(items, frequency, maxItems));
    }
    return cut.build();
  }

  private static int[] mostFrequent(int[] items, long[] frequency, int maxItems) {
    return IntStream.of(items)
        .boxed()
        .sorted(
            (a, b) ->
                frequency[a] == frequency[b]
                    ? Integer.compare(a, b)
                    : Long.compare(frequency[b], frequency[a]))
        .limit(maxItems)
        .mapToInt(Integer::intValue)
        .sorted()
        .toArray();
  }

  @Override
  public void close() {
    blocks.unpersist(false);
  }
}
