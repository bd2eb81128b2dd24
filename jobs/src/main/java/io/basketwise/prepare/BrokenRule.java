package io.basketwise.prepare;

import io.basketwise.config.Table;
import io.basketwise.failure.Quantity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A rule of the contract, and how many rows it has brought into quarantine; a row that breaks
 * several counts for the first.
 */
public record BrokenRule(Table table, String rule, long rows) {
  /** Rules that a message names; the page of a run has all. */
  private static final int TOLD = 3;

  /** The most frequent of them in words, as they come. */
  public static String words(List<BrokenRule> rules) {
    String most =
        rules.stream()
            .limit(TOLD)
            .map(each -> each.rule + " (" + Quantity.of(each.rows, "row") + ")")
            .collect(Collectors.joining(", "));
    return rules.size() <= TOLD
        ? most
        : most + String.format(Locale.ROOT, " and %d more", rules.size() - TOLD);
  }
}
