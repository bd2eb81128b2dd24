package io.basketwise.simulate;

import io.basketwise.simulate.Intent.Traits;
import io.basketwise.tables.ParquetTable;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One file of orders that were drawn without sessions. */
final class OrdersPart implements Part {
  private static final long DAY_SECONDS = 86_400;
  private static final double[] BUYING = buying();

  private final ShopSpec spec;
  private final Rhythm rhythm;
  private final double peak;
  private final double peakToMean;
  private final long startSecond;
  private final CustomerMaker customers;
  private final BasketMaker baskets;
  private final ParquetTable orders;
  private final OrderLog log;

  OrdersPart(ShopSpec spec, Catalog catalog, Path folder, int number) {
    this.spec = spec;
    rhythm = new Rhythm(spec);
    peak = rhythm.peak();
    peakToMean = peak / rhythm.mean();
    startSecond = spec.startOfDay(0).getEpochSecond();
    customers = new CustomerMaker(spec, catalog, Dice::zipf, Dice::zipf);
    baskets = new BasketMaker(spec, catalog);
    orders = ShopColumns.open(folder.resolve("orders"), number, ShopColumns.ORDERS);
    log = new OrderLog(orders, spec.end());
  }

  /** Probability that a session of an intent ends in an order, for the average customer. */
  private static double[] buying() {
    double[] shares = new double[Intent.count()];
    for (int i = 0; i < shares.length; i++) {
      double buy = Intent.of(i).traits().buy();
      shares[i] = Model.sigmoid(buy) * Model.sigmoid(buy + Model.CHECKOUT_EASE);
    }
    return shares;
  }

  /** Orders come as a Poisson process of the highest rate, thinned to the rhythm of each day. */
  @Override
  public void live(int number) {
    Dice dice = new Dice(spec.seed(), number);
    Customer customer = customers.make(number, dice);
    Shopper shopper = new Shopper(customer, dice);
    double peakRate = customer.visitsADay() * peakToMean;
    double time = customer.joinedDay() + dice.waiting(peakRate);
    while (time < spec.days()) {
      int day = (int) time;
      if (dice.chance(rhythm.factor(day) / peak)) {
        shopper.order(day);
      }
      time += dice.waiting(peakRate);
    }
  }

  @Override
  public Written written() {
    return new Written(orders.rows(), 0, 0, 0, 0, 0);
  }

  @Override
  public void close() {
    orders.close();
  }

  /** A customer as they order. */
  private final class Shopper {
    private final Customer customer;
    private final Dice dice;
    private final Habits habits;
    private final double[] intents;
    private final @Nullable String customerId;
    private final String orderPrefix;
    private int count;

    Shopper(Customer customer, Dice dice) {
      this.customer = customer;
      this.dice = dice;
      habits = new Habits(dice);
      intents = customer.intents().clone();
      for (int i = 0; i < intents.length; i++) {
        intents[i] *= BUYING[i];
      }
      customerId = customer.guest() ? null : customer.customerId();
      orderPrefix = String.format(Locale.ROOT, "O%07d-", customer.number());
    }

    void order(int day) {
      Traits traits = Intent.of(dice.weighted(intents)).traits();
      Instant at =
          Instant.ofEpochSecond(
              startSecond + day * DAY_SECONDS + SessionPlanner.second(traits, dice));
      boolean gift = dice.chance(traits.gift());
      Order order =
          new Order(
              orderPrefix + count++,
              at,
              customerId,
              null,
              gift,
              customer.channel(),
              customer.region());
      log.place(order, baskets.draw(customer, habits, traits, day, dice), dice);
    }
  }
}
