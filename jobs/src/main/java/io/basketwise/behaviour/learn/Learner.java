package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.Predictor;

/** Learns a predictor; equal rows give the same bits, whatever the number of threads. */
public interface Learner {
  /** What kind of predictor it learns. */
  Family family();

  /**
   * Learns from rows.
   *
   * @param train what is learned from
   * @param validation rows of a later time, on which a learner may decide when to stop
   */
  Predictor fit(TrainingSet train, TrainingSet validation);
}
