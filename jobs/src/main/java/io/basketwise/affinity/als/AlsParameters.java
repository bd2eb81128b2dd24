package io.basketwise.affinity.als;

import io.basketwise.config.ShopConfig.Affinity.Solver;
import java.io.Serializable;

/**
 * What ALS is fitted with.
 *
 * @param rank numbers per factor, at least 1
 * @param iterations full iterations: users, then items
 * @param regularization lambda; multiplied by the number of a row's ratings (weighted-lambda
 *     regularisation, Zhou et al., AAIM 2008)
 * @param alpha how much one unit of a rating adds to the confidence of 1
 * @param solver how one row is solved
 * @param seed where the first item factors come from
 */
public record AlsParameters(
    int rank, int iterations, double regularization, double alpha, Solver solver, long seed)
    implements Serializable {
  /** A solver for one thread. */
  RowSolver rowSolver() {
    return switch (solver) {
      case CG -> new ConjugateGradient(this);
      case CHOLESKY -> new CholeskySolver(this);
    };
  }
}
