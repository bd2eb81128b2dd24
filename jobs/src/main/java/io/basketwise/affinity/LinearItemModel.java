package io.basketwise.affinity;

/**
 * The linear item-item model EASE (Steck, Embarrassingly Shallow Autoencoders, WWW 2019): of all
 * matrices B with zero diagonal the one that minimises |X - XB|² + lambda |B|², in closed form B =
 * -P / diag(P) with P = (X'X + lambda I)⁻¹. Rows of X are baskets, weighted by {@link
 * BasketWeight}; lambda is in the same unit, baskets.
 */
final class LinearItemModel {
  private final double[][] inverse;

  private LinearItemModel(double[][] inverse) {
    this.inverse = inverse;
  }

  /** Solves the model in place: {@code gram} is used up. */
  static LinearItemModel solve(double[][] gram, double regularization) {
    for (int i = 0; i < gram.length; i++) {
      gram[i][i] += regularization;
    }
    SymmetricInverse.invert(gram);
    return new LinearItemModel(gram);
  }

  /** What having {@code from} adds to the score of {@code to}. */
  double weight(int from, int to) {
    return from == to ? 0 : -inverse[from][to] / inverse[to][to];
  }
}
