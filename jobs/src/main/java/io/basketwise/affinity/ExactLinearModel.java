package io.basketwise.affinity;

/**
 * The linear model in closed form, B = -P / diag(P) with P = (X'X + lambda I)⁻¹: 8 bytes times the
 * square of the number of items.
 */
final class ExactLinearModel implements LinearItemModel {
  private final double[][] inverse;

  private ExactLinearModel(double[][] inverse) {
    this.inverse = inverse;
  }

  /** Solves the model in place: {@code gram} is used up. */
  static ExactLinearModel solve(double[][] gram, double regularization) {
    for (int i = 0; i < gram.length; i++) {
      gram[i][i] += regularization;
    }
    SymmetricInverse.invert(gram);
    return new ExactLinearModel(gram);
  }

  @Override
  public double weight(int from, int to) {
    return from == to ? 0 : -inverse[from][to] / inverse[to][to];
  }
}
