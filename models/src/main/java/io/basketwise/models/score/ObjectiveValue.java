package io.basketwise.models.score;

import io.basketwise.models.artifact.Items;
import io.basketwise.models.artifact.Objective;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a candidate is worth to a placement. An item of unknown price or margin counts as the median
 * of the known ones; where none is known, every candidate counts by its score alone.
 */
final class ObjectiveValue {
  private final Items items;
  private final double medianPrice;
  private final double medianMargin;

  ObjectiveValue(Items items) {
    this.items = items;
    medianPrice = median(items::price);
    medianMargin = median(items::margin);
  }

  /** The lower median of the known values; 1 when none is known, which leaves the score alone. */
  private double median(IntToDoubleFunction value) {
    double[] known =
        IntStream.range(0, items.size())
            .mapToDouble(value)
            .filter(Double::isFinite)
            .sorted()
            .toArray();
    return known.length == 0 ? 1 : known[(known.length - 1) / 2];
  }

  double of(Objective objective, int item, double score) {
    return switch (objective) {
      case RELEVANCE -> score;
      case REVENUE -> score * known(items.price(item), medianPrice);
      case MARGIN -> score * known(items.margin(item), medianMargin);
    };
  }

  private static double known(double value, double otherwise) {
    return Double.isFinite(value) ? value : otherwise;
  }
}
