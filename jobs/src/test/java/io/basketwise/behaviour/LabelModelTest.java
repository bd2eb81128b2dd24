package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against votes whose true intents are known. */
class LabelModelTest {
  private static final int INTENTS = 5;
  private static final int SESSIONS = 20_000;
  private static final double DOUBT = 0.2;

  /** Three functions an intent, from telling to vague, and one at the end that tells nothing. */
  private static final int[] OWN = {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 2};

  private static final double[][] RATES = rates();

  private static double[][] rates() {
    double[][] rates = new double[OWN.length][INTENTS];
    for (int j = 0; j < OWN.length; j++) {
      Arrays.fill(rates[j], 0.05 + 0.1 * (j % 3));
      rates[j][OWN[j]] = 0.7 - 0.1 * (j % 3);
    }
    Arrays.fill(rates[OWN.length - 1], 0.3);
    return rates;
  }

  /** Sessions of equally likely intents and what the functions say of them. */
  private static final class Votes {
    private final int[] intents = new int[SESSIONS];
    private final long[] votes = new long[SESSIONS];
    private final Map<Long, Long> counted = new TreeMap<>();

    Votes(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int session = 0; session < SESSIONS; session++) {
        intents[session] = random.nextInt(INTENTS);
        for (int j = 0; j < OWN.length; j++) {
          boolean votes = random.nextDouble() < RATES[j][intents[session]];
          this.votes[session] |= votes ? 1L << j : 0;
        }
        counted.merge(votes[session], 1L, Long::sum);
      }
    }

    LabelModel fit() {
      return fit(new ArrayList<>(counted.keySet()), DOUBT);
    }

    LabelModel fit(List<Long> patterns, double doubt) {
      return LabelModel.fit(
          INTENTS,
          OWN,
          patterns.stream().mapToLong(Long::longValue).toArray(),
          patterns.stream().mapToLong(counted::get).toArray(),
          doubt);
    }

    /** Share of a function's votes that are right. */
    double hits(int function) {
      int[] voted =
          IntStream.range(0, SESSIONS)
              .filter(session -> (votes[session] >>> function & 1) == 1)
              .toArray();
      return IntStream.of(voted).filter(session -> intents[session] == OWN[function]).count()
          / (double) voted.length;
    }

    double accuracy(LabelModel model, int function) {
      return model.accuracy(
          function,
          counted.keySet().stream().mapToLong(Long::longValue).toArray(),
          counted.values().stream().mapToLong(Long::longValue).toArray());
    }

    /** How likely the likeliest intent is held to be. */
    double told(LabelModel model) {
      return Arrays.stream(votes)
          .mapToDouble(pattern -> Arrays.stream(model.posterior(pattern)).max().orElseThrow())
          .average()
          .orElseThrow();
    }

