package io.basketwise.evaluate;

import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.ItemCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;

/**
 * Leave-one-out queries of a span that no model has seen: from each basket of 2 to 50 known items
 * one item at a time is hidden, at most three, drawn by the seed and the order.
 */
final class Queries {
  private static final int MIN_ITEMS = 2;
  private static final int MAX_ITEMS = 50;
  private static final int HIDDEN_PER_BASKET = 3;

  /** Enough of a buyer's items for the longest ranking, even if the whole cart is among them. */
  private static final int MAX_HISTORY = Evaluate.LONGEST + MAX_ITEMS;

  private final long seed;
  private final int maxBaskets;
  private final int trainDays;

  /**
   * Draws at most {@code maxBaskets} baskets, which is all that the driver then holds, each with
   * what its buyer bought in the {@code trainDays} before the span.
   */
  Queries(long seed, int maxBaskets, int trainDays) {
    this.seed = seed;
    this.maxBaskets = maxBaskets;
    this.trainDays = trainDays;
  }

  private record Drawn(long order, long key, int day, int[] items, int[] bought)
      implements java.io.Serializable {}

  /** Days since 1970-01-01: of the buyers' history, then from and to before of the span. */
  private record Span(int history, int from, int to) implements java.io.Serializable {}

  /** The queries; an item is known when the training span's counts have it. */
  List<Query> draw(JavaRDD<BasketBlock> all, LocalDate from, LocalDate to, ItemCounts known) {
    Span span =
        new Span(
            (int) from.minusDays(trainDays).toEpochDay(),
            (int) from.toEpochDay(),
            (int) to.toEpochDay());
    long[] baskets = known.baskets();
    long drawSeed = seed;
    List<Drawn> drawn =
        all.flatMap(block -> eligible(block, span, baskets, drawSeed).iterator())
            .takeOrdered(maxBaskets, new ByOrder());
    List<Query> queries = new ArrayList<>();
    for (int basket = 0; basket < drawn.size(); basket++) {
      hide(drawn.get(basket), basket, queries);
    }
    return queries;
  }

  private static final class ByOrder implements Comparator<Drawn>, java.io.Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public int compare(Drawn a, Drawn b) {
      return a.order() == b.order()
          ? Long.compare(a.key(), b.key())
          : Long.compare(a.order(), b.order());
    }
  }

  private static List<Drawn> eligible(BasketBlock block, Span span, long[] baskets, long seed) {
    List<Drawn> eligible = new ArrayList<>();
    int[] runs = block.buyerRuns();
    int historyOf = -1;
    int[] bought = {};
    for (int b = 0; b < block.size(); b++) {
      int day = block.days()[b];
      int[] items =
          day >= span.from() && day < span.to()
              ? IntStream.of(block.basket(b)).filter(item -> baskets[item] > 0).toArray()
              : new int[0];
      if (items.length >= MIN_ITEMS && items.length <= MAX_ITEMS) {
        if (historyOf != runs[b]) {
          historyOf = runs[b];
          bought =
              PersonalFrequency.history(block, runs, b, span.history(), span.from(), MAX_HISTORY);
        }
        long key = block.keys()[b];
        long order = new SplittableRandom(seed ^ key).nextLong();
        eligible.add(new Drawn(order, key, day, items, bought));
      }
    }
    return eligible;
  }

  private void hide(Drawn drawn, int basket, List<Query> queries) {
    SplittableRandom random = new SplittableRandom(seed + drawn.key());
    int[] positions = IntStream.range(0, drawn.items().length).toArray();
    for (int i = 0; i < Math.min(HIDDEN_PER_BASKET, positions.length); i++) {
      int other = i + random.nextInt(positions.length - i);
      int position = positions[other];
      positions[other] = positions[i];
      positions[i] = position;
      int[] cart =
          IntStream.range(0, drawn.items().length)
              .filter(p -> p != position)
              .map(p -> drawn.items()[p])
              .toArray();
      queries.add(new Query(basket, drawn.day(), cart, drawn.items()[position], drawn.bought()));
    }
  }
}
