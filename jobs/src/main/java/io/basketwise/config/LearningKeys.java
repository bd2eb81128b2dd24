package io.basketwise.config;

import io.basketwise.config.ShopConfig.Affinity.Solver;
import io.basketwise.config.ValueType.Choice;
import io.basketwise.config.ValueType.Real;
import io.basketwise.config.ValueType.Whole;
import java.util.List;
import java.util.stream.Stream;

/** The keys of what is learned: bundles and affinities. */
final class LearningKeys {
  private static final double ANY = Double.MAX_VALUE;
  private static final long MANY = Integer.MAX_VALUE;

  private LearningKeys() {}

  static List<ConfigKey> all() {
    return Stream.of(bundles(), als(), itemItem()).flatMap(List::stream).toList();
  }

  private static List<ConfigKey> bundles() {
    return List.of(
        ConfigKey.of(
            "bundles.minSupport",
            Real.above(0, 1),
            "0.001",
            "share of baskets",
            "smallest support of an itemset; the absolute one is rounded up",
            c -> c.bundles().minSupport()),
        ConfigKey.of(
            "bundles.minConfidence",
            Real.from(0, 1),
            "0.1",
            "",
            "smallest confidence of a rule",
            c -> c.bundles().minConfidence()),
        ConfigKey.of(
            "bundles.minLift",
            Real.from(0, ANY),
            "1.2",
            "",
            "smallest lift of a rule",
            c -> c.bundles().minLift()),
        ConfigKey.of(
            "bundles.maxSize",
            new Whole(2, 8),
            "4",
            "items",
            "largest itemset, antecedents and consequent together",
            c -> c.bundles().maxSize()),
        ConfigKey.of(
            "bundles.maxBasketItems",
            new Whole(2, MANY),
            "100",
            "items",
            "a larger basket counts with this many, its most frequent ones",
            c -> c.bundles().maxBasketItems()),
        ConfigKey.of(
            "bundles.minBuyers",
            new Whole(1, MANY),
            "5",
            "buyers",
            "smallest number of distinct buyers behind a rule or pair",
            c -> c.bundles().minBuyers()),
        ConfigKey.of(
            "bundles.engine",
            Choice.of(Engine.class),
            "native",
            "",
            "who mines: our own miner, or MLlib's FPGrowth",
            c -> Choice.word(c.bundles().engine())));
  }

  private static List<ConfigKey> als() {
    return List.of(
        ConfigKey.of(
            "affinity.engine",
            Choice.of(Engine.class),
            "native",
            "",
            "who fits ALS: our own code, or MLlib's ALS",
            c -> Choice.word(c.affinity().engine())),
        ConfigKey.of(
            "affinity.solver",
            Choice.of(Solver.class),
            "cg",
            "",
            "how our own ALS solves a row: conjugate gradient steps from the last factor, or exactly; MLlib's always solves exactly",
            c -> Choice.word(c.affinity().solver())),
        ConfigKey.of(
            "affinity.rank",
            new Whole(1, 1_024),
            "64",
            "factors",
            "ALS factors per item",
            c -> c.affinity().rank()),
        ConfigKey.of(
            "affinity.iterations",
            new Whole(1, 1_000),
            "10",
            "sweeps",
            "ALS sweeps",
            c -> c.affinity().iterations()),
        ConfigKey.of(
            "affinity.regularization",
            Real.above(0, ANY),
            "0.01",
            "",
            "ALS lambda, weighted by the number of a row's observations",
            c -> c.affinity().regularization()),
        ConfigKey.of(
            "affinity.alpha",
            Real.above(0, ANY),
            "10",
            "",
            "ALS confidence per unit of preference",
            c -> c.affinity().alpha()));
  }

  private static List<ConfigKey> itemItem() {
    return List.of(
        ConfigKey.of(
            "affinity.neighbours",
            new Whole(1, 10_000),
            "50",
            "items",
            "neighbours kept per item and relation",
            c -> c.affinity().neighbours()),
        ConfigKey.of(
            "affinity.halfLifeDays",
            Real.above(0, ANY),
            "240",
            "days",
            "age at which a basket counts half",
            c -> c.affinity().halfLifeDays()),
        ConfigKey.of(
            "affinity.linearRegularization",
            Real.above(0, ANY),
            "5",
            "baskets",
            "lambda of the linear item-item model",
            c -> c.affinity().linearRegularization()),
        ConfigKey.of(
            "affinity.maxLinearItems",
            new Whole(0, 40_000),
            "2000",
            "items",
            "largest number of items whose linear model is solved exactly (8 bytes times the square); larger ones are solved by neighbourhoods; 0 leaves the model out",
            c -> c.affinity().maxLinearItems()),
        ConfigKey.of(
            "affinity.linearNeighbourhood",
            new Whole(1, 10_000),
            "100",
            "items",
            "items that each item is regressed on where the linear model is not solved exactly",
            c -> c.affinity().linearNeighbourhood()));
  }
}
