package io.basketwise.behaviour.learn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Purchases of real sessions, predicted by the parameters that the purchase model has. */
class OnlineShoppersTest {
  private static final CrossValidation TEN_FOLDS = new CrossValidation(10, 7);
  private static final Learner LEARNER =
      new BoostedTrees(Objective.LOGISTIC, BoostingParameters.DEFAULTS);

  @Test
  void pageValuesTellMostPurchases() {
    holds(OnlineShoppers.withPageValues(), 0.93, 0.74);
  }

  @Test
  void withoutThemTheRestOfTheSessionStillTellsMany() {
    holds(OnlineShoppers.withoutPageValues(), 0.78, 0.37);
  }

  private static void holds(TrainingSet sessions, double auc, double averagePrecision) {
    assertThat(sessions.rows()).isEqualTo(12_330);
    double[] pooled = TEN_FOLDS.predict(LEARNER, sessions);
    System.out.printf(
        "AUC %.4f, average precision %.4f, calibration error %.4f, log loss %.4f%n",
        AreaUnderRoc.of(pooled, sessions),
        AveragePrecision.of(pooled, sessions),
        CalibrationError.of(pooled, sessions),
        LogLoss.of(pooled, sessions));
    assertThat(AreaUnderRoc.of(pooled, sessions)).isGreaterThanOrEqualTo(auc);
    assertThat(AveragePrecision.of(pooled, sessions)).isGreaterThanOrEqualTo(averagePrecision);
    assertThat(CalibrationError.of(pooled, sessions)).isLessThanOrEqualTo(0.015);
  }
}
