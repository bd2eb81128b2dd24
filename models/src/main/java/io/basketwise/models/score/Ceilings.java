package io.basketwise.models.score;

/**
 * The most that any item adds to a blend or multiplies a score by, of those that were asked for so
 * far. Most candidates are out by their evidence and this, before anything is read of the items.
 */
final class Ceilings {
  private volatile float bias = Float.NEGATIVE_INFINITY;
  private volatile float norm;
  private volatile double price;
  private volatile double margin;

  /** Takes an item into account, before its facts can be read. */
  synchronized void raise(float itsBias, float itsNorm, double itsPrice, double itsMargin) {
    bias = Math.max(bias, itsBias);
    norm = Math.max(norm, itsNorm);
    price = Math.max(price, itsPrice);
    margin = Math.max(margin, itsMargin);
  }

  /** Of {@link Facts#biasAtMost}. */
  float bias() {
    return bias;
  }

  /** Of {@link Facts#normAtMost}. */
  float norm() {
    return norm;
  }

  /** Of prices, with what stands for unknown ones; at least 0. */
  double price() {
    return price;
  }

  /** Of margins, with what stands for unknown ones; at least 0. */
  double margin() {
    return margin;
  }
}
