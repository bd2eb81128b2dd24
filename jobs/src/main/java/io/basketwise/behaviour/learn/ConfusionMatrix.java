package io.basketwise.behaviour.learn;

import java.util.Arrays;

/**
 * What was predicted of what happened.
 *
 * @param weights by true class, then by predicted class; true classes may be shared
 */
public record ConfusionMatrix(double[][] weights) {
  /**
   * Takes the likeliest class of each row as predicted.
   *
   * @param probabilities of the classes, a row's after another's
   */
  public static ConfusionMatrix of(double[] probabilities, TrainingSet truth) {
    int outputs = truth.outputs();
    int classes = truth.classes();
    double[][] weights = new double[classes][classes];
    for (int row = 0; row < truth.rows(); row++) {
      int predicted = Labels.of(probabilities, row, outputs);
      for (int label = 0; label < classes; label++) {
        weights[label][predicted] += truth.weights()[row] * truth.share(row, label);
      }
    }
    return new ConfusionMatrix(weights);
  }

  /** Unweighted mean of the classes' F1; a class neither seen nor predicted counts 0. */
  public double macroF1() {
    double sum = 0;
    for (int label = 0; label < weights.length; label++) {
      double truly = Arrays.stream(weights[label]).sum();
      double predicted = 0;
      for (double[] row : weights) {
        predicted += row[label];
      }
      sum += truly + predicted == 0 ? 0 : 2 * weights[label][label] / (truly + predicted);
    }
    return sum / weights.length;
  }
}
