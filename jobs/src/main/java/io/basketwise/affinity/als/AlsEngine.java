package io.basketwise.affinity.als;

import org.apache.spark.api.java.JavaRDD;

/** Fits item factors to implicit feedback. */
public interface AlsEngine {
  /**
   * Fits.
   *
   * @param ratings each user's ratings in one place
   * @param items number of items
   * @return a factor per item; zeros, or null, for an item that nobody rated
   */
  float[][] itemFactors(JavaRDD<UserRatings> ratings, int items);
}
