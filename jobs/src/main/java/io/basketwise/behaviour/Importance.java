package io.basketwise.behaviour;

import io.basketwise.behaviour.learn.TrainingSet;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.SessionFeature;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Which features move a predictor most, by the mean size of what they did to its outputs. */
final class Importance {
  private static final int NAMED = 8;
  private static final int MAX_ROWS = 2_000;

  private Importance() {}

  static List<SessionFeature> of(Predictor predictor, TrainingSet rows) {
    double[] size = new double[SessionFeature.count()];
    int step = Math.max(1, rows.rows() / MAX_ROWS);
    for (int row = 0; row < rows.rows(); row += step) {
      for (int output = 0; output < predictor.outputs(); output++) {
        double[] moved = new double[SessionFeature.count()];
        predictor.contribute(rows.row(row), output, moved);
        for (int feature = 0; feature < size.length; feature++) {
          size[feature] += Math.abs(moved[feature]);
        }
      }
    }
    return Arrays.stream(SessionFeature.values())
        .sorted(Comparator.comparingDouble(feature -> -size[feature.column()]))
        .limit(NAMED)
        .toList();
  }
}
