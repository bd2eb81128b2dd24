package io.basketwise.simulate;

import java.util.List;
import java.util.function.IntSupplier;

/** Draws a customer from the seed and their number. */
final class CustomerMaker {
  private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
  private static final double[] DEVICE_WEIGHTS = {0.55, 0.38, 0.07};
  private static final List<String> CHANNELS = List.of("web", "app");
  private static final double[] CHANNEL_WEIGHTS = {0.75, 0.25};
  private static final List<String> REGIONS = List.of("north", "south", "east", "west");
  private static final double[] REGION_WEIGHTS = {0.35, 0.3, 0.2, 0.15};
  private static final double DAYS_A_MONTH = 30;

  /** How favourites spread over what there is: an index below a bound. */
  interface Popularity {
    int index(Dice dice, int bound);
  }

  private final ShopSpec spec;
  private final Catalog catalog;
  private final Popularity leafPopularity;
  private final Popularity projectPopularity;

  CustomerMaker(
      ShopSpec spec, Catalog catalog, Popularity leafPopularity, Popularity projectPopularity) {
    this.spec = spec;
    this.catalog = catalog;
    this.leafPopularity = leafPopularity;
    this.projectPopularity = projectPopularity;
  }

  Customer make(int number, Dice dice) {
    int leaves = catalog.leaves().length;
    int projects = catalog.projects().length;
    return new Customer(
        number,
        dice.chance(Model.GUEST),
        fill(Model.FAVOURITE_LEAVES, () -> leafPopularity.index(dice, leaves)),
        fill(Model.FAVOURITE_PROJECTS, () -> projectPopularity.index(dice, projects)),
        intents(dice),
        dice.between(0.2, 0.8),
        dice.unit(),
        dice.normal(0, Model.LOYALTY_DEVIATION),
        visitsADay(dice),
        dice.chance(Model.LATE_JOINER) ? dice.below(spec.days()) : 0,
        DEVICES.get(dice.weighted(DEVICE_WEIGHTS)),
        CHANNELS.get(dice.weighted(CHANNEL_WEIGHTS)),
        REGIONS.get(dice.weighted(REGION_WEIGHTS)),
        dice.below(Model.QUIET_BY_VARIANT.length));
  }

  /** Log-normal around the mean that the spec asks for. */
  private double visitsADay(Dice dice) {
    double mean = spec.visitsPerMonth() / DAYS_A_MONTH;
    double deviation = Model.VISITS_DEVIATION;
    return mean * dice.around(StrictMath.exp(-deviation * deviation / 2), deviation);
  }

  /** Exponential weights: every mix of intents is equally likely. */
  private static double[] intents(Dice dice) {
    double[] weights = new double[Intent.count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = -StrictMath.log(1 - dice.unit());
    }
    return weights;
  }

  private static int[] fill(int size, IntSupplier draw) {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      values[i] = draw.getAsInt();
    }
    return values;
  }
}
