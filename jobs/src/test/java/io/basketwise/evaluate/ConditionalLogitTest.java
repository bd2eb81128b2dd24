package io.basketwise.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Choices drawn from known weights give those weights back. */
class ConditionalLogitTest {
  private static final double[] TRUE_WEIGHTS = {1.5, -0.8, 0};

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void recoversTheWeightsThatMadeTheChoices(long seed) {
    Random random = new Random(seed);
    List<double[][]> choices = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      choices.add(choice(random));
    }
    double[] weights = ConditionalLogit.fit(choices);
    assertThat(weights).containsExactly(TRUE_WEIGHTS, within(0.1));
  }

  /** Adding Gumbel noise and taking the best draws from the logit model exactly. */
  private static double[][] choice(Random random) {
    double[][] alternatives = new double[8][3];
    int best = 0;
    double bestUtility = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < alternatives.length; i++) {
      double utility = -Math.log(-Math.log(random.nextDouble()));
      for (int f = 0; f < 3; f++) {
        alternatives[i][f] = random.nextGaussian();
        utility += TRUE_WEIGHTS[f] * alternatives[i][f];
      }
      if (utility > bestUtility) {
        bestUtility = utility;
        best = i;
      }
    }
    double[] chosen = alternatives[best];
    alternatives[best] = alternatives[0];
    alternatives[0] = chosen;
    return alternatives;
  }
}
