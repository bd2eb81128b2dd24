package io.basketwise.simulate;

import java.util.Locale;

/** How an offered item relates to its anchor, and what that does to the shopper. */
enum Relation {
  COMPLEMENT(0.45, 0.35, 0.7),
  ADD_ON(0.34, 0.15, 0.7),
  UPGRADE(0.22, 0.20, 1.0),
  SIMILAR(0.06, 0.15, 1.1),
  UNRELATED(0.015, 0.15, 1.3);

  private final double acceptance;
  private final double loggingWeight;
  private final double annoyance;

  Relation(double acceptance, double loggingWeight, double annoyance) {
    this.acceptance = acceptance;
    this.loggingWeight = loggingWeight;
    this.annoyance = annoyance;
  }

  /** Probability of acceptance before intent, placement and price. */
  double acceptance() {
    return acceptance;
  }

  /** Weight with which the logging policy picks it from a slate. */
  double loggingWeight() {
    return loggingWeight;
  }

  /** Factor on the harm that showing it does. */
  double annoyance() {
    return annoyance;
  }

  /** How much more, or less, shoppers of an intent like it. */
  double appetite(Intent intent) {
    return switch (intent) {
      case PROBLEM_SOLVER -> this == UPGRADE ? 0.5 : 1.25;
      case UPGRADER -> this == UPGRADE ? 2.4 : 0.8;
      case BULK_BUYER -> this == COMPLEMENT ? 1.2 : 0.7;
      case GIFT_SHOPPER -> this == ADD_ON ? 1.4 : 1.0;
      case EXPLORER -> this == SIMILAR ? 1.8 : 0.8;
    };
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
