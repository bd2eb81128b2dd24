package io.basketwise.simulate;

import java.util.Locale;

/**
 * One person, and what drives them.
 *
 * @param number 0 to the spec's customers - 1
 * @param guest never logs in: no customer id on anything
 * @param pricePoint usual place within a category's prices, 0 to 1
 * @param sensitivity to prices, 0 to 1
 * @param loyalty added to the logit of every purchase stage
 * @param visitsADay mean sessions a day
 * @param joinedDay first day on which they may come
 * @param variant of the logging experiment, an index into {@link Model#QUIET_BY_VARIANT}
 */
record Customer(
    int number,
    boolean guest,
    int[] favouriteLeaves,
    int[] favouriteProjects,
    double[] intents,
    double pricePoint,
    double sensitivity,
    double loyalty,
    double visitsADay,
    int joinedDay,
    String device,
    String channel,
    String region,
    int variant) {
  String customerId() {
    return String.format(Locale.ROOT, "C%07d", number);
  }

  String visitorId() {
    return String.format(Locale.ROOT, "V%07d", number);
  }
}
