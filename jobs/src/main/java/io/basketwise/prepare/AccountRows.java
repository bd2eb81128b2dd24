package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.LabelColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Ledger;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Tells where every row of an input went, as seen by a view of the lake. */
public final class AccountRows {
  private final Lake lake;
  private final LakeView view;

  /** Accounts for what a view sees. */
  public AccountRows(Lake lake, LakeView view) {
    this.lake = lake;
    this.view = view;
  }

  /** The account of a table with its ledger. */
  public RowAccount of(Table table, Ledger ledger) {
    return switch (table) {
      case ORDERS -> orders(ledger);
      case CLICKS -> clicks(ledger);
      case CATALOG -> catalog(ledger);
      case LABELS -> labels(ledger);
    };
  }

  private RowAccount orders(Ledger ledger) {
    Column inside = view.isInside(col(OrderColumns.ORDERED_AT));
    Column left = LakeView.isBought().and(col(LakeView.NET_QUANTITY).gt(0));
    Column unmatched = col(OrderLines.FATE).equalTo(OrderLines.Fate.UNMATCHED_RETURN.name());
    Row lines =
        view.allOrderLines()
            .agg(
                count(lit(1)),
                count_if(inside),
                count_if(inside.and(left)),
                count_if(inside.and(unmatched)))
            .first();
    long distinct = lines.getLong(0);
    long known = lines.getLong(1);
    long used = lines.getLong(2);
    return account(
        Table.ORDERS, ledger, used, known - used, lines.getLong(3), distinct, distinct - known);
  }

  private RowAccount clicks(Ledger ledger) {
    Row events =
        lake.read(Lake.EVENTS)
            .agg(count(lit(1)), count_if(view.isInside(col(ClickColumns.OCCURRED_AT))))
            .first();
    long inside = events.getLong(1);
    return account(
        Table.CLICKS, ledger, inside, 0, 0, events.getLong(0), events.getLong(0) - inside);
  }

  private RowAccount catalog(Ledger ledger) {
    Column known = not(view.isLater());
    Row rows =
        lake.read(Lake.CATALOG)
            .agg(
                count_if(known),
                countDistinct(
                    org.apache.spark.sql.functions.when(known, col(CatalogColumns.ITEM_ID))))
            .first();
    return distinct(Table.CATALOG, ledger, rows);
  }

  private RowAccount labels(Ledger ledger) {
    Row rows =
        lake.read(Lake.LABELS)
            .agg(count(lit(1)), countDistinct(col(LabelColumns.SESSION_ID)))
            .first();
    return distinct(Table.LABELS, ledger, rows);
  }

  /** Of the rows that the view knows one stays for each key. */
  private static RowAccount distinct(Table table, Ledger ledger, Row rows) {
    long later = ledger.counts().good() - rows.getLong(0);
    return account(table, ledger, rows.getLong(1), 0, 0, rows.getLong(1) + later, later);
  }

  private static RowAccount account(
      Table table,
      Ledger ledger,
      long used,
      long netted,
      long unmatchedReturns,
      long distinct,
      long outside) {
    Ledger.Counts counts = ledger.counts();
    return new RowAccount(
        table,
        counts.read(),
        used,
        netted,
        counts.good() - distinct,
        counts.filtered() + outside,
        counts.quarantined(),
        unmatchedReturns,
        outside);
  }
}
