package io.basketwise.evaluate;

/** MRR@k: one over the hidden item's rank when it is among the first k. */
record ReciprocalRank(int k) implements RankMetric {
  @Override
  public String name() {
    return "MRR@" + k;
  }

  @Override
  public double of(int rank) {
    return rank > 0 && rank <= k ? 1.0 / rank : 0;
  }
}
