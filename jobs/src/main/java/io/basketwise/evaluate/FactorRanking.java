package io.basketwise.evaluate;

import io.basketwise.affinity.als.FloatRows;
import io.basketwise.models.score.Candidates;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;

/**
 * All trained items by ALS alone: what the factors know by themselves. It exists for measuring
 * only, because no decision looks at all items. The factors are kept column by column, 4 bytes a
 * number, so that one pass over a stripe of items adds up four columns in vector instructions.
 */
final class FactorRanking implements Ranker {
  private static final int STRIPE = 4096;

  private final Function<int[], double[]> users;
  private final float[][][] stripes;
  private final boolean[] trained;

  /** A factor of an item. */
  @FunctionalInterface
  interface Factors {
    float value(int item, int column);
  }

  /**
   * Ranks so many items by factors of so many columns.
   *
   * @param users folds a cart in; of one that the factors know nothing of it is empty
   */
  FactorRanking(Function<int[], double[]> users, int items, int rank, Factors factors) {
    this.users = users;
    this.trained = new boolean[items];
    this.stripes = new float[(items + STRIPE - 1) / STRIPE][][];
    int columns = (rank + 3) / 4 * 4;
    for (int stripe = 0; stripe < stripes.length; stripe++) {
      int first = stripe * STRIPE;
      stripes[stripe] = new float[columns][Math.min(STRIPE, items - first)];
      for (int column = 0; column < rank; column++) {
        float[] values = stripes[stripe][column];
        for (int i = 0; i < values.length; i++) {
          values[i] = factors.value(first + i, column);
          trained[first + i] |= values[i] != 0;
        }
      }
    }
  }

  private record Scored(int item, float score) {
    static final Comparator<Scored> WORST_FIRST =
        Comparator.comparingDouble((Scored each) -> each.score)
            .thenComparing(Comparator.comparingInt(Scored::item).reversed());
  }

  /** The best items that one query has met so far. */
  private final class Best {
    private final int[] cart;
    private final float[] weights = new float[stripes.length == 0 ? 0 : stripes[0].length];
    private final int k;
    private final PriorityQueue<Scored> best = new PriorityQueue<>(Scored.WORST_FIRST);
    private float least = Float.NEGATIVE_INFINITY;

    Best(int[] cart, double[] user, int k) {
      this.cart = cart;
      this.k = k;
      for (int column = 0; column < user.length; column++) {
        weights[column] = (float) user[column];
      }
    }

    void look(int stripe) {
      float[] scores = scores(stripes[stripe], weights);
      for (int i = 0; i < scores.length; i++) {
        if (scores[i] > least || best.size() < k) {
          offer(stripe * STRIPE + i, scores[i]);
        }
      }
    }

    private void offer(int item, float score) {
      if (trained[item] && Arrays.binarySearch(cart, item) < 0) {
        best.add(new Scored(item, score));
        if (best.size() > k) {
          best.remove();
        }
        least = best.element().score;
      }
    }

    int[] ranking() {
      return best.stream().sorted(Scored.WORST_FIRST.reversed()).mapToInt(Scored::item).toArray();
    }
  }

  @Override
  public int[] rank(Query query, Candidates candidates, int k) {
    return rankAll(List.of(query), List.of(candidates), k).get(0);
  }

  /** A stripe is read from memory once for all the queries. */
  @Override
  public List<int[]> rankAll(List<Query> queries, List<Candidates> candidates, int k) {
    List<Best> answers = new ArrayList<>();
    for (Query query : queries) {
      double[] user = users.apply(query.cart());
      answers.add(new Best(query.cart(), user, user.length == 0 ? 0 : k));
    }
    for (int stripe = 0; stripe < stripes.length; stripe++) {
      for (Best answer : answers) {
        if (answer.k > 0) {
          answer.look(stripe);
        }
      }
    }
    return answers.stream().map(Best::ranking).toList();
  }

  private static float[] scores(float[][] columns, float[] weights) {
    float[] scores = new float[columns[0].length];
    for (int column = 0; column < weights.length; column += 4) {
      FloatRows.addFour(
          scores,
          columns[column],
          columns[column + 1],
          columns[column + 2],
          columns[column + 3],
          weights,
          column);
    }
    return scores;
  }
}
