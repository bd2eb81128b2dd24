package io.basketwise.evaluate;

/**
 * NDCG@k (Järvelin and Kekäläinen 2002): 1 / log2(1 + rank) when the hidden item is among the first
 * k. With one relevant item the ideal is 1.
 */
record Ndcg(int k) implements RankMetric {
  private static final double LN_2 = Math.log(2);

  @Override
  public String name() {
    return "NDCG@" + k;
  }

  @Override
  public double of(int rank) {
    return rank > 0 && rank <= k ? LN_2 / Math.log(1.0 + rank) : 0;
  }
}
