package io.basketwise.simulate;

import java.util.Locale;

/** The README of a simulated shop. */
final class ShopReadme {
  private ShopReadme() {}

  static String text(ShopSpec spec, Written written) {
    return String.format(
        Locale.ROOT,
        """
      # A simulated shop

      Everything in this folder is simulated: no person, order or product in it is real. It was drawn by
      `basketwise simulate` from a generative model whose causes are known, so that what is learned from
      the tables can be compared with what made them.

      Made with:

          %s

      | folder | rows | what |
      |---|---|---|
      | `orders` | %,d | order lines, with cancellations, returns, guests and some bad and repeated rows |
      | `clicks` | %,d | events with logged offers and their propensities, some bad and repeated rows |
      | `catalog` | %,d | items as of the end of the last day |
      | `labels` | %,d | the true intent of each tracked session |
      | `truth` | %,d sessions, %,d moments | what no training reads, see below |

      `propensity` is the probability of the logged action, staying quiet or offering, given what the
      logging policy looked at: the variant and the number of lines in the cart.

      The truth:

      - `complements`: pairs of one project, bought together by cause; `substitutes`: pairs of one leaf
        category; `upgrades`: the next better version.
      - `sessions`: intent, hurry, price sensitivity, whether it ended in an order, and the true margin.
      - `moments`: for each logged moment (`event_id` of its click) the probability of an order and the
        expected margin of the session if nothing is offered from there on (`quiet_`), and if the logging
        policy's mix of the drawn candidates is offered once (`offer_`); the best candidate;
        `oracle` is the better of quiet and offering.
      """,
        command(spec),
        written.orderLines(),
        written.events(),
        written.items(),
        written.labels(),
        written.sessions(),
        written.moments());
  }

  private static String command(ShopSpec spec) {
    return String.format(
        Locale.ROOT,
        "./basketwise simulate --out DIR --customers %d --days %d --items %d --seed %d --from %s"
            + " --visits-per-month %s --offer-benefit %s --offer-harm %s",
        spec.customers(),
        spec.days(),
        spec.items(),
        spec.seed(),
        spec.from(),
        spec.visitsPerMonth(),
        spec.offerBenefit(),
        spec.offerHarm());
  }
}
