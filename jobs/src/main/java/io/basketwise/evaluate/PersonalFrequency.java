package io.basketwise.evaluate;

import io.basketwise.models.score.Candidates;
import io.basketwise.prepare.BasketBlock;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The baseline that knows the buyer: what was bought most often before, the latest first among
 * equals, whatever the cart. A guest, or somebody new, has none. It exists for measuring only.
 */
final class PersonalFrequency implements Ranker {
  /** A buyer's item. */
  private record Habit(int item, int count, int lastDay) {
    static final Comparator<Habit> ORDER =
        Comparator.comparingInt(Habit::count)
            .thenComparingInt(Habit::lastDay)
            .reversed()
            .thenComparingInt(Habit::item);

    Habit plus(Habit later) {
      return new Habit(item, count + later.count, Math.max(lastDay, later.lastDay));
    }
  }

  /**
   * What the buyer of a basket bought from one day to before another, best first.
   *
   * @param runs the block's {@link BasketBlock#buyerRuns}
   * @param most items at most
   */
  static int[] history(BasketBlock block, int[] runs, int basket, int from, int to, int most) {
    int first = basket;
    while (first > 0 && runs[first - 1] == runs[basket]) {
      first--;
    }
    Map<Integer, Habit> habits = new HashMap<>();
    for (int b = first; b < block.size() && runs[b] == runs[basket]; b++) {
      int day = block.days()[b];
      if (day >= from && day < to) {
        for (int item : block.basket(b)) {
          habits.merge(item, new Habit(item, 1, day), Habit::plus);
        }
      }
    }
    return habits.values().stream().sorted(Habit.ORDER).limit(most).mapToInt(Habit::item).toArray();
  }

  @Override
  public int[] rank(Query query, Candidates candidates, int k) {
    return IntStream.of(query.bought())
        .filter(item -> Arrays.binarySearch(query.cart(), item) < 0)
        .limit(k)
        .toArray();
  }
}
