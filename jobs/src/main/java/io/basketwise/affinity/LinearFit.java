package io.basketwise.affinity;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Fits the linear model exactly where that fits, by neighbourhoods where only that does. */
final class LinearFit {
  private final ShopConfig.Affinity config;
  private final long memory;

  /**
   * A fit.
   *
   * @param memory bytes that the driver may spend on the model's matrix
   */
  LinearFit(ShopConfig.Affinity config, long memory) {
    this.config = config;
    this.memory = memory;
  }

  /**
   * The model of a span's baskets; empty, with a note, when the configuration leaves it out. Which
   * kind it is follows from the configuration alone, so that the size of the heap never changes a
   * version's content.
   */
  Optional<LinearItemModel> of(CoOccurrence bought, List<String> notes) {
    long items = bought.order().size();
    if (config.maxLinearItems() == 0) {
      notes.add("linear model left out: affinity.maxLinearItems is 0");
      return Optional.empty();
    }
    if (items <= config.maxLinearItems()) {
      check(items * items * Double.BYTES, String.format(Locale.ROOT, "of %,d items", items));
      return Optional.of(ExactLinearModel.solve(bought.gram(), config.linearRegularization()));
    }
    long pairs = bought.pairs();
    check(pairs * SparseGram.BYTES, String.format(Locale.ROOT, "of %,d pairs", pairs));
    notes.add(
        String.format(
            Locale.ROOT,
            "linear model of %,d items, more than affinity.maxLinearItems (%,d): each regressed on a neighbourhood of %,d",
            items,
            config.maxLinearItems(),
            config.linearNeighbourhood()));
    return Optional.of(
        NeighbourhoodLinearModel.solve(
            bought.sparseGram(), config.linearRegularization(), config.linearNeighbourhood()));
  }

  private void check(long needed, String size) {
    if (needed > memory) {
      throw Refusal.configuration(
          String.format(
              Locale.ROOT,
              "The linear model's matrix %s takes %,d MiB, of %,d MiB of heap that it may have",
              size,
              needed >> 20,
              memory >> 20),
          "the linear model is solved on the driver",
          "give the run more heap, such as BASKETWISE_JAVA_OPTS=-Xmx12g, lower affinity.maxLinearItems so that it is solved by neighbourhoods, or set it to 0 to leave the model out");
    }
  }
}
