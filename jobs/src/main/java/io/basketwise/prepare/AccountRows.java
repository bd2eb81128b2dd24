package io.basketwise.prepare;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.every;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
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
  private static final String LATER = "later";
  private static final String ONLY_LATER = "only_later";

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
    Column later = view.isLater();
    Row items =
        lake.read(Lake.CATALOG)
            .groupBy(col(CatalogColumns.ITEM_ID))
            .agg(count_if(later).as(LATER), every(later).as(ONLY_LATER))
            .agg(count(lit(1)), coalesce(sum(LATER), lit(0L)), count_if(col(ONLY_LATER)))
            .first();
    long used = items.getLong(0);
    long onlyLater = items.getLong(2);
    if (onlyLater > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "catalog: of %,d of %,d items nothing was written before the as-of date; what was"
                  + " written first after it is used",
              onlyLater,
              used));
    }
    long unseen = items.getLong(1) - onlyLater;
    return account(Table.CATALOG, ledger, used, 0, 0, used + unseen, unseen);
  }

  /** Of the rows that the view knows one stays for each session. */
  private RowAccount labels(Ledger ledger) {
    Row rows =
        lake.read(Lake.LABELS)
            .agg(count(lit(1)), countDistinct(col(LabelColumns.SESSION_ID)))
            .first();
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
