package io.basketwise.affinity;

import io.basketwise.affinity.als.AlsEngine;
import io.basketwise.affinity.als.AlsParameters;
import io.basketwise.affinity.als.Csr;
import io.basketwise.affinity.als.MllibAls;
import io.basketwise.affinity.als.NativeAls;
import io.basketwise.affinity.als.UserRatings;
import io.basketwise.config.Engine;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Factors;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/**
 * Item factors by ALS on implicit feedback. A user is a customer, or the session, or the order
 * where neither is known; a rating is the number of baskets with the item, weighted by recency.
 */
final class AlsFactors {
  private final ShopConfig.Affinity config;
  private final AlsEngine engine;

  AlsFactors(SparkSession spark, ShopConfig.Affinity config, long seed, String scratch) {
    this.config = config;
    AlsParameters parameters =
        new AlsParameters(
            config.rank(),
            config.iterations(),
            config.regularization(),
            config.alpha(),
            config.solver(),
            seed);
    this.engine =
        switch (config.engine()) {
          case NATIVE -> new NativeAls(parameters, Runtime.getRuntime().maxMemory() / 3, scratch);
          case MLLIB -> new MllibAls(spark, parameters);
        };
  }

  /** Bytes that a fit holds on this machine at most; unknown where MLlib or a cluster fits. */
  OptionalLong bytes(TrainingBaskets baskets, int items) {
    return config.engine() == Engine.NATIVE && baskets.blocks().context().isLocal()
        ? OptionalLong.of(
            NativeAls.sharedBytes(
                LongStream.of(baskets.counts().baskets()).sum(),
                baskets.counts().totalBaskets(),
                items,
                config.rank()))
        : OptionalLong.empty();
  }

  Factors fit(TrainingBaskets baskets, int items) {
    BasketWeight weight = new BasketWeight(baskets.toDay(), config.halfLifeDays());
    return rotate(
        engine.itemFactors(baskets.blocks().map(block -> ratings(block, weight, items)), items));
  }

  /** The ratings of a block's buyers, who lie in it one after the other in ascending order. */
  private static UserRatings ratings(BasketBlock block, BasketWeight weight, int items) {
    int[] runs = block.buyerRuns();
    int users = block.size() == 0 ? 0 : runs[runs.length - 1] + 1;
    long[] hashes = new long[users];
    int[] offsets = new int[users + 1];
    int[] columns = new int[block.items().length];
    float[] values = new float[columns.length];
    double[] sums = new double[items];
    int basket = 0;
    int entries = 0;
    for (int user = 0; user < users; user++) {
      hashes[user] = block.buyers()[basket];
      int first = entries;
      for (; basket < block.size() && runs[basket] == user; basket++) {
        double recency = weight.recency(block.days()[basket]);
        for (int at = block.offsets()[basket]; at < block.offsets()[basket + 1]; at++) {
          int item = block.items()[at];
          if (sums[item] == 0) {
            columns[entries++] = item;
          }
          sums[item] += recency;
        }
      }
      Arrays.sort(columns, first, entries);
      for (int at = first; at < entries; at++) {
        values[at] = (float) sums[columns[at]];
        sums[columns[at]] = 0;
      }
      offsets[user + 1] = entries;
    }
    return new UserRatings(
        hashes, new Csr(offsets, Arrays.copyOf(columns, entries), Arrays.copyOf(values, entries)));
  }

  /** Turns the factors into the eigenbasis of Y'Y, in which folding in a cart is cheap. */
  private Factors rotate(float[][] factors) {
    int rank = config.rank();
    double[][] gram = new double[rank][rank];
    for (float[] row : factors) {
      for (int i = 0; trained(row) && i < rank; i++) {
        addTo(gram[i], row[i], row);
      }
    }
    JacobiEigen eigen = JacobiEigen.of(gram);
    double[][] basis = new double[rank][rank];
    for (int from = 0; from < rank; from++) {
      for (int to = 0; to < rank; to++) {
        basis[from][to] = eigen.vector(from, to);
      }
    }
    float[] values = new float[factors.length * rank];
    double[] rotated = new double[rank];
    for (int item = 0; item < factors.length; item++) {
      if (trained(factors[item])) {
        Arrays.fill(rotated, 0);
        for (int from = 0; from < rank; from++) {
          addTo(rotated, factors[item][from], basis[from]);
        }
        for (int to = 0; to < rank; to++) {
          values[item * rank + to] = (float) rotated[to];
        }
      }
    }
    double[] eigenvalues = new double[rank];
    // Rounding may push an eigenvalue of zero below it.
    Arrays.setAll(eigenvalues, index -> Math.max(0, eigen.value(index)));
    return new Factors(rank, values, eigenvalues, config.alpha(), config.regularization());
  }

  private static boolean trained(float @Nullable [] factor) {
    if (factor != null) {
      for (float value : factor) {
        if (value != 0) {
          return true;
        }
      }
    }
    return false;
  }

  private static void addTo(double[] target, double factor, float[] row) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * row[j];
    }
  }

  private static void addTo(double[] target, double factor, double[] row) {
    for (int j = 0; j < target.length; j++) {
      target[j] += factor * row[j];
    }
  }
}
