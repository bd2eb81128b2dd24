package io.basketwise.prepare;

import io.basketwise.config.Table;
import java.util.Locale;

/**
 * Where every row of an input went: {@code read = used + netted + duplicate + filtered +
 * quarantined}.
 *
 * @param used rows that the models see, with what is left of their quantity
 * @param netted rows that a cancellation or return took away, and those cancellations and returns
 * @param duplicate further copies of a row
 * @param filtered rows dropped by the configured {@code where}, or outside the window
 * @param quarantined rows that break a rule of the contract
 * @param unmatchedReturns of the netted: returns whose purchase is not among the rows
 * @param outsideWindow of the filtered: rows before the window or on and after the as-of date
 */
public record RowAccount(
    Table table,
    long read,
    long used,
    long netted,
    long duplicate,
    long filtered,
    long quarantined,
    long unmatchedReturns,
    long outsideWindow) {

  public RowAccount {
    if (read != used + netted + duplicate + filtered + quarantined) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "Rows of %s do not add up: read %d, used %d, netted %d, duplicate %d, filtered %d, quarantined %d",
              table.key(),
              read,
              used,
              netted,
              duplicate,
              filtered,
              quarantined));
    }
  }
}
