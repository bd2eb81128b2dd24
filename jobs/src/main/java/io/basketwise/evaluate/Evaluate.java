package io.basketwise.evaluate;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Affinity;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.score.Candidates;
import io.basketwise.models.score.EvidenceFeature;
import io.basketwise.models.score.Scorer;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.ItemCounts;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;

/**
 * Measures, on baskets that no model has seen, what the shipped scorer would rank: the blend, each
 * model in it alone, popularity, and what the buyer bought before.
 */
public final class Evaluate {
  /** The blend's name among the methods. */
  public static final String BLEND = "blend";

  /** The popularity baseline's name among the methods. */
  public static final String POPULARITY = "popularity";

  /** The name of the baseline that ranks what the buyer bought before. */
  public static final String PERSONAL_FREQUENCY = "personal";

  /** Share of items that stand among the first six of any ranking. */
  public static final String COVERAGE_6 = "coverage@6";

  /** The metric that gates look at. */
  public static final String HIT_RATE_6 = "HR@6";

  static final int LONGEST = 20;

  /** Queries that are answered at once. */
  private static final int TOGETHER = 16;

  private static final List<RankMetric> METRICS =
      List.of(new HitRate(1), new HitRate(6), new HitRate(20), new ReciprocalRank(6), new Ndcg(6));
  private static final Coverage COVERAGE = new Coverage(6);

  private final ShopConfig config;

  /** Evaluates as configured. */
  public Evaluate(ShopConfig config) {
    this.config = config;
  }

  /**
   * Figures by method and metric.
   *
   * @param baskets evaluated baskets
   * @param queries hidden items
   * @param figures method to metric to figure, in the order of reporting
   */
  public record Figures(
      int baskets,
      int queries,
      @JsonProperty("methods") Map<String, Map<String, Interval>> figures) {
    /** One figure. */
    public Interval of(String method, String metric) {
      Map<String, Interval> metrics = figures.get(method);
      Interval figure = metrics == null ? null : metrics.get(metric);
      if (figure == null) {
        throw new IllegalArgumentException("No figure " + metric + " of " + method);
      }
      return figure;
    }

    /** As it stands in a manifest. */
    public Map<String, Object> json() {
      Map<String, Object> methods = new TreeMap<>();
      figures.forEach(
          (method, metrics) -> {
            Map<String, Object> values = new TreeMap<>();
            metrics.forEach((metric, figure) -> values.put(metric, figure.json()));
            methods.put(method, values);
          });
      return new TreeMap<>(
          Map.of("baskets", (long) baskets, "queries", (long) queries, "methods", methods));
    }
  }

  /**
   * What was measured on the holdout, and on what, so that another version can be asked too.
   *
   * @param blend what the blend answered to each query, best first
   */
  public record Holdout(Figures figures, List<Query> queries, List<int[]> blend) {}

  /** The metrics' names, in the order of reporting. */
  public static List<String> metricNames() {
    return Stream.concat(METRICS.stream().map(RankMetric::name), Stream.of(COVERAGE.name()))
        .toList();
  }

  /** Fits the blend on a span that follows the one the scorer's version was trained on. */
  public Optional<FitBlend.Result> fitBlend(
      Scorer scorer, JavaRDD<BasketBlock> all, LocalDate from, LocalDate to, ItemCounts known) {
    return new FitBlend(config.seed()).fit(scorer, queries(all, from, to, known));
  }

