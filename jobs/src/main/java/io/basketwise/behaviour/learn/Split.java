package io.basketwise.behaviour.learn;

/**
 * A way to divide a node's rows.
 *
 * @param bin the last bin that goes left
 * @param gain by how much it lowers the loss, to second order, doubled
 */
record Split(int feature, int bin, double gain) {
  /** No way at all. */
  static final Split NONE = new Split(-1, 0, 0);

  /** The better one; of equal ones this. */
  Split orBetter(Split other) {
    return other.gain > gain ? other : this;
  }
}
