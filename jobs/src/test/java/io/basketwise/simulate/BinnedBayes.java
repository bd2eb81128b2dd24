package io.basketwise.simulate;

import io.basketwise.simulate.IntentFeatures.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A classifier over quantile bins: with one feature the best rule, with several naive Bayes. */
final class BinnedBayes {
  private static final int BINS = 12;

  private final int[] features;
  private final double[][] edges;
  private final Map<String, double[][]> counts = new HashMap<>();
  private final Map<String, Integer> totals = new HashMap<>();

  BinnedBayes(List<Example> train, int... features) {
    this.features = features;
    this.edges = new double[features.length][];
    for (int f = 0; f < features.length; f++) {
      edges[f] = edges(train, features[f]);
    }
    train.forEach(this::count);
  }

  /** Share of the examples whose intent is told right. */
  double accuracy(List<Example> test) {
    return test.stream().filter(e -> predict(e).equals(e.intent())).count() / (double) test.size();
  }

  private static double[] edges(List<Example> train, int feature) {
    double[] sorted = train.stream().mapToDouble(e -> e.features()[feature]).sorted().toArray();
    List<Double> edges = new ArrayList<>();
    for (int b = 1; b < BINS; b++) {
      edges.add(sorted[b * sorted.length / BINS]);
    }
    return edges.stream().distinct().mapToDouble(Double::doubleValue).toArray();
  }

  private int bin(int f, Example example) {
    double value = example.features()[features[f]];
    return (int) Arrays.stream(edges[f]).filter(edge -> value >= edge).count();
  }

  private void count(Example example) {
    totals.merge(example.intent(), 1, Integer::sum);
    double[][] of =
        counts.computeIfAbsent(example.intent(), i -> new double[features.length][BINS]);
    for (int f = 0; f < features.length; f++) {
      of[f][bin(f, example)]++;
    }
  }

  private String predict(Example example) {
    String best = "";
    double bestScore = Double.NEGATIVE_INFINITY;
    for (Map.Entry<String, double[][]> intent : counts.entrySet()) {
      double total = totals.getOrDefault(intent.getKey(), 0);
      double score = Math.log(total);
      for (int f = 0; f < features.length; f++) {
        score += Math.log((intent.getValue()[f][bin(f, example)] + 1) / (total + BINS));
      }
      if (score > bestScore) {
        bestScore = score;
        best = intent.getKey();
      }
    }
    return best;
  }
}