    double accuracy(LongToIntFunction guess) {
      return IntStream.range(0, SESSIONS)
              .filter(session -> guess.applyAsInt(votes[session]) == intents[session])
              .count()
          / (double) SESSIONS;
    }
  }

  private static int likeliest(double[] shares) {
    return IntStream.range(0, shares.length)
        .reduce(0, (best, i) -> shares[i] > shares[best] ? i : best);
  }

  /** Whoever knows the rates cannot do better. */
  private static int bayes(long pattern) {
    double[] logs = new double[INTENTS];
    for (int intent = 0; intent < INTENTS; intent++) {
      for (int j = 0; j < OWN.length; j++) {
        double rate = RATES[j][intent];
        logs[intent] += Math.log((pattern >>> j & 1) == 1 ? rate : 1 - rate);
      }
    }
    return likeliest(logs);
  }

  private static int majority(long pattern) {
    double[] votes = new double[INTENTS];
    for (int j = 0; j < OWN.length; j++) {
      votes[OWN[j]] += pattern >>> j & 1;
    }
    return likeliest(votes);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void whatIsLearnedIsNearlyWhatCouldBeKnown(long seed) {
    Votes votes = new Votes(seed);
    LabelModel model = votes.fit();
    double best = votes.accuracy(LabelModelTest::bayes);
    double learned = votes.accuracy(pattern -> likeliest(model.posterior(pattern)));
    double majority = votes.accuracy(LabelModelTest::majority);
    System.out.printf(
        "seed %d: accuracy %.4f of %.4f possible, by majority %.4f%n",
        seed, learned, best, majority);
    assertThat(learned).as("seed %d", seed).isGreaterThan(best - 0.01);
    assertThat(learned).as("seed %d", seed).isGreaterThan(majority + 0.03);
  }

  /** Here functions do err independently: without doubt, probabilities mean what they say. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theProbabilityOfTheLikeliestIsHowOftenItIsRight(long seed) {
    Votes votes = new Votes(seed);
    List<Long> patterns = new ArrayList<>(votes.counted.keySet());
    LabelModel model = votes.fit(patterns, 0);
    double told = votes.told(model);
    double right = votes.accuracy(pattern -> likeliest(model.posterior(pattern)));
    double doubted = votes.told(votes.fit(patterns, DOUBT));
    System.out.printf(
        "seed %d: told %.4f, right %.4f, told with doubt %.4f%n", seed, told, right, doubted);
    assertThat(told).as("seed %d", seed).isCloseTo(right, offset(0.02));
    assertThat(doubted).as("seed %d", seed).isBetween(right - 0.15, right);
  }

  /** With doubt while rates are learned telling functions count for a little less than they are. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void theAccuracyOfAFunctionIsAboutHowOftenItsVotesAreRight(long seed) {
    Votes votes = new Votes(seed);
    LabelModel sure = votes.fit(new ArrayList<>(votes.counted.keySet()), 0);
    LabelModel doubting = votes.fit();
    for (int j = 0; j < OWN.length; j++) {
      double hits = votes.hits(j);
      assertThat(votes.accuracy(sure, j))
          .as("seed %d, function %d", seed, j)
          .isCloseTo(hits, offset(0.03));
      assertThat(votes.accuracy(doubting, j))
          .as("seed %d, function %d, with doubt", seed, j)
          .isBetween(hits - 0.12, hits + 0.03);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void aFunctionThatTellsNothingHasNoWeight(long seed) {
    Votes votes = new Votes(seed);
    LabelModel model = votes.fit();
    long vague = 1L << (OWN.length - 1);
    for (long pattern : votes.counted.keySet()) {
      assertThat(model.posterior(pattern | vague))
          .as("seed %d, pattern %s", seed, Long.toBinaryString(pattern))
          .containsExactly(model.posterior(pattern & ~vague), offset(0.1));
    }
  }

  @Test
  void theOrderOfPatternsChangesNothing() {
    Votes votes = new Votes(5);
    List<Long> patterns = new ArrayList<>(votes.counted.keySet());
    LabelModel model = votes.fit(patterns, DOUBT);
    List<Long> shuffled = new ArrayList<>(patterns);
    Collections.shuffle(shuffled, new Random(6));
    LabelModel other = votes.fit(shuffled, DOUBT);
    LabelModel again = votes.fit(patterns, DOUBT);
    for (long pattern : patterns) {
      assertThat(other.posterior(pattern)).containsExactly(model.posterior(pattern), offset(1e-9));
      assertThat(again.posterior(pattern)).isEqualTo(model.posterior(pattern));
    }
  }

  @Test
  void aSessionWithoutVotesIsOfAnyIntent() {
    double[] even = {0.2, 0.2, 0.2, 0.2, 0.2};
    assertThat(new Votes(7).fit().posterior(0)).containsExactly(even, offset(0.1));
  }

  @Test
  void withoutSessionsEveryIntentIsEquallyLikely() {
    LabelModel model = LabelModel.fit(INTENTS, OWN, new long[0], new long[0], DOUBT);
    double[] even = {0.2, 0.2, 0.2, 0.2, 0.2};
    assertThat(model.posterior(0)).containsExactly(even, offset(1e-12));
    assertThat(model.posterior(3)).containsExactly(even, offset(1e-12));
  }

  @Test
  void oneSessionIsLabelledByItsVotes() {
    LabelModel model = LabelModel.fit(INTENTS, OWN, new long[] {7}, new long[] {1}, DOUBT);
    assertThat(likeliest(model.posterior(7))).isZero();
    assertThat(Arrays.stream(model.posterior(7)).sum()).isCloseTo(1, offset(1e-12));
  }
}
