package io.basketwise.simulate;

import io.basketwise.failure.Refusal;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What shop to simulate when only orders and catalog are wanted. Equal specs give equal bytes.
 *
 * @param customers people who may come, guests included
 * @param days simulated days
 * @param items size of the catalog
 * @param seed of all random numbers
 * @param from first day, UTC
 * @param linesPerCustomer mean order lines of a customer over all the days, dirt included
 */
public record OrdersSpec(
    int customers, int days, int items, long seed, LocalDate from, double linesPerCustomer) {
  private static final double DAYS_A_MONTH = 30;
  private static final double MAX_ORDERS_A_MONTH = 20;

  /** Share of the days on which a customer has joined, late joiners included. */
  private static final double PRESENCE = 1 - Model.LATE_JOINER / 2;

  public OrdersSpec {
    ShopSpec checked = new ShopSpec(customers, days, items, seed, from, 1, 0, 0);
    double most = MAX_ORDERS_A_MONTH * linesAMonthlyOrder(checked.days());
    if (!(linesPerCustomer > 0 && linesPerCustomer <= most)) {
      throw Refusal.configuration(
          String.format(
              Locale.ROOT,
              "orders cannot be simulated with lines per customer = %s",
              linesPerCustomer),
          String.format(Locale.ROOT, "the range for %d days is (0, %.1f]", days, most),
          "choose a value in that range, or more days");
    }
  }

  /** The shop, with orders in the place of visits. */
  ShopSpec shop() {
    double ordersAMonth = linesPerCustomer / linesAMonthlyOrder(days);
    return new ShopSpec(customers, days, items, seed, from, ordersAMonth, 0, 0);
  }

  /** Lines of a customer who orders once a month while they are there. */
  private static double linesAMonthlyOrder(int days) {
    return Model.LINES_PER_ORDER * PRESENCE * days / DAYS_A_MONTH;
  }
}
