package io.basketwise.behaviour.learn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Grows trees leaf by leaf, the one that gains most first (Shi 2007). Threads share the features,
 * never the rows of one, so that each sum has one order.
 */
final class TreeGrower {
  private static final int FEATURES_A_TASK = 8;

  /** Rows times features below which threads cost more than they save. */
  private static final long SMALL = 20_000;

  /** What rounding alone may gain. */
  private static final double LEAST_GAIN = 1e-9;

  private final Cuts cuts;
  private final byte[][] columns;
  private final double[] weights;
  private final double[] derivatives;
  private final int stride;
  private final TreeParameters parameters;
  private final Histograms histograms;
  private final SplitSearch search;
  private final int[] buffer;

  /**
   * A grower over rows in bins.
   *
   * @param derivatives of all rows, output by output; read anew for every tree
   */
  TreeGrower(
      TrainingSet set,
      Cuts cuts,
      byte[][] columns,
      double[] derivatives,
      TreeParameters parameters) {
    this.cuts = cuts;
    this.columns = columns;
    this.derivatives = derivatives;
    this.parameters = parameters;
    weights = set.weights();
    stride = 2 * set.outputs();
    histograms = new Histograms(cuts, columns, set.outputs());
    search = new SplitSearch(histograms, parameters);
    buffer = new int[set.rows()];
  }

  private static final class Node {
    final RowRange rows;
    final double[] sums;
    final double weight;
    double[] histogram = {};
    Split split = Split.NONE;
    int left = -1;

    Node(RowRange rows, double[] sums, double weight) {
      this.rows = rows;
      this.sums = sums;
      this.weight = weight;
    }
  }

  /**
   * Grows a tree; one of a single leaf where no split gains.
   *
   * @param order the rows that it sees, ascending; put into another order
   */
  Tree grow(int[] order, SplittableRandom random) {
    List<Node> nodes = new ArrayList<>();
    PriorityQueue<Integer> open =
        new PriorityQueue<>(
            Comparator.<Integer>comparingDouble(n -> -nodes.get(n).split.gain())
                .thenComparing(Comparator.naturalOrder()));
    Node root = node(new RowRange(order, 0, order.length));
    nodes.add(root);
    if (search.possible(root.sums)) {
      root.histogram = histograms.borrow();
      seek(List.of(root), random);
      offer(open, 0, root);
    }
    for (int leaves = 1; leaves < parameters.maxLeaves() && !open.isEmpty(); leaves++) {
      divide(nodes, open, open.remove(), leaves + 1 < parameters.maxLeaves(), random);
    }
    nodes.forEach(this::release);
    return tree(nodes);
  }

  private static void offer(PriorityQueue<Integer> open, int index, Node node) {
    if (node.split.gain() > LEAST_GAIN) {
      open.add(index);
    }
  }

  private void divide(
      List<Node> nodes,
      PriorityQueue<Integer> open,
      int index,
      boolean goesOn,
      SplittableRandom random) {
    Node parent = nodes.get(index);
    RowRange rows = parent.rows;
    int middle = rows.divide(columns[parent.split.feature()], parent.split.bin(), buffer);
    Node left = node(new RowRange(rows.order(), rows.from(), middle));
    Node right = node(new RowRange(rows.order(), middle, rows.to()));
    parent.left = nodes.size();
    nodes.add(left);
    nodes.add(right);
    if (goesOn && (search.possible(left.sums) || search.possible(right.sums))) {
      boolean leftIsSmaller = left.rows.size() <= right.rows.size();
      Node smaller = leftIsSmaller ? left : right;
      Node larger = leftIsSmaller ? right : left;
      smaller.histogram = histograms.borrow();
      larger.histogram = parent.histogram;
      parent.histogram = new double[0];
      seek(List.of(smaller, larger), random);
      offer(open, parent.left, left);
      offer(open, parent.left + 1, right);
    }
  }

