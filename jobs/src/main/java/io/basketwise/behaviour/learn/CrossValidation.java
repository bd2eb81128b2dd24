package io.basketwise.behaviour.learn;

import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Stratified k-fold cross-validation: every row is predicted by a classifier that was learned,
 * stopped and calibrated on rows of other folds only.
 *
 * @param folds number of folds, 3 or more: one is predicted, one of the others validates
 * @param seed of the draw of the folds
 */
public record CrossValidation(int folds, long seed) {
  /** Checks the number of folds. */
  public CrossValidation {
    if (folds < 3) {
      throw new IllegalArgumentException(folds + " folds, expected 3 or more");
    }
  }

  /** Probabilities of each row, in the order of the rows. */
  public double[] predict(Learner learner, TrainingSet set) {
    int[] fold = deal(set);
    double[] pooled = new double[set.targets().length];
    for (int test = 0; test < folds; test++) {
      int tested = test;
      int validating = (test + 1) % folds;
      TrainingSet train = set.select(rows(fold, f -> f != tested && f != validating));
      TrainingSet validation = set.select(rows(fold, f -> f == validating));
      int[] rows = rows(fold, f -> f == tested);
      double[] its =
          FitClassifier.probabilities(
              FitClassifier.fit(learner, train, validation), set.select(rows));
      for (int i = 0; i < rows.length; i++) {
        System.arraycopy(its, i * set.outputs(), pooled, rows[i] * set.outputs(), set.outputs());
      }
    }
    return pooled;
  }

  private static int[] rows(int[] fold, IntPredicate wanted) {
    return IntStream.range(0, fold.length).filter(row -> wanted.test(fold[row])).toArray();
  }

  /** The fold of each row: shuffled within its likeliest class, then dealt in turn. */
  private int[] deal(TrainingSet set) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] fold = new int[set.rows()];
    int dealt = 0;
    for (int label = 0; label < set.classes(); label++) {
      int of = label;
      int[] rows = IntStream.range(0, fold.length).filter(r -> set.label(r) == of).toArray();
      for (int i = rows.length - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swapped = rows[i];
        rows[i] = rows[j];
        rows[j] = swapped;
      }
      for (int row : rows) {
        fold[row] = dealt++ % folds;
      }
    }
    return fold;
  }
}
