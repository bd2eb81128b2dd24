package io.basketwise.prepare;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/**
 * Baskets handed to groups of items, as in parallel FP-growth (Li et al., PFP, RecSys 2008): the
 * group of an item holds every basket with that item, so that a task finds all that there is to
 * know about its items alone. Items are ranks of a {@link FrequencyOrder}; rank r belongs to group
 * r mod groups. A task holds the baskets of one group: at most all baskets, 4 bytes an item.
 */
public final class GroupedBaskets implements AutoCloseable {
  private final JavaRDD<Group> groups;

  private GroupedBaskets(JavaRDD<Group> groups) {
    this.groups = groups;
  }

  /**
   * The baskets of one group.
   *
   * @param number the group's number
   * @param groups number of groups
   * @param baskets baskets of ranks that hold an item of the group, ranks ascending
   */
  public record Group(int number, int groups, BasketBlock baskets) implements Serializable {
    /** The group's ranks below a bound. */
    public IntStream ranks(int bound) {
      return IntStream.iterate(number, rank -> rank < bound, rank -> rank + groups);
    }
  }

  /** Groups the baskets; the number of groups changes the work's shape, never its result. */
  public static GroupedBaskets of(JavaRDD<BasketBlock> blocks, FrequencyOrder order, int count) {
    Broadcast<int[]> ranks =
        JavaSparkContext.fromSparkContext(blocks.context()).broadcast(order.rankOf());
    JavaRDD<Group> groups =
        blocks
            .flatMapToPair(block -> split(block, ranks.value(), count))
            .groupByKey(count)
            .map(
                parts ->
                    new Group(
                        parts._1(),
                        count,
                        BasketBlock.concat(
                            StreamSupport.stream(parts._2().spliterator(), false).toList())));
    groups.persist(StorageLevel.MEMORY_AND_DISK());
    return new GroupedBaskets(groups);
  }

  private static Iterator<Tuple2<Integer, BasketBlock>> split(
      BasketBlock block, int[] rankOf, int count) {
    List<BasketBlock.Builder> parts = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      parts.add(new BasketBlock.Builder());
    }
    boolean[] wanted = new boolean[count];
    int[] ranks = new int[64];
    for (int basket = 0; basket < block.size(); basket++) {
      if (block.length(basket) > ranks.length) {
        ranks = new int[block.length(basket)];
      }
      int size = ranks(block, basket, rankOf, ranks);
      for (int i = 0; i < size; i++) {
        wanted[ranks[i] % count] = true;
      }
      for (int group = 0; group < count; group++) {
        if (wanted[group]) {
          wanted[group] = false;
          parts
              .get(group)
              .add(block.buyers()[basket], block.keys()[basket], block.days()[basket], ranks, size);
        }
      }
    }
    List<Tuple2<Integer, BasketBlock>> tuples = new ArrayList<>();
    for (int group = 0; group < count; group++) {
      tuples.add(new Tuple2<>(group, parts.get(group).build()));
    }
    return tuples.iterator();
  }

  /** The ranks of a basket's items, ascending, without those that have none; returns how many. */
  private static int ranks(BasketBlock block, int basket, int[] rankOf, int[] ranks) {
    int size = 0;
    for (int at = block.offsets()[basket]; at < block.offsets()[basket + 1]; at++) {
      int rank = rankOf[block.items()[at]];
      if (rank >= 0) {
        ranks[size++] = rank;
      }
    }
    Arrays.sort(ranks, 0, size);
    return size;
  }

  /** Bytes of one group at most, which is all baskets. */
  public static long bytes(ItemCounts counts) {
    long occurrences = LongStream.of(counts.baskets()).sum();
    return Integer.BYTES * occurrences
        + (2L * Long.BYTES + 2 * Integer.BYTES) * counts.totalBaskets();
  }

  /** The groups, one a task. */
  public JavaRDD<Group> groups() {
    return groups;
  }

  @Override
  public void close() {
    groups.unpersist(false);
  }
}
