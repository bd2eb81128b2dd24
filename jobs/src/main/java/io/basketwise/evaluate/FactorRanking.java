package io.basketwise.evaluate;

import io.basketwise.affinity.als.FloatRows;
import io.basketwise.models.artifact.FactorTable;
import io.basketwise.models.score.Candidates;
import io.basketwise.models.score.Scorer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * All trained items by ALS alone: what the factors know by themselves. It exists for measuring
 * only, because no decision looks at all items. The factors are kept column by column, 4 bytes a
 * number, so that one pass over a stripe of items adds up four columns in vector instructions.
 */
final class FactorRanking implements Ranker {
  private static final int STRIPE = 4096;

  private final Scorer scorer;
  private final float[][][] stripes;
  private final boolean[] trained;

  FactorRanking(Scorer scorer, FactorTable factors, int items) {
    this.scorer = scorer;
    this.trained = new boolean[items];
    this.stripes = new float[(items + STRIPE - 1) / STRIPE][][];
    int columns = (factors.rank() + 3) / 4 * 4;
    for (int stripe = 0; stripe < stripes.length; stripe++) {
      int first = stripe * STRIPE;
      stripes[stripe] = new float[columns][Math.min(STRIPE, items - first)];
      for (int column = 0; column < factors.rank(); column++) {
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

  @Override
  public int[] rank(Query query, Candidates candidates, int k) {
    int[] cart = query.cart();
    double[] user = scorer.userVector(cart);
    if (user.length == 0) {
      return new int[0];
    }
    float[] weights = new float[stripes.length == 0 ? 0 : stripes[0].length];
    for (int column = 0; column < user.length; column++) {
      weights[column] = (float) user[column];
    }
    PriorityQueue<Scored> best = new PriorityQueue<>(Scored.WORST_FIRST);
    for (int stripe = 0; stripe < stripes.length; stripe++) {
      float[] scores = scores(stripes[stripe], weights);
      for (int i = 0; i < scores.length; i++) {
        int item = stripe * STRIPE + i;
        boolean wanted = best.size() < k || scores[i] > best.element().score;
        if (wanted && trained[item] && Arrays.binarySearch(cart, item) < 0) {
          best.add(new Scored(item, scores[i]));
          if (best.size() > k) {
            best.remove();
          }
        }
      }
    }
    return best.stream().sorted(Scored.WORST_FIRST.reversed()).mapToInt(Scored::item).toArray();
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
