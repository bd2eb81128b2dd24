package io.basketwise.affinity.als;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ShopConfig.Affinity.Solver;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharedAlsTest {
  private static final double LAMBDA = 0.05;
  private static final double ALPHA = 10;

  private static AlsParameters parameters(Solver solver, int rank, int iterations, long seed) {
    return new AlsParameters(rank, iterations, LAMBDA, ALPHA, solver, seed);
  }

  /** Equation 3 of Hu, Koren and Volinsky, term by term over all pairs, lambda weighted. */
  private static double loss(Csr byUser, int items, float[][] users, float[][] itemFactors) {
    double loss = 0;
    double[] itemRatings = new double[items];
    for (int user = 0; user < users.length; user++) {
      double[] rating = new double[items];
      for (int at = byUser.offsets()[user]; at < byUser.offsets()[user + 1]; at++) {
        rating[byUser.columns()[at]] = byUser.values()[at];
        itemRatings[byUser.columns()[at]]++;
      }
      for (int item = 0; item < items; item++) {
        double error = (rating[item] > 0 ? 1 : 0) - dot(users[user], itemFactors[item]);
        loss += (1 + ALPHA * rating[item]) * error * error;
      }
      loss += LAMBDA * byUser.length(user) * dot(users[user], users[user]);
    }
    for (int item = 0; item < items; item++) {
      loss += LAMBDA * itemRatings[item] * dot(itemFactors[item], itemFactors[item]);
    }
    return loss;
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void theLossFallsWithEveryHalfStep(Solver solver) {
    for (long seed = 1; seed <= 20; seed++) {
      UserRatings ratings = RandomRatings.of(seed, 120, 60, 5, 12);
      SharedAls als = new SharedAls(parameters(solver, 13, 0, seed), ratings, 60);
      double before = loss(ratings.ratings(), 60, als.users(), als.items());
      for (int halfStep = 0; halfStep < 12; halfStep++) {
        if (halfStep % 2 == 0) {
          als.solveUsers();
        } else {
          als.solveItems();
        }
        double after = loss(ratings.ratings(), 60, als.users(), als.items());
        assertThat(after)
            .as("seed %d, loss after half-step %d", seed, halfStep)
            .isLessThan(before * (1 + 1e-6));
        before = after;
      }
    }
  }

  /** Largest residual of the normal equations, as a share of the right side's length. */
  private static double residual(Csr ratings, float[][] others, float[][] rows, int rank) {
    double[][] gram = new double[rank][rank];
    for (float[] other : others) {
      for (int i = 0; i < rank; i++) {
        for (int j = 0; j < rank; j++) {
          gram[i][j] += (double) other[i] * other[j];
        }
      }
    }
    double worst = 0;
    for (int row = 0; row < rows.length; row++) {
      double[] right = new double[rank];
      double[] left = new double[rank];
      for (int i = 0; i < rank; i++) {
        left[i] = LAMBDA * ratings.length(row) * rows[row][i];
        for (int j = 0; j < rank; j++) {
          left[i] += gram[i][j] * rows[row][j];
        }
      }
      for (int at = ratings.offsets()[row]; at < ratings.offsets()[row + 1]; at++) {
        float[] other = others[ratings.columns()[at]];
        double confidence = ALPHA * ratings.values()[at];
        for (int i = 0; i < rank; i++) {
          right[i] += (1 + confidence) * other[i];
          left[i] += confidence * dot(other, rows[row]) * other[i];
        }
      }
      double difference = 0;
      double length = 0;
      for (int i = 0; i < rank; i++) {
        difference += (left[i] - right[i]) * (left[i] - right[i]);
        length += right[i] * right[i];
      }
      worst = Math.max(worst, length == 0 ? 0 : Math.sqrt(difference / length));
    }
    return worst;
  }

  @Test
  void choleskySolvesTheNormalEquationsToFloatPrecision() {
    for (long seed = 1; seed <= 20; seed++) {
      UserRatings ratings = RandomRatings.of(seed, 200, 80, 5, 20);
      SharedAls als = new SharedAls(parameters(Solver.CHOLESKY, 16, 3, seed), ratings, 80);
      als.fit();
      assertThat(residual(ratings.ratings().transpose(80), als.users(), als.items(), 16))
          .as("seed %d", seed)
          .isLessThan(1e-4);
    }
  }

  @Test
  void conjugateGradientComesCloserToTheNormalEquationsWithEveryIteration() {
    for (long seed = 1; seed <= 20; seed++) {
      UserRatings ratings = RandomRatings.of(seed, 200, 80, 5, 20);
      SharedAls als = new SharedAls(parameters(Solver.CG, 16, 0, seed), ratings, 80);
      for (int iteration = 0; iteration < 15; iteration++) {
        als.solveUsers();
        als.solveItems();
      }
      assertThat(residual(ratings.ratings().transpose(80), als.users(), als.items(), 16))
          .as("seed %d", seed)
          .isLessThan(1e-2);
    }
  }

  @ParameterizedTest
  @EnumSource(Solver.class)
  void theBitsDoNotDependOnTheNumberOfThreads(Solver solver) throws Exception {
    UserRatings ratings = RandomRatings.of(7, 30_000, 500, 9, 30);
    assertThat(ratings.ratings().entries())
        .as("ratings, for several portions")
        .isGreaterThan(300_000);
    float[][] one = withThreads(1, solver, ratings);
    float[][] four = withThreads(4, solver, ratings);
    assertThat(four).isDeepEqualTo(one);
  }

  private static float[][] withThreads(int threads, Solver solver, UserRatings ratings)
      throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> new SharedAls(parameters(solver, 8, 2, 3), ratings, 500).fit())
          .get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void anItemWithoutRatingsHasNoTaste() {
    UserRatings ratings = RandomRatings.of(1, 50, 20, 2, 5);
    float[][] items = new SharedAls(parameters(Solver.CG, 4, 5, 1), ratings, 25).fit();
    for (int item = 20; item < 25; item++) {
      assertThat(items[item]).containsOnly(0f);
    }
  }
}
