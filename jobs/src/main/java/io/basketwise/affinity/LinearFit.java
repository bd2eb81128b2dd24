package io.basketwise.affinity;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Fits the linear model of a span's baskets: exactly for few items, by neighbourhoods for many.
 * Which of the two it is follows from the configuration alone, so that the size of the heap never
 * changes a version's content.
 */
final class LinearFit {
  private final ShopConfig.Affinity config;
  private final CoOccurrence bought;
  private final long memory;
  private final boolean exact;
  private final long bytes;

  /**
   * A fit.
   *
   * @param memory bytes that the driver may spend on the model
   */
  LinearFit(ShopConfig.Affinity config, CoOccurrence bought, long memory) {
    this.config = config;
    this.bought = bought;
    this.memory = memory;
    long items = bought.order().size();
    this.exact = items <= config.maxLinearItems();
    this.bytes =
        wanted()
            ? bought.fetchedBytes() + (exact ? items * items * Double.BYTES : sparseBytes(items))
            : 0;
  }

  /** The matrix, and a column of B with its members for each item. */
  private long sparseBytes(long items) {
    long columns = items * Math.min(items, config.linearNeighbourhood());
    return bought.pairs() * SparseGram.BYTES + columns * (Integer.BYTES + Float.BYTES);
  }

  /** Whether the configuration wants the model at all. */
  boolean wanted() {
    return config.maxLinearItems() > 0;
  }

  /** Bytes that the model takes on the driver. */
  OptionalLong bytes() {
    return OptionalLong.of(bytes);
  }

  /** What a report says of the kind of model. */
  List<String> notes() {
    if (!wanted()) {
      return List.of("linear model left out: affinity.maxLinearItems is 0");
    }
    return exact
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "linear model of %,d items, more than affinity.maxLinearItems (%,d): each regressed on a neighbourhood of %,d",
                bought.order().size(),
                config.maxLinearItems(),
                config.linearNeighbourhood()));
  }

  /** Solves the model. */
  LinearItemModel solve() {
    if (bytes > memory) {
      throw Refusal.configuration(
          String.format(
              Locale.ROOT,
              "The linear model takes %,d MiB, of %,d MiB of heap that it may have",
              bytes >> 20,
              memory >> 20),
          "it is solved on the driver",
          "give the run more heap, such as BASKETWISE_JAVA_OPTS=-Xmx12g, "
              + (exact
                  ? "lower affinity.maxLinearItems so that it is solved by neighbourhoods, or set it to 0"
                  : "lower affinity.linearNeighbourhood, or set affinity.maxLinearItems to 0")
              + " to leave the model out");
    }
    double lambda = config.linearRegularization();
    return exact
        ? ExactLinearModel.solve(bought.gram(), lambda)
        : NeighbourhoodLinearModel.solve(bought.sparseGram(), lambda, config.linearNeighbourhood());
  }
}
