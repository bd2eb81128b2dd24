package io.basketwise.behaviour.learn;

import java.util.stream.IntStream;

/** Rows of one class by falling score, those of equal score taken together. */
final class RankedRows {
  private RankedRows() {}

  /** What is done with each group of rows of one score. */
  interface Group {
    /** Takes the weight of hits and of misses in it. */
    void add(double hits, double misses);
  }

  static void forEach(double[] scores, TrainingSet truth, Group group) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted((a, b) -> Double.compare(scores[b], scores[a]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int begin = 0; begin < order.length; ) {
      double hits = 0;
      double weight = 0;
      int end = begin;
      while (end < order.length && scores[order[end]] == scores[order[begin]]) {
        weight += truth.weights()[order[end]];
        hits += truth.weights()[order[end]] * truth.targets()[order[end]];
        end++;
      }
      group.add(hits, weight - hits);
      begin = end;
    }
  }
}
