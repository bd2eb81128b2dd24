package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.failure.Quantity;
import io.basketwise.failure.Refusal;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Ledger;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.RowAccount;
import io.basketwise.prepare.TimeWindow;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Stops a run whose rows cannot carry a version. */
final class InputGuard {
  private static final int MIN_BASKETS = 2;
  private static final int MIN_ITEMS = 2;

  private final ShopConfig config;

  InputGuard(ShopConfig config) {
    this.config = config;
  }

  /** Refuses rows of which too many are bad, before any of them is taken in. */
  void check(Table table, Ledger.Counts counts, Supplier<List<BrokenRule>> rules) {
    if (counts.badShare() > config.quality().maxBadShare()) {
      throw Refusal.inputs(
          String.format(
              Locale.ROOT,
              "%,d of %s of %s %s the contract (%.1f %%)",
              counts.quarantined(),
              Quantity.of(counts.read() - counts.filtered(), "row"),
              table.key(),
              counts.quarantined() == 1 ? "breaks" : "break",
              100 * counts.badShare()),
          String.format(
              Locale.ROOT,
              "%s; quality.maxBadShare allows %.1f %%",
              BrokenRule.words(rules.get()),
              100 * config.quality().maxBadShare()),
          "mend the feed or its column mapping; the raw values of these rows are in the Delta table "
              + config.lake().resolve(Lake.QUARANTINE));
    }
  }

  /** Refuses a catalog without items, which would leave every offer without a title. */
  static void checkItems(Batch batch) {
    if (batch.whole() && batch.counts().good() == 0) {
      throw Refusal.inputs(
          "The catalog has no item",
          String.format(
              Locale.ROOT,
              "of %s, filtered: %,d, quarantined: %,d",
              Quantity.of(batch.counts().read(), "row"),
              batch.counts().filtered(),
              batch.counts().quarantined()),
          "export the catalog again, or leave inputs.catalog out of the configuration");
    }
  }

  /** Refuses orders of which the window sees nothing. */
  static void check(RowAccount account, TimeWindow window) {
    if (account.used() == 0 && account.table() == Table.ORDERS) {
      throw nothingLeft(account, window);
    }
  }

  private static Refusal nothingLeft(RowAccount account, TimeWindow window) {
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
              "outside the window %s to before %s: %s, which is all",
              window.first(),
              window.asOf(),
              Quantity.of(account.outsideWindow(), "row")),
          "choose another --as-of date, or a longer window.trainDays");
    }
    if (account.netted() > 0) {
      return Refusal.inputs(
          problem,
          String.format(
              Locale.ROOT,
              "%s in the window, and nothing but cancellations, returns, and what is taken back by one",
              Quantity.of(account.netted(), "order line")),
          "check that placed orders are in the feed and that status is mapped rightly");
    }
    return Refusal.inputs(
        problem,
        String.format(
            Locale.ROOT,
            "of %s, filtered: %,d, quarantined: %,d",
            Quantity.of(account.read(), "row"),
            account.filtered(),
            account.quarantined()),
        "check inputs.orders.where, the window and the quarantine table");
  }

  /** Refuses baskets that no pair can be learned from. */
  static void checkBaskets(long baskets, long items, TimeWindow window) {
    if (baskets < MIN_BASKETS) {
      throw Refusal.inputs(
          Quantity.of(baskets, "basket is", "baskets are") + " too few to learn from",
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
          Quantity.of(items, "item is", "items are") + " too few to learn from",
          "all baskets hold the same item, so that nothing can be offered with it",
          "check that item_id is mapped to the item and not to a constant");
    }
  }

  /**
   * Refuses a span on which the scorer finds nothing that was bought: no weight follows from it.
   */
  static void checkReached(FitBlend.Result blend, LocalDate from, LocalDate to) {
    if (blend.reached() == 0) {
      throw Refusal.inputs(
          "The blend of evidence cannot be fitted on the validation span",
          String.format(
              Locale.ROOT,
              "of %,d items that were hidden in baskets from %s to before %s none is among the"
                  + " candidates that were learned from the days before",
              blend.queries(),
              from,
              to),
          "wait for more orders, or leave more days to learn from: a longer window.trainDays,"
              + " shorter window.holdoutDays and window.validationDays");
    }
  }

  /** A span without a single basket to hide an item in. */
  static Refusal noQueries(String span, LocalDate from, LocalDate to, TimeWindow window) {
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