  /** Measures on the holdout; empty when it has no basket to measure on. */
  public Optional<Holdout> run(
      Artifact artifact,
      Scorer scorer,
      JavaRDD<BasketBlock> all,
      LocalDate from,
      LocalDate to,
      ItemCounts known) {
    List<Query> queries = queries(all, from, to, known);
    if (queries.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Ranker> rankers = rankers(artifact, scorer, known);
    Map<String, List<int[]>> rankings = rankings(scorer, rankers, queries);
    Map<String, Map<String, Interval>> figures = new LinkedHashMap<>();
    rankings.forEach((method, each) -> figures.put(method, measure(each, queries, known)));
    int baskets = queries.get(queries.size() - 1).basket() + 1;
    return Optional.of(
        new Holdout(
            new Figures(baskets, queries.size(), figures),
            queries,
            Objects.requireNonNull(rankings.get(BLEND))));
  }

  /** Asks the live version what the measured one was asked, and the one to be published as well. */
  public Comparison compare(
      Holdout holdout, Champion live, Artifact published, Scorer publishedScorer) {
    List<Query> queries = holdout.queries();
    double[] blend = publishedScorer.blend();
    List<int[]> rankings =
        queries.parallelStream()
            .map(query -> publishedScorer.candidates(query.cart()).best(blend, LONGEST))
            .toList();
    return Comparison.of(
        live.manifest().version(),
        live.manifest().asOf(),
        queries,
        new Comparison.Answers(
            holdout.blend(), rankings, live.answer(published.items(), queries, LONGEST)),
        bootstrap());
  }

  private List<Query> queries(
      JavaRDD<BasketBlock> all, LocalDate from, LocalDate to, ItemCounts known) {
    return new Queries(config.seed(), config.evaluate().maxBaskets(), config.window().trainDays())
        .draw(all, from, to, known);
  }

  /** What each method ranks, query by query. */
  private static Map<String, List<int[]>> rankings(
      Scorer scorer, Map<String, Ranker> rankers, List<Query> queries) {
    List<Map<String, List<int[]>>> parts =
        IntStream.rangeClosed(0, (queries.size() - 1) / TOGETHER)
            .parallel()
            .mapToObj(
                part ->
                    queries.subList(
                        part * TOGETHER, Math.min(queries.size(), (part + 1) * TOGETHER)))
            .map(some -> some(scorer, rankers, some))
            .toList();
    Map<String, List<int[]>> rankings = new LinkedHashMap<>();
    for (String method : rankers.keySet()) {
      rankings.put(
          method,
          parts.stream().flatMap(part -> part.getOrDefault(method, List.of()).stream()).toList());
    }
    return rankings;
  }

  /** The candidates and their evidence are gathered once for all methods. */
  private static Map<String, List<int[]>> some(
      Scorer scorer, Map<String, Ranker> rankers, List<Query> queries) {
    List<Candidates> candidates =
        queries.stream().map(query -> scorer.candidates(query.cart())).toList();
    Map<String, List<int[]>> rankings = new HashMap<>();
    rankers.forEach(
        (method, ranker) -> rankings.put(method, ranker.rankAll(queries, candidates, LONGEST)));
    return rankings;
  }

  /** The methods whose model is in the version. */
  private static Map<String, Ranker> rankers(Artifact artifact, Scorer scorer, ItemCounts known) {
    Affinity affinity = artifact.affinity();
    Map<String, Ranker> rankers = new LinkedHashMap<>();
    rankers.put(POPULARITY, Popularity.of(known.baskets()));
    rankers.put(PERSONAL_FREQUENCY, new PersonalFrequency());
    rankers.put("rules", single(EvidenceFeature.RULE_CONFIDENCE_SUM));
    rankers.put("cosine", single(EvidenceFeature.COSINE));
    affinity
        .factors()
        .ifPresent(
            factors ->
                rankers.put(
                    "als",
                    new FactorRanking(
                        scorer::userVector,
                        artifact.items().size(),
                        factors.rank(),
                        factors::value)));
    if (affinity.neighbours(Relation.LINEAR).isPresent()) {
      rankers.put("linear", single(EvidenceFeature.LINEAR));
    }
    double[] blend = scorer.blend();
    rankers.put(BLEND, (query, candidates, k) -> candidates.best(blend, k));
    return rankers;
  }

  private static Ranker single(EvidenceFeature feature) {
    double[] weights = FitBlend.start(feature).weights();
    return (query, candidates, k) -> candidates.best(weights, k);
  }

  private Map<String, Interval> measure(
      List<int[]> rankings, List<Query> queries, ItemCounts known) {
    int baskets = queries.get(queries.size() - 1).basket() + 1;
    int[] perBasket = new int[baskets];
    queries.forEach(query -> perBasket[query.basket()]++);
    Bootstrap bootstrap = bootstrap();
    Map<String, Interval> figures = new LinkedHashMap<>();
    for (RankMetric metric : METRICS) {
      double[] sums = new double[baskets];
      for (int q = 0; q < queries.size(); q++) {
        int rank = rankOf(queries.get(q).hidden(), rankings.get(q));
        sums[queries.get(q).basket()] += metric.of(rank);
      }
      figures.put(metric.name(), bootstrap.mean(sums, perBasket));
    }
    double covered = COVERAGE.of(rankings, known.bought());
    figures.put(COVERAGE.name(), coverage(covered, rankings, queries, known));
    return figures;
  }

  private Interval coverage(
      double covered, List<int[]> rankings, List<Query> queries, ItemCounts known) {
    List<List<int[]>> byBasket = new ArrayList<>();
    for (int q = 0; q < queries.size(); q++) {
      if (queries.get(q).basket() == byBasket.size()) {
        byBasket.add(new ArrayList<>());
      }
      byBasket.get(queries.get(q).basket()).add(rankings.get(q));
    }
    return bootstrap().statistic(byBasket, covered, drawn -> COVERAGE.of(drawn, known.bought()));
  }

  private Bootstrap bootstrap() {
    return new Bootstrap(config.evaluate().resamples(), config.seed());
  }

  static int rankOf(int hidden, int[] ranking) {
    for (int i = 0; i < ranking.length; i++) {
      if (ranking[i] == hidden) {
        return i + 1;
      }
    }
    return 0;
  }
}
