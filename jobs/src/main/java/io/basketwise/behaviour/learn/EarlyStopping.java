package io.basketwise.behaviour.learn;

/** Watches the loss on rows that nothing is learned from. */
final class EarlyStopping {
  private final Scores scores;
  private final int patience;
  private final boolean blind;
  private double least;
  private int trees;
  private int best;

  EarlyStopping(Scores scores, int patience) {
    this.scores = scores;
    this.patience = patience;
    blind = scores.rows() == 0;
    least = blind ? 0 : scores.loss();
  }

  void add(Tree tree) {
    trees++;
    if (blind) {
      best = trees;
      return;
    }
    scores.add(tree);
    double loss = scores.loss();
    if (loss < least) {
      least = loss;
      best = trees;
    }
  }

  /** Number of trees at which the loss was lowest, or all where there are no rows. */
  int best() {
    return best;
  }

  boolean over() {
    return trees - best >= patience;
  }
}
