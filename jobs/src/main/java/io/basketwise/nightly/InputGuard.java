package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Refusal;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import java.util.Locale;

/** Stops a run whose rows cannot carry a version. */
final class InputGuard {
  private static final int MIN_BASKETS = 2;
  private static final int MIN_ITEMS = 2;

  private final ShopConfig config;
  private final TimeWindow window;

  InputGuard(ShopConfig config, TimeWindow window) {
    this.config = config;
    this.window = window;
  }

  /** Refuses a table with too many bad rows, or orders of which nothing is left. */
  void check(RowAccount account) {
    if (account.badShare() > config.quality().maxBadShare()) {
      throw Refusal.inputs(
          String.format(
              Locale.ROOT,
              "%,d of %,d rows of %s break the contract (%.1f %%)",
              account.quarantined(),
              account.read() - account.filtered(),
              account.table().key(),
              100 * account.badShare()),
          String.format(
              Locale.ROOT,
              "quality.maxBadShare allows %.1f %%",
              100 * config.quality().maxBadShare()),
          "look at the rules and raw values in "
              + config.lake().resolve("quarantine")
              + ", then mend the feed or its column mapping");
    }
    if (account.used() == 0 && account.table() == io.basketwise.config.Table.ORDERS) {
      throw nothingLeft(account);
    }
  }

  private Refusal nothingLeft(RowAccount account) {
    String problem = "No order line is left to learn from";
    if (account.read() == 0) {
      return Refusal.inputs(
          problem, "the orders table has no rows", "check the path and the feed behind it");
    }
    if (account.outsideWindow() > 0
        && account.outsideWindow() == account.read() - account.quarantined()) {
      return Refusal.inputs(
          problem,
          String.format(
              Locale.ROOT,
              "all %,d rows lie outside the window %s to before %s",
              account.outsideWindow(),
              window.first(),
              window.asOf()),
          "choose another --as-of date, or a longer window.trainDays");
    }
    if (account.netted() > 0) {
      return Refusal.inputs(
          problem,
          String.format(
              Locale.ROOT,
              "all %,d order lines in the window are cancellations, returns, or taken back by one",
              account.netted()),
          "check that placed orders are in the feed and that status is mapped rightly");
    }
    return Refusal.inputs(
        problem,
        String.format(
            Locale.ROOT,
            "of %,d rows %,d were filtered and %,d quarantined",
            account.read(),
            account.filtered(),
            account.quarantined()),
        "check inputs.orders.where, the window and the quarantine table");
  }

  /** Refuses baskets that no pair can be learned from. */
  void checkBaskets(long baskets, long items) {
    if (baskets < MIN_BASKETS) {
      throw Refusal.inputs(
          String.format(Locale.ROOT, "%d basket is too few to learn from", baskets),
          String.format(
              Locale.ROOT,
              "at least %d baskets are needed in the window %s to before %s",
              MIN_BASKETS,
              window.first(),
              window.asOf()),
          "wait for more orders, or choose a longer window");
    }
    if (items < MIN_ITEMS) {
      throw Refusal.inputs(
          String.format(Locale.ROOT, "%d item is too few to learn from", items),
          "all baskets hold the same item, so that nothing can be offered with it",
          "check that item_id is mapped to the item and not to a constant");
    }
  }

  /** A span without a single basket to hide an item in. */
  Refusal noQueries(String span, java.time.LocalDate from, java.time.LocalDate to) {
    return Refusal.inputs(
        String.format(Locale.ROOT, "The %s span has no basket to measure on", span),
        String.format(
            Locale.ROOT,
            "no basket from %s to before %s has 2 to 50 items that were bought in the %d days before",
            from,
            to,
            window.trainDays()),
        "choose another --as-of date, or change window.trainDays, window.holdoutDays or window.validationDays");
  }
}
