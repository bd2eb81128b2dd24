package io.basketwise.behaviour.learn;

/** Scores of rows while trees are added, with the same bits as the finished ensemble's. */
final class Scores {
  private final Objective objective;
  private final TrainingSet set;
  private final byte[][] columns;
  private final double[] scores;
  private final double weights;

  Scores(Objective objective, TrainingSet set, byte[][] columns, double[] base) {
    this.objective = objective;
    this.set = set;
    this.columns = columns;
    this.scores = new double[set.rows() * base.length];
    for (int at = 0; at < scores.length; at++) {
      scores[at] = base[at % base.length];
    }
    weights = RowChunks.sum(set.rows(), row -> set.weights()[row]);
  }

  int rows() {
    return set.rows();
  }

  void add(Tree tree) {
    RowChunks.forEach(
        set.rows(),
        row -> {
          double[] leaf = tree.leaf(columns, row);
          for (int output = 0; output < leaf.length; output++) {
            scores[row * leaf.length + output] += leaf[output];
          }
        });
  }

  void derive(double[] derivatives) {
    RowChunks.forEach(set.rows(), row -> objective.derive(set, row, scores, derivatives));
  }

  /** Mean loss. */
  double loss() {
    return RowChunks.sum(set.rows(), row -> set.weights()[row] * objective.loss(set, row, scores))
        / weights;
  }
}
