package io.basketwise.affinity;

import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Factors;
import io.basketwise.prepare.BasketBlock;
import io.basketwise.prepare.TrainingBaskets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.recommendation.ALSModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Item factors by MLlib's ALS on implicit feedback (Hu, Koren and Volinsky, ICDM 2008). A user is a
 * customer, or the session, or the order where neither is known; the preference is the number of
 * baskets with the item, weighted by recency.
 *
 * <p>MLlib adds up the blocks of Y'Y in the order in which tasks finish, and floating point sums
 * depend on the order as soon as there are three addends. Two blocks leave one order only (0 + a +
 * b = 0 + b + a), and ratings that arrive sorted fix the rest: equal inputs give equal bits.
 */
final class AlsFactors {
  private static final int BLOCKS = 2;
  private static final String USER = "user";
  private static final String ITEM = "item";
  private static final String RATING = "rating";

  private final SparkSession spark;
  private final ShopConfig.Affinity config;
  private final long seed;

  AlsFactors(SparkSession spark, ShopConfig.Affinity config, long seed) {
    this.spark = spark;
    this.config = config;
    this.seed = seed;
  }

  Factors fit(TrainingBaskets baskets, int items) {
    BasketWeight weight = new BasketWeight(baskets.toDay(), config.halfLifeDays());
    StructType schema =
        new StructType()
            .add(USER, DataTypes.IntegerType, false)
            .add(ITEM, DataTypes.IntegerType, false)
            .add(RATING, DataTypes.FloatType, false);
    JavaRDD<Row> ratings = baskets.blocks().flatMap(block -> ratings(block, weight));
    Dataset<Row> sorted =
        spark
            .createDataFrame(ratings, schema)
            .repartition(BLOCKS, functions.col(USER))
            .sortWithinPartitions(USER, ITEM, RATING);
    ALSModel model =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(config.rank())
            .setMaxIter(config.iterations())
            .setRegParam(config.regularization())
            .setAlpha(config.alpha())
            .setNumBlocks(BLOCKS)
            .setSeed(seed)
            .setUserCol(USER)
            .setItemCol(ITEM)
            .setRatingCol(RATING)
            .setIntermediateStorageLevel("MEMORY_AND_DISK")
            .fit(sorted);
    return rotate(collect(model, items));
  }

  /**
   * Users are hashes of 31 bits; two that fall together count as one, about 1 in 1,000 of 2
   * million.
   */
  private static Iterator<Row> ratings(BasketBlock block, BasketWeight weight) {
    List<Row> rows = new ArrayList<>();
    int basket = 0;
    while (basket < block.size()) {
      long buyer = block.buyers()[basket];
      Map<Integer, Double> preferences = new TreeMap<>();
      for (; basket < block.size() && block.buyers()[basket] == buyer; basket++) {
        double recency = weight.recency(block.days()[basket]);
        for (int item : block.basket(basket)) {
          preferences.merge(item, recency, Double::sum);
        }
      }
      int user = (int) (buyer >>> 33);
      preferences.forEach(
          (item, value) -> rows.add(RowFactory.create(user, item, (float) (double) value)));
    }
    return rows.iterator();
  }

  private double[][] collect(ALSModel model, int items) {
    double[][] factors = new double[items][];
    Iterator<Row> rows = model.itemFactors().toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<Float> values = row.getList(1);
      factors[row.getInt(0)] = values.stream().mapToDouble(Float::doubleValue).toArray();
    }
    return factors;
  }

  /** Turns the factors into the eigenbasis of Y'Y, in which folding in a cart is cheap. */
  private Factors rotate(double[][] factors) {
    int rank = config.rank();
    double[][] gram = new double[rank][rank];
    for (double[] row : factors) {
      for (int i = 0; row != null && i < rank; i++) {
        for (int j = 0; j < rank; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    JacobiEigen eigen = JacobiEigen.of(gram);
    float[] values = new float[factors.length * rank];
    for (int item = 0; item < factors.length; item++) {
      for (int to = 0; factors[item] != null && to < rank; to++) {
        double sum = 0;
        for (int from = 0; from < rank; from++) {
          sum += factors[item][from] * eigen.vector(from, to);
        }
        values[item * rank + to] = (float) sum;
      }
    }
    double[] eigenvalues = new double[rank];
    // Rounding may push an eigenvalue of zero below it.
    Arrays.setAll(eigenvalues, index -> Math.max(0, eigen.value(index)));
    return new Factors(rank, values, eigenvalues, config.alpha(), config.regularization());
  }
}
