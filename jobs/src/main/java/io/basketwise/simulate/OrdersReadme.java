package io.basketwise.simulate;

import java.util.Locale;

/** The README of a simulated shop that has orders and a catalog only. */
final class OrdersReadme {
  private OrdersReadme() {}

  static String text(OrdersSpec spec, Written written) {
    return String.format(
        Locale.ROOT,
        """
      # Simulated orders

      Everything in this folder is simulated: no person, order or product in it is real. It was drawn by
      `basketwise simulate` from a generative model whose causes are known, so that what is learned from
      the tables can be compared with what made them.

      Made with:

          %s

      | folder | rows | what |
      |---|---|---|
      | `orders` | %,d | order lines, with cancellations, returns, guests and some bad and repeated rows |
      | `catalog` | %,d | items as of the end of the last day |
      | `truth` | | `complements`: pairs of one project; `substitutes`: pairs of one leaf category; `upgrades`: the next better version |

      No session was played, so there are no clicks, labels, offers or session ids, and the orders are not those
      that the same seed gives with clicks. An order starts with an item of a project, a gift or an item of a
      category; each further line belongs to a project of the line before, is a consumable that the customer
      bought before, or comes from any category, their favourites first. How often categories and projects are
      chosen falls as one over their rank. Substitutes are seldom bought together.
      """,
        command(spec),
        written.orderLines(),
        written.items());
  }

  private static String command(OrdersSpec spec) {
    return String.format(
        Locale.ROOT,
        "./basketwise simulate --out DIR --orders-only --customers %d --days %d --items %d --seed %d"
            + " --from %s --lines-per-customer %s",
        spec.customers(),
        spec.days(),
        spec.items(),
        spec.seed(),
        spec.from(),
        spec.linesPerCustomer());
  }
}
