package io.basketwise.affinity.als;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
 * ALS by Spark's MLlib. It adds up the blocks of Y'Y in the order in which tasks finish, and
 * floating point sums depend on the order as soon as there are three addends. Two blocks leave one
 * order only (0 + a + b = 0 + b + a), and ratings that arrive sorted fix the rest: equal inputs
 * give equal bits. It solves by Cholesky whatever the configured solver.
 */
public final class MllibAls implements AlsEngine {
  private static final int BLOCKS = 2;
  private static final String USER = "user";
  private static final String ITEM = "item";
  private static final String RATING = "rating";

  private final SparkSession spark;
  private final AlsParameters parameters;

  /** An engine in a session. */
  public MllibAls(SparkSession spark, AlsParameters parameters) {
    this.spark = spark;
    this.parameters = parameters;
  }

  @Override
  public float[][] itemFactors(JavaRDD<UserRatings> ratings, int items) {
    StructType schema =
        new StructType()
            .add(USER, DataTypes.IntegerType, false)
            .add(ITEM, DataTypes.IntegerType, false)
            .add(RATING, DataTypes.FloatType, false);
    Dataset<Row> sorted =
        spark
            .createDataFrame(ratings.flatMap(MllibAls::rows), schema)
            .repartition(BLOCKS, functions.col(USER))
            .sortWithinPartitions(USER, ITEM, RATING);
    ALSModel model =
        new ALS()
            .setImplicitPrefs(true)
            .setRank(parameters.rank())
            .setMaxIter(parameters.iterations())
            .setRegParam(parameters.regularization())
            .setAlpha(parameters.alpha())
            .setNumBlocks(BLOCKS)
            .setSeed(parameters.seed())
            .setUserCol(USER)
            .setItemCol(ITEM)
            .setRatingCol(RATING)
            .setIntermediateStorageLevel("MEMORY_AND_DISK")
            .fit(sorted);
    return collect(model, items);
  }

  /**
   * Users are hashes of 31 bits; two that fall together count as one, about 1 in 1,000 of 2
   * million.
   */
  private static Iterator<Row> rows(UserRatings part) {
    List<Row> rows = new ArrayList<>();
    Csr ratings = part.ratings();
    for (int row = 0; row < ratings.rows(); row++) {
      int user = (int) (part.users()[row] >>> 33);
      for (int at = ratings.offsets()[row]; at < ratings.offsets()[row + 1]; at++) {
        rows.add(RowFactory.create(user, ratings.columns()[at], ratings.values()[at]));
      }
    }
    return rows.iterator();
  }

  private static float[][] collect(ALSModel model, int items) {
    float[][] factors = new float[items][];
    Iterator<Row> rows = model.itemFactors().toLocalIterator();
    while (rows.hasNext()) {
      Row row = rows.next();
      List<Float> values = row.getList(1);
      float[] factor = new float[values.size()];
      for (int j = 0; j < factor.length; j++) {
        factor[j] = values.get(j);
      }
      factors[row.getInt(0)] = factor;
    }
    return factors;
  }
}
