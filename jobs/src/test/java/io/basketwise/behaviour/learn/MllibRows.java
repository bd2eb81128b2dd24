package io.basketwise.behaviour.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as MLlib wants them: a label, a weight, and no missing feature. A row whose target is shared
 * by classes becomes a copy a class, weighted by its share; shares below 0.01 are left out.
 */
final class MllibRows {
  static final String LABEL = "label";
  static final String FEATURES = "features";
  static final String WEIGHT = "weight";

  private static final double LEAST_SHARE = 0.01;

  private MllibRows() {}

  /**
   * The rows in a session.
   *
   * @param fill what stands for a missing feature
   */
  static Dataset<Row> of(SparkSession spark, TrainingSet set, double[] fill) {
    StructType schema =
        new StructType()
            .add(LABEL, DataTypes.DoubleType, false, labels(set.classes()))
            .add(WEIGHT, DataTypes.DoubleType, false)
            .add(FEATURES, new VectorUDT(), false);
    List<Row> rows = new ArrayList<>();
    for (int row = 0; row < set.rows(); row++) {
      for (int label = 0; label < set.classes(); label++) {
        if (set.share(row, label) >= LEAST_SHARE) {
          rows.add(row(set, row, label, fill));
        }
      }
    }
    return spark.createDataFrame(rows, schema);
  }

  /** A number below every value of each feature, for trees that send what is missing left. */
  static double[] below(TrainingSet set) {
    double[] least = new double[set.features()];
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    for (int at = 0; at < set.values().length; at++) {
      double value = set.values()[at];
      if (value < least[at % least.length]) {
        least[at % least.length] = value;
      }
    }
    for (int feature = 0; feature < least.length; feature++) {
      double value = Double.isInfinite(least[feature]) ? 0 : least[feature];
      least[feature] = value - Math.max(1, Math.abs(value));
    }
    return least;
  }

  /** The label's metadata say how many classes there are, even if no row has the last. */
  private static Metadata labels(int classes) {
    return NominalAttribute.defaultAttr().withName(LABEL).withNumValues(classes).toMetadata();
  }

  private static Row row(TrainingSet set, int row, int label, double[] fill) {
    double[] features = set.row(row);
    for (int feature = 0; feature < features.length; feature++) {
      if (Double.isNaN(features[feature])) {
        features[feature] = fill[feature];
      }
    }
    double weight = set.weights()[row] * set.share(row, label);
    return RowFactory.create((double) label, weight, Vectors.dense(features));
  }
}
