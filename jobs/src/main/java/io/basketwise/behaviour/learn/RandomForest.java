package io.basketwise.behaviour.learn;

import io.basketwise.models.behaviour.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A random forest by Spark's MLlib. A number below all others stands for a missing feature, which
 * therefore goes left everywhere. The validation rows are not looked at. Its outputs are
 * probabilities.
 */
public final class RandomForest implements Learner {
  private final SparkSession spark;
  private final Parameters parameters;

  /**
   * How a forest grows.
   *
   * @param trees number of trees
   * @param depth most splits above a leaf, at most 30
   * @param minLeafRows least rows of a leaf
   * @param seed of the rows and features drawn
   */
  public record Parameters(int trees, int depth, int minLeafRows, long seed) {}

  /** A learner in a session. */
  public RandomForest(SparkSession spark, Parameters parameters) {
    this.spark = spark;
    this.parameters = parameters;
  }

  @Override
  public Family family() {
    return Family.RANDOM_FOREST;
  }

  /**
   * Grows the trees; of rows of one class each is a leaf.
   *
   * @throws IllegalArgumentException when there are no rows, or a target is no probability
   */
  @Override
  public TreeEnsemble fit(TrainingSet train, TrainingSet validation) {
    train.requireRows();
    Objective.logLoss(train);
    Dataset<Row> rows = MllibRows.of(spark, train, MllibRows.below(train));
    return exported(learn(rows), train.outputs());
  }

  /** MLlib's own model, on rows without missing features. */
  RandomForestClassificationModel learn(Dataset<Row> rows) {
    return new RandomForestClassifier()
        .setNumTrees(parameters.trees())
        .setMaxDepth(parameters.depth())
        .setMinInstancesPerNode(parameters.minLeafRows())
        .setSeed(parameters.seed())
        .setLabelCol(MllibRows.LABEL)
        .setFeaturesCol(MllibRows.FEATURES)
        .setWeightCol(MllibRows.WEIGHT)
        .fit(rows);
  }

  /** The same function without Spark. */
  static TreeEnsemble exported(RandomForestClassificationModel model, int outputs) {
    List<Tree> trees = new ArrayList<>();
    for (DecisionTreeClassificationModel tree : model.trees()) {
      trees.add(tree(tree.rootNode(), outputs, model.getNumTrees()));
    }
    return Ensembles.of(model.numFeatures(), new double[outputs], trees);
  }

  /** Breadth first, so that siblings lie together. */
  private static Tree tree(Node root, int outputs, int trees) {
    List<Node> nodes = new ArrayList<>(List.of(root));
    List<Integer> lefts = new ArrayList<>();
    for (int n = 0; n < nodes.size(); n++) {
      if (nodes.get(n) instanceof InternalNode inside) {
        lefts.add(nodes.size());
        nodes.add(inside.leftChild());
        nodes.add(inside.rightChild());
      } else {
        lefts.add(-1);
      }
    }
    int[] feature = new int[nodes.size()];
    double[] threshold = new double[nodes.size()];
    double[][] values = new double[nodes.size()][];
    Arrays.fill(feature, -1);
    for (int n = 0; n < feature.length; n++) {
      if (nodes.get(n) instanceof InternalNode inside) {
        feature[n] = inside.split().featureIndex();
        threshold[n] = ((ContinuousSplit) inside.split()).threshold();
      }
      values[n] = shares(nodes.get(n).impurityStats().stats(), outputs, trees);
    }
    int[] left = lefts.stream().mapToInt(Integer::intValue).toArray();
    return new Tree(feature, new int[feature.length], threshold, left, values);
  }

  /** A node's class probabilities over the number of trees; of two classes the second's alone. */
  private static double[] shares(double[] weights, int outputs, int trees) {
    double total = Arrays.stream(weights).sum();
    double[] shares = new double[outputs];
    int first = outputs == 1 ? 1 : 0;
    for (int output = 0; output < outputs; output++) {
      shares[output] = weights[first + output] / total / trees;
    }
    return shares;
  }
}
