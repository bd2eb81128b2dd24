package io.basketwise.affinity.als;

/** Solves rows of one side while the other side stands still. */
final class HalfStep {
  private HalfStep() {}

  /** Solves the rows from one to before another; a row without ratings keeps its zeros. */
  static void solve(
      AlsParameters parameters,
      float[][] gram,
      Csr ratings,
      float[][] other,
      float[][] rows,
      int from,
      int to) {
    RowSolver solver = parameters.rowSolver();
    for (int row = from; row < to; row++) {
      if (ratings.length(row) > 0) {
        solver.solve(gram, ratings, row, other, rows[row]);
      }
    }
  }
}
