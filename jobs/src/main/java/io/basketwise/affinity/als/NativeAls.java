package io.basketwise.affinity.als;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;

/**
 * Our own ALS (Hu, Koren and Volinsky, Collaborative Filtering for Implicit Feedback Datasets, ICDM
 * 2008): on one machine over shared arrays, on a cluster by exchanged blocks. Both give the same
 * bits.
 */
public final class NativeAls implements AlsEngine {
  private final AlsParameters parameters;
  private final long sharedBytes;
  private final String scratch;

  /**
   * An engine.
   *
   * @param sharedBytes memory that shared arrays may take when Spark runs on one machine; a larger
   *     fit is exchanged block by block
   * @param scratch a folder that driver and executors see; nothing stays in it
   */
  public NativeAls(AlsParameters parameters, long sharedBytes, String scratch) {
    this.parameters = parameters;
    this.sharedBytes = sharedBytes;
    this.scratch = scratch;
  }

  /** Bytes that shared arrays hold for a fit of this size. */
  public static long sharedBytes(long ratings, long users, long items, int rank) {
    return SharedAls.bytes(ratings, users, items, rank);
  }

  @Override
  public float[][] itemFactors(JavaRDD<UserRatings> ratings, int items) {
    Size size = ratings.map(Size::of).reduce(Size::plus);
    if (size.ratings() == 0) {
      return new float[items][];
    }
    boolean shared =
        ratings.context().isLocal()
            && SharedAls.bytes(size.ratings(), size.users(), items, parameters.rank())
                <= sharedBytes;
    return shared
        ? new SharedAls(parameters, collect(ratings), items).fit()
        : new ExchangedAls(parameters, Blocks.of(size.ratings(), items), scratch).fit(ratings);
  }

  private static UserRatings collect(JavaRDD<UserRatings> ratings) {
    List<UserRatings> parts = new ArrayList<>();
    for (Iterator<UserRatings> all = ratings.toLocalIterator(); all.hasNext(); ) {
      parts.add(all.next());
    }
    return UserRatings.merge(parts);
  }

  private record Size(long users, long ratings) implements java.io.Serializable {
    static Size of(UserRatings part) {
      return new Size(part.users().length, part.ratings().entries());
    }

    Size plus(Size other) {
      return new Size(users + other.users, ratings + other.ratings);
    }
  }
}