  /** Finds splits: the first node's histogram is filled in, its sibling's is what that leaves. */
  private void seek(List<Node> nodes, SplittableRandom random) {
    int features = columns.length;
    int tasks = (features + FEATURES_A_TASK - 1) / FEATURES_A_TASK;
    List<boolean[]> usable = nodes.stream().map(node -> draw(random)).toList();
    IntStream range = IntStream.range(0, tasks);
    if ((long) nodes.get(0).rows.size() * features > SMALL) {
      range = range.parallel();
    }
    List<List<Split>> best =
        range
            .mapToObj(task -> task * FEATURES_A_TASK)
            .map(from -> seek(nodes, usable, from, Math.min(features, from + FEATURES_A_TASK)))
            .toList();
    for (int n = 0; n < nodes.size(); n++) {
      for (List<Split> splits : best) {
        nodes.get(n).split = nodes.get(n).split.orBetter(splits.get(n));
      }
    }
  }

  private List<Split> seek(List<Node> nodes, List<boolean[]> usable, int from, int to) {
    Node filled = nodes.get(0);
    histograms.fill(filled.histogram, filled.rows, derivatives, from, to);
    List<Split> splits = new ArrayList<>();
    for (int n = 0; n < nodes.size(); n++) {
      if (n > 0) {
        histograms.subtract(nodes.get(n).histogram, filled.histogram, from, to);
      }
      splits.add(best(nodes.get(n), usable.get(n), from, to));
    }
    return splits;
  }

  private Split best(Node node, boolean[] usable, int from, int to) {
    Split best = Split.NONE;
    if (search.possible(node.sums)) {
      for (int feature = from; feature < to; feature++) {
        if (usable[feature]) {
          best = best.orBetter(search.best(node.histogram, feature, node.sums));
        }
      }
    }
    return best;
  }

  /** The features that a split may use, each set equally likely (Knuth's algorithm S). */
  private boolean[] draw(SplittableRandom random) {
    int features = columns.length;
    boolean[] usable = new boolean[features];
    int wanted = (int) Math.ceil(parameters.featureShare() * features);
    int left = wanted;
    for (int feature = 0; feature < features; feature++) {
      if (wanted == features || random.nextInt(features - feature) < left) {
        usable[feature] = true;
        left--;
      }
    }
    return usable;
  }

  private Node node(RowRange rows) {
    double[] sums = new double[stride];
    double weight = 0;
    for (int i = rows.from(); i < rows.to(); i++) {
      int row = rows.order()[i];
      weight += weights[row];
      for (int j = 0; j < stride; j++) {
        sums[j] += derivatives[row * stride + j];
      }
    }
    return new Node(rows, sums, weight);
  }

  private void release(Node node) {
    if (node.histogram.length > 0) {
      histograms.giveBack(node.histogram);
    }
  }

  /** Children come after their parent, so that their values are there before its own. */
  private Tree tree(List<Node> nodes) {
    int count = nodes.size();
    Tree tree =
        new Tree(
            new int[count], new int[count], new double[count], new int[count], new double[count][]);
    for (int n = count - 1; n >= 0; n--) {
      Node node = nodes.get(n);
      boolean leaf = node.left < 0;
      tree.feature()[n] = leaf ? -1 : node.split.feature();
      tree.bin()[n] = node.split.bin();
      tree.threshold()[n] = leaf ? 0 : cuts.threshold(node.split.feature(), node.split.bin());
      tree.left()[n] = node.left;
      tree.values()[n] = leaf ? leafValues(node) : meanValues(node, nodes, tree.values());
    }
    return tree;
  }

  private double[] leafValues(Node node) {
    double[] values = new double[stride / 2];
    for (int output = 0; output < values.length; output++) {
      double step = search.step(node.sums[2 * output], node.sums[2 * output + 1]);
      values[output] = parameters.leafShare() * step;
    }
    return values;
  }

  private double[] meanValues(Node node, List<Node> nodes, double[][] of) {
    double[] mean = new double[stride / 2];
    double share = nodes.get(node.left).weight / node.weight;
    for (int output = 0; output < mean.length; output++) {
      mean[output] = share * of[node.left][output] + (1 - share) * of[node.left + 1][output];
    }
    return mean;
  }
}
