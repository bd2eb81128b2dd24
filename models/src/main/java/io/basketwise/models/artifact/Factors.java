package io.basketwise.models.artifact;

/**
 * Item factors of implicit ALS, turned into the eigenbasis of their Gram matrix.
 *
 * @param values row-major, {@code rank} a row and one row an item; a zero row is an untrained item
 * @param gram eigenvalues of YtY, one a column
 * @param alpha confidence added by an observation
 * @param regularization lambda, scaled by the number of observations
 */
public record Factors(
    int rank, float[] values, double[] gram, double alpha, double regularization) {
  /** Checks lengths and ranges. */
  public Factors {
    Checks.require(rank > 0 && values.length % rank == 0, "factors of rank " + rank);
    Checks.length("gram", gram.length, rank);
    Checks.finite("values", values);
    Checks.finite("gram", gram);
    for (double eigenvalue : gram) {
      Checks.require(eigenvalue >= 0, "gram has eigenvalue " + eigenvalue);
    }
    Checks.require(
        alpha > 0
            && Double.isFinite(alpha)
            && regularization > 0
            && Double.isFinite(regularization),
        "alpha " + alpha + " and regularization " + regularization + ", expected above 0");
  }
}
