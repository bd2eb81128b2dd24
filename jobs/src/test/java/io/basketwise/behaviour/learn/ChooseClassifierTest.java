package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.behaviour.learn.ChooseClassifier.Chosen;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.Predictor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Among learners that each believe one feature, which tells the truth of a known share of rows. */
class ChooseClassifierTest {
  private static final List<Family> FAMILIES = List.of(Family.values());
  private static final int FEATURES = FAMILIES.size();
  private static final int HALF = 1_000;
  private static final TrainingSet TRAIN = rows(new double[] {0.5, 0.5, 0.5}, new double[3]);

  /** What a learner of this test was given to decide when to stop. */
  private final List<TrainingSet> watched = new ArrayList<>();

  /** Learns to believe the feature of its family. */
  private final class Believer implements Learner {
    private final Family family;

    Believer(Family family) {
      this.family = family;
    }

    @Override
    public Family family() {
      return family;
    }

    @Override
    public Predictor fit(TrainingSet train, TrainingSet validation) {
      assertThat(train).isSameAs(TRAIN);
      watched.add(validation);
      return believing(family);
    }
  }

  private static int feature(Family family) {
    return FAMILIES.indexOf(family);
  }

  private static LinearModel believing(Family family) {
    boolean logits = family.link() == Link.LOGITS;
    double[] weights = new double[FEATURES];
    weights[feature(family)] = logits ? 1 : 0.25;
    return new LinearModel(new double[FEATURES], weights, new double[] {logits ? 0 : 0.5});
  }

  /**
   * Two halves of rows, every second of which is of the class.
   *
   * @param first share of the first half's rows of which each feature tells the truth
   * @param second the same of the second half
   */
  private static TrainingSet rows(double[] first, double[] second) {
    double[] values = new double[2 * HALF * FEATURES];
    double[] targets = new double[2 * HALF];
    double[] weights = new double[2 * HALF];
    Arrays.fill(weights, 1);
    for (int row = 0; row < targets.length; row++) {
      targets[row] = row % 2;
      for (int feature = 0; feature < FEATURES; feature++) {
        double share = row < HALF ? first[feature] : second[feature];
        boolean right = row / 2 % 10 < Math.round(10 * share);
        values[row * FEATURES + feature] = right == (targets[row] == 1) ? 1 : -1;
      }
    }
    return new TrainingSet(FEATURES, 1, values, targets, weights);
  }

  private Chosen choose(TrainingSet validation) {
    List<Learner> learners = new ArrayList<>();
    for (Family family : Family.values()) {
      learners.add(new Believer(family));
    }
    return ChooseClassifier.choose(learners, TRAIN, validation);
  }

  /** Loss of those who think that they are right so often, and are that often. */
  private static double loss(double thought, double right) {
    return -right * Math.log(thought) - (1 - right) * Math.log(1 - thought);
  }

  @ParameterizedTest
  @EnumSource
  void theFamilyOfTheLeastLogLossIsChosen(Family best) {
    double[] right = new double[FEATURES];
    for (Family family : Family.values()) {
      right[feature(family)] =
          family == best ? 0.9 : family == Family.LOGISTIC_REGRESSION ? 0.7 : 0.6;
    }
    Chosen chosen = choose(rows(right, right));
    assertThat(chosen.family()).isEqualTo(best);
    assertThat(chosen.losses()).containsOnlyKeys(Family.values());
    chosen
        .losses()
        .forEach(
            (family, loss) -> {
              double share = right[feature(family)];
              assertThat(loss).as("%s", family).isCloseTo(loss(share, share), offset(0.005));
            });
    double[] itsWord = new double[FEATURES];
    itsWord[feature(best)] = 1;
    assertThat(chosen.classifier().probabilities(itsWord)[0]).isCloseTo(0.9, offset(0.005));
  }

  /** Who is right in the first half is wrong in the second, and the other way round. */
  @Test
  void theFirstHalfStopsAndCalibratesTheSecondJudgesAndTheChosenIsCalibratedOnBoth() {
    TrainingSet validation = rows(new double[] {0.6, 0.9, 0.7}, new double[] {0.9, 0.6, 0.7});
    Chosen chosen = choose(validation);
    assertThat(watched)
        .hasSize(FAMILIES.size())
        .allSatisfy(
            half ->
                assertThat(half)
                    .usingRecursiveComparison()
                    .isEqualTo(validation.select(IntStream.range(0, HALF).toArray())));
    assertThat(chosen.losses().values())
        .usingComparatorForType(
            (one, other) -> Math.abs(one - other) < 0.005 ? 0 : Double.compare(one, other),
            Double.class)
        .containsExactly(loss(0.6, 0.9), loss(0.9, 0.6), loss(0.7, 0.7));
    assertThat(chosen.family()).isEqualTo(Family.BOOSTED_TREES);
    assertThat(chosen.classifier().probabilities(new double[] {1, 0, 0})[0])
        .isCloseTo(0.75, offset(0.005));
  }
}
