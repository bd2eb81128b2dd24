package io.basketwise.simulate;

import io.basketwise.failure.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * What shop to simulate. Equal specs give equal bytes.
 *
 * @param customers people who may come, guests included
 * @param days simulated days
 * @param items size of the catalog
 * @param seed of all random numbers
 * @param from first day, UTC
 * @param visitsPerMonth mean sessions of a customer in 30 days
 * @param offerBenefit factor on the probability that an offer is accepted; 0 = never accepted
 * @param offerHarm factor on what an offer takes from the purchase logit; 0 = harmless
 */
public record ShopSpec(
    int customers,
    int days,
    int items,
    long seed,
    LocalDate from,
    double visitsPerMonth,
    double offerBenefit,
    double offerHarm) {
  /** Fewest items that fill a leaf of every department with both families and an add-on. */
  public static final int MIN_ITEMS = 112;

  public ShopSpec {
    require(customers >= 1, "customers", customers, "at least 1");
    require(days >= 1, "days", days, "at least 1");
    require(items >= MIN_ITEMS, "items", items, "at least " + MIN_ITEMS);
    require(
        visitsPerMonth > 0 && visitsPerMonth <= 20, "visits a month", visitsPerMonth, "(0, 20]");
    require(offerBenefit >= 0 && offerBenefit <= 3, "offer benefit", offerBenefit, "0 to 3");
    require(offerHarm >= 0 && offerHarm <= 10, "offer harm", offerHarm, "0 to 10");
  }

  /** First instant after the simulated window. */
  Instant end() {
    return startOfDay(days);
  }

  Instant startOfDay(int day) {
    return from.plusDays(day).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static void require(boolean holds, String name, Number value, String range) {
    if (!holds) {
      throw Refusal.configuration(
          String.format(Locale.ROOT, "a shop cannot be simulated with %s = %s", name, value),
          "the range is " + range,
          "choose a value in that range");
    }
  }
}
