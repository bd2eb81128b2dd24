package io.basketwise.affinity.als;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import io.basketwise.bench.Paired;
import io.basketwise.config.ShopConfig.Affinity.Solver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Our ALS against MLlib's, rank 64 and ten iterations, and what each recommends: a fifth of every
 * user's items is hidden, the rest is folded in exactly, and all other items are ranked. Every
 * round starts from another seed, because a single start decides the third digit.
 */
class AlsBench {
  private static final int RANK = 64;
  private static final int TASTES = 40;
  private static final int K = 20;
  private static final int USERS_MEASURED = 3_000;

  /** Of MLlib's time over ours, by conjugate gradient. */
  private static final double LEAST_RATIO = 10;

  private static SparkSession spark;

  @BeforeAll
  static void start() {
    spark = LocalSpark.start("local[*]");
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private record Split(UserRatings train, int[][] hidden) {}

  @ParameterizedTest
  @CsvSource({"6000, 3000, 40, CG", "6000, 3000, 40, CHOLESKY", "25000, 8000, 44, CG"})
  void fits(int users, int items, int perUser, Solver solver) {
    Split split = split(users, items, perUser);
    List<UserRatings> parts =
        List.of(split.train.rows(0, users / 2), split.train.rows(users / 2, users));
    JavaRDD<UserRatings> ratings =
        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(parts, 2).cache();
    Paired.Results<float[][], float[][]> results =
        new Paired(
                String.format(
                    Locale.ROOT,
                    "ALS by %s: %,d ratings, %,d users, %,d items",
                    solver,
                    split.train.ratings().entries(),
                    users,
                    items),
                Paired.ROUNDS)
            .run(
                round ->
                    new NativeAls(parameters(solver, round), Long.MAX_VALUE, "")
                        .itemFactors(ratings, items),
                "MLlib",
                round -> new MllibAls(spark, parameters(solver, round)).itemFactors(ratings, items));
    List<Quality> ours = results.ours().stream().map(each -> measure(split, each)).toList();
    List<Quality> peer = results.peer().stream().map(each -> measure(split, each)).toList();
    report(ours, peer);
    ratings.unpersist();
    if (solver == Solver.CG) {
      assertThat(mean(ours, Quality::recall)).isGreaterThanOrEqualTo(mean(peer, Quality::recall));
      assertThat(mean(ours, Quality::ndcg)).isGreaterThanOrEqualTo(mean(peer, Quality::ndcg));
      assertThat(results.ratio()).isGreaterThanOrEqualTo(LEAST_RATIO);
    }
  }

  private static AlsParameters parameters(Solver solver, int round) {
    return new AlsParameters(RANK, 10, 0.01, 10, solver, 42 + round);
  }

  private record Quality(double recall, double ndcg) {}

  private static double mean(List<Quality> all, ToDoubleFunction<Quality> measure) {
    return all.stream().mapToDouble(measure).average().orElseThrow();
  }

  private static void report(List<Quality> ours, List<Quality> peer) {
    System.out.printf("  Recall@20 %s%n", compared(ours, peer, Quality::recall));
    System.out.printf("  NDCG@20   %s%n", compared(ours, peer, Quality::ndcg));
  }

  private static String compared(
      List<Quality> ours, List<Quality> peer, ToDoubleFunction<Quality> measure) {
    DoubleSummaryStatistics our = ours.stream().mapToDouble(measure).summaryStatistics();
    DoubleSummaryStatistics their = peer.stream().mapToDouble(measure).summaryStatistics();
    return String.format(
        Locale.ROOT,
        "native %.4f (%.4f to %.4f)   MLlib %.4f (%.4f to %.4f)   means of %d seeds",
        our.getAverage(),
        our.getMin(),
        our.getMax(),
        their.getAverage(),
        their.getMin(),
        their.getMax(),
        our.getCount());
  }

  private static Split split(int users, int items, int perUser) {
    SplittableRandom random = new SplittableRandom(11);
    int[] offsets = new int[users + 1];
    List<int[]> columns = new ArrayList<>();
    int[][] hidden = new int[users][];
    for (int user = 0; user < users; user++) {
      int[] tastes = {random.nextInt(TASTES), random.nextInt(TASTES)};
      int[] chosen =
          IntStream.range(0, perUser / 2 + random.nextInt(perUser))
              .map(i -> item(random, items, tastes[random.nextInt(2)]))
              .distinct()
              .toArray();
      int hide = chosen.length / 5;
      hidden[user] = Arrays.stream(chosen, 0, hide).sorted().toArray();
      int[] kept = Arrays.stream(chosen, hide, chosen.length).sorted().toArray();
      columns.add(kept);
      offsets[user + 1] = offsets[user] + kept.length;
    }
    int[] flat = columns.stream().flatMapToInt(IntStream::of).toArray();
    float[] values = new float[flat.length];
    Arrays.fill(values, 1);
    long[] hashes = IntStream.range(0, users).mapToLong(user -> (long) user << 40).toArray();
    return new Split(new UserRatings(hashes, new Csr(offsets, flat, values)), hidden);
  }

  /** An item of a taste, popular ones more often; one in five is of any taste. */
  private static int item(SplittableRandom random, int items, int taste) {
    int perTaste = items / TASTES;
    int of = random.nextInt(5) == 0 ? random.nextInt(TASTES) : taste;
    return of * perTaste + (int) (Math.pow(perTaste, random.nextDouble()) - 1);
  }

  private static Quality measure(Split split, float[][] factors) {
    float[][] items =
        Arrays.stream(factors)
            .map(row -> row == null ? new float[RANK] : row)
            .toArray(float[][]::new);
    float[][] gram = Gram.sum(List.of(Gram.of(items, 0, items.length, RANK)), RANK);
    CholeskySolver solver = new CholeskySolver(parameters(Solver.CHOLESKY, 0));
    Csr train = split.train.ratings();
    double recall = 0;
    double ndcg = 0;
    int measured = 0;
    for (int user = 0; user < Math.min(USERS_MEASURED, train.rows()); user++) {
      if (split.hidden[user].length == 0) {
        continue;
      }
      float[] x = new float[RANK];
      solver.solve(gram, train, user, items, x);
      int[] ranking = ranking(items, x, train, user);
      double gain = 0;
      double ideal = 0;
      int hits = 0;
      int reachable = Math.min(K, split.hidden[user].length);
      for (int place = 0; place < K; place++) {
        double discount = Math.log(2) / Math.log(place + 2);
        if (Arrays.binarySearch(split.hidden[user], ranking[place]) >= 0) {
          hits++;
          gain += discount;
        }
        ideal += place < reachable ? discount : 0;
      }
      recall += (double) hits / reachable;
      ndcg += gain / ideal;
      measured++;
    }
    return new Quality(recall / measured, ndcg / measured);
  }

  private static int[] ranking(float[][] items, float[] x, Csr train, int user) {
    int from = train.offsets()[user];
    int to = train.offsets()[user + 1];
    float[] scores = new float[items.length];
    for (int item = 0; item < items.length; item++) {
      scores[item] = FloatRows.dot(items[item], x);
    }
    return IntStream.range(0, items.length)
        .filter(item -> Arrays.binarySearch(train.columns(), from, to, item) < 0)
        .boxed()
        .sorted((a, b) -> Float.compare(scores[b], scores[a]))
        .limit(K)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
