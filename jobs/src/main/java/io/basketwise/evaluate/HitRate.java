package io.basketwise.evaluate;

/** HR@k: 1 when the hidden item is among the first k. */
record HitRate(int k) implements RankMetric {
  @Override
  public String name() {
    return "HR@" + k;
  }

  @Override
  public double of(int rank) {
    return rank > 0 && rank <= k ? 1 : 0;
  }
}
