package io.basketwise.evaluate;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A new version beside the live one on the same hidden items, like with like: where the live
 * version has learned from a basket, the fit that is to be published is asked, which has learned
 * from it too; where it has not, the measured fit, which has not either.
 *
 * @param version the live version
 * @param asOf the day before which it had learned
 * @param live its HR@6
 * @param difference HR@6 of the new version less that of the live one, by paired bootstrap over
 *     baskets
 * @param baskets that were compared
 * @param learned of these, the ones that both versions have learned from
 * @param lacking hidden items that the live version does not have: misses of it
 */
public record Comparison(
    String version,
    LocalDate asOf,
    double live,
    Interval difference,
    int baskets,
    int learned,
    int lacking) {
  private static final HitRate METRIC = new HitRate(6);

  /** What each of the three ranks for each query. */
  record Answers(List<int[]> measured, List<int[]> published, Champion.Answers live) {}

  /** Compares query by query. */
  static Comparison of(
      String version, LocalDate asOf, List<Query> queries, Answers answers, Bootstrap bootstrap) {
    int baskets = queries.get(queries.size() - 1).basket() + 1;
    double[] differences = new double[baskets];
    int[] asked = new int[baskets];
    double liveHits = 0;
    for (int q = 0; q < queries.size(); q++) {
      Query query = queries.get(q);
      List<int[]> fair = query.day() < asOf.toEpochDay() ? answers.published : answers.measured;
      double live = hit(query, answers.live.rankings().get(q));
      liveHits += live;
      differences[query.basket()] += hit(query, fair.get(q)) - live;
      asked[query.basket()]++;
    }
    return new Comparison(
        version,
        asOf,
        liveHits / queries.size(),
        bootstrap.mean(differences, asked),
        baskets,
        learned(queries, asOf),
        answers.live.lacking());
  }

  private static double hit(Query query, int[] ranking) {
    return METRIC.of(Evaluate.rankOf(query.hidden(), ranking));
  }

  private static int learned(List<Query> queries, LocalDate asOf) {
    return (int)
        IntStream.range(0, queries.size())
            .filter(q -> q == 0 || queries.get(q).basket() != queries.get(q - 1).basket())
            .filter(q -> queries.get(q).day() < asOf.toEpochDay())
            .count();
  }
}
