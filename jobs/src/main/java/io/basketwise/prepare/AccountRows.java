package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.LabelColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Ledger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;

/** Tells where every row of an input went, as seen by a view of the lake. */
public final class AccountRows {
  private final Lake lake;
  private final LakeView view;
  private final List<String> notes = new ArrayList<>();

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

  /** What of the accounts that were made is worth telling. */
  public List<String> notes() {
    return List.copyOf(notes);
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
    CatalogView.Counts counts = view.catalogCounts();
    if (view.looksBack() || counts.seen() < counts.items()) {
      notes.add(
          String.format(
              Locale.ROOT,
              view.looksBack()
                  ? "catalog: nothing in it was written up to the as-of date; of %,d of %,d items,"
                      + " those that were bought, it tells what they are, but neither price, cost,"
                      + " stock nor status"
                  : "catalog: the as-of date knows %,d of %,d items; what was written of the others"
                      + " is later",
              counts.seen(),
              counts.items()));
    }
    return account(
        Table.CATALOG,
        ledger,
        counts.seen(),
        0,
        0,
        counts.seen() + counts.unseen(),
        counts.unseen());
  }

  /** Of the rows that the view knows one stays for each session. */
  private RowAccount labels(Ledger ledger) {
    Row rows =
        view.labelRows().agg(count(lit(1)), countDistinct(col(LabelColumns.SESSION_ID))).first();
    long used = rows.getLong(1);
    long unseen = ledger.counts().good() - rows.getLong(0);
    return account(Table.LABELS, ledger, used, 0, 0, used + unseen, unseen);
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
