package io.basketwise.simulate;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The configuration of a simulated shop, with a window that its days fill. */
final class ShopConfiguration {
  /** The name of its file. */
  static final String FILE = "basketwise.yaml";

  /** Enough for a whole week's rhythm twice. */
  private static final int MOST_DAYS_MEASURED = 14;

  /** Of a short shop, most days are learned from. */
  private static final int SHARE_MEASURED = 8;

  /** One day to learn from, one to fit the blend on, and one to measure on. */
  private static final int LEAST_DAYS = 3;

  private ShopConfiguration() {}

  static String text(int days, List<String> tables) {
    int measured = Math.max(1, Math.min(MOST_DAYS_MEASURED, days / SHARE_MEASURED));
    return String.format(
        Locale.ROOT,
        """
        # A simulated shop: see README.md.
        shop: simulated-shop
        currency: EUR
        inputs:
        %s
        lake: work/lake
        artifacts: work/artifacts
        reports: work/reports
        window: { trainDays: %d, holdoutDays: %d, validationDays: %d }
        """,
        tables.stream()
            .map(table -> "  " + table + ": { path: " + table + " }")
            .collect(Collectors.joining("\n")),
        Math.max(LEAST_DAYS, days),
        measured,
        measured);
  }
}
