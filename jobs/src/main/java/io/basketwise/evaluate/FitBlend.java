package io.basketwise.evaluate;

import io.basketwise.models.artifact.Blend;
import io.basketwise.models.score.Candidates;
import io.basketwise.models.score.EvidenceFeature;
import io.basketwise.models.score.Scorer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Learns how the scorer weighs a candidate's evidence: conditional logit over the candidates that
 * the scorer itself finds for baskets of the validation span, the hidden item being the choice.
 */
public final class FitBlend {
  /** Queries that the fit looks at, at most. */
  private static final int MAX_QUERIES = 6_000;

  /** Candidates besides the hidden item, drawn per query, at most. */
  private static final int MAX_ALTERNATIVES = 150;

  private final long seed;

  /** A fit whose draws follow the seed. */
  public FitBlend(long seed) {
    this.seed = seed;
  }

  /** The blend before anything is learned: the linear model where there is one, else cosine. */
  public static Blend start(EvidenceFeature feature) {
    double[] weights = new double[EvidenceFeature.count()];
    weights[feature.column()] = 1;
    return new Blend(weights, 1, 0);
  }

  /**
   * What was fitted.
   *
   * @param blend the weights; those that the scorer has where nothing was reached
   * @param queries queries of the validation span
   * @param reached of these, the ones whose hidden item was a candidate at all
   */
  public record Result(Blend blend, int queries, int reached) {}

  /** A query's alternatives, the hidden item first, and how many candidates each stands for. */
  private record Choice(double[][] features, double negativesPerDrawn) {}

  /** Fits; empty when there is no query. */
  Optional<Result> fit(Scorer scorer, List<Query> queries) {
    List<Query> used = queries.subList(0, Math.min(MAX_QUERIES, queries.size()));
    List<Choice> choices =
        used.parallelStream()
            .map(query -> choice(scorer.candidates(query.cart()), query))
            .flatMap(Optional::stream)
            .toList();
    if (used.isEmpty()) {
      return Optional.empty();
    }
    if (choices.isEmpty()) {
      return Optional.of(new Result(new Blend(scorer.blend(), 1, 0), used.size(), 0));
    }
    double[] weights = ConditionalLogit.fit(choices.stream().map(Choice::features).toList());
    double[] calibration = calibrate(choices, weights);
    return Optional.of(
        new Result(
            new Blend(weights, calibration[0], calibration[1]), used.size(), choices.size()));
  }

  private Optional<Choice> choice(Candidates candidates, Query query) {
    int hidden = Arrays.binarySearch(candidates.items(), query.hidden());
    if (hidden < 0) {
      return Optional.empty();
    }
    int[] others = IntStream.range(0, candidates.items().length).filter(i -> i != hidden).toArray();
    SplittableRandom random = new SplittableRandom(seed + 31L * query.basket() + query.hidden());
    int drawn = Math.min(MAX_ALTERNATIVES, others.length);
    double[][] features = new double[drawn + 1][];
    features[0] = row(candidates, hidden);
    for (int i = 0; i < drawn; i++) {
      int other = i + random.nextInt(others.length - i);
      features[i + 1] = row(candidates, others[other]);
      others[other] = others[i];
    }
    double perDrawn = drawn == 0 ? 0 : (double) others.length / drawn;
    return Optional.of(new Choice(features, perDrawn));
  }

  private static double[] row(Candidates candidates, int index) {
    int width = EvidenceFeature.count();
    return Arrays.copyOfRange(candidates.features(), index * width, (index + 1) * width);
  }

  /**
   * Platt scaling (1999): slope and intercept of the logistic curve from the blend to the chance
   * that a candidate is the hidden item.
   */
  private static double[] calibrate(List<Choice> choices, double[] weights) {
    List<double[]> rows = new ArrayList<>();
    for (Choice choice : choices) {
      for (int i = 0; i < choice.features().length; i++) {
        double z = 0;
        for (int f = 0; f < weights.length; f++) {
          z += weights[f] * choice.features()[i][f];
        }
        rows.add(new double[] {z, i == 0 ? 1 : 0, i == 0 ? 1 : choice.negativesPerDrawn()});
      }
    }
    return LogisticCurve.fit(rows);
  }
}
