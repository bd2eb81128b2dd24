package io.basketwise.prepare;

import static org.apache.spark.sql.functions.aggregate;
import static org.apache.spark.sql.functions.array_distinct;
import static org.apache.spark.sql.functions.array_min;
import static org.apache.spark.sql.functions.array_sort;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.filter;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.size;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.when;

import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.LabelColumns;
import io.basketwise.inputs.OrderColumns;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The lake as it looked from a day on which a run is made: rows of the window alone, and nothing of
 * what happened on or after the as-of date, neither orders nor returns of earlier ones.
 */
public final class LakeView {
  /** Units that stay bought. */
  public static final String NET_QUANTITY = "net_quantity";

  /** The basket's items, ascending, each once. */
  public static final String ITEMS = "items";

  private final Lake lake;
  private final TimeWindow window;
  private final Column from;
  private final Column until;
  private Optional<CatalogView> catalog = Optional.empty();

  /** A lake as of the end of a window. */
  public LakeView(Lake lake, TimeWindow window) {
    this.lake = lake;
    this.window = window;
    this.from = lit(TimeWindow.midnight(window.first()));
    this.until = lit(TimeWindow.midnight(window.asOf()));
  }

  /** Order lines of which something is left, with {@link #NET_QUANTITY}. */
  public Dataset<Row> orders() {
    return orderLines()
        .filter(isBought().and(col(NET_QUANTITY).gt(0)))
        .drop(OrderLines.FATE, OrderLines.TAKEN, OrderLines.GONE_AT);
  }

  /**
   * Order lines that were bought before the as-of date, before the window too, and those of which
   * nothing is left as well: these have the time of the return that took the last of it, {@link
   * OrderLines#GONE_AT}.
   */
  public Dataset<Row> everBought() {
    Column gone = col(OrderLines.GONE_AT);
    return allOrderLines()
        .filter(isBought().and(col(OrderColumns.ORDERED_AT).lt(until)))
        .withColumn(OrderLines.GONE_AT, when(gone.lt(until), gone))
        .drop(OrderLines.FATE, OrderLines.TAKEN);
  }

  /** All order lines of the window, with what is left of each. */
  private Dataset<Row> orderLines() {
    return allOrderLines().filter(isInside(col(OrderColumns.ORDERED_AT)));
  }

  /** All order lines, of whatever time, with what the window's end sees left of each. */
  Dataset<Row> allOrderLines() {
    Column left =
        aggregate(
            filter(col(OrderLines.TAKEN), taken -> taken.getField(OrderLines.TAKEN_AT).lt(until)),
            col(OrderColumns.QUANTITY),
            (units, taken) -> units.minus(taken.getField(OrderLines.UNITS)));
    return lake.read(Lake.ORDERS)
        .withColumn(
            NET_QUANTITY,
            when(col(OrderLines.TAKEN).isNull(), col(OrderColumns.QUANTITY)).otherwise(left));
  }

  static Column isBought() {
    return col(OrderLines.FATE).equalTo(OrderLines.Fate.PLACED.name());
  }

  /** One row per order of which something is left, with {@link #ITEMS}. */
  public Dataset<Row> baskets() {
    String lines = PrepareOrders.LINES;
    Column left =
        filter(
            col(lines),
            line ->
                isInside(line.getField(OrderColumns.ORDERED_AT))
                    .and(
                        line.getField(OrderLines.GONE_AT)
                            .isNull()
                            .or(line.getField(OrderLines.GONE_AT).geq(until))));
    return lake.read(Lake.BASKETS)
        .withColumn(lines, left)
        .filter(size(col(lines)).gt(0))
        .select(
            col(OrderColumns.ORDER_ID),
            array_min(field(lines, OrderColumns.ORDERED_AT)).as(OrderColumns.ORDERED_AT),
            array_min(field(lines, OrderLines.BUYER)).as(OrderLines.BUYER),
            array_sort(array_distinct(field(lines, OrderColumns.ITEM_ID))).as(ITEMS));
  }

  private static Column field(String lines, String name) {
    return transform(col(lines), line -> line.getField(name));
  }

  /** Events with their session. */
  public Dataset<Row> events() {
    return lake.read(Lake.EVENTS)
        .filter(isInside(col(ClickColumns.OCCURRED_AT)))
        .drop(EventSessions.NAMED_SESSION);
  }

  /** Number of sessions of which the window has events. */
  public long sessions() {
    return lake.read(Lake.SESSIONS)
        .filter(col(PrepareClicks.STARTED_AT).lt(until).and(col(PrepareClicks.ENDED_AT).geq(from)))
        .count();
  }

  /** How far the sessions that began in the window came before its end. */
  public Funnel funnel() {
    return Funnel.of(
        lake.read(Lake.SESSIONS).filter(isInside(col(PrepareClicks.STARTED_AT))), until);
  }

  /** One row an item, as {@link CatalogView} tells. */
  public Dataset<Row> catalog() {
    return seenCatalog().rows();
  }

  /** How much of the catalog the as-of date sees. */
  CatalogView.Counts catalogCounts() {
    return seenCatalog().counts();
  }

  /** Whether all that is known of items was written after the as-of date. */
  boolean looksBack() {
    return seenCatalog().isHindsight();
  }

  private CatalogView seenCatalog() {
    if (catalog.isEmpty()) {
      catalog = Optional.of(new CatalogView(lake.read(Lake.CATALOG), orders(), window));
    }
    return catalog.get();
  }

  /** The intent of labelled sessions: of several for one the first by name. */
  public Dataset<Row> labels() {
    return labelRows()
        .groupBy(col(LabelColumns.SESSION_ID))
        .agg(min(LabelColumns.INTENT).as(LabelColumns.INTENT));
  }

  /**
   * Labels of sessions that were over in the window: what one was about is known then. Whether one
   * went on after the as-of date must not matter, because a run of then did not know either.
   */
  Dataset<Row> labelRows() {
    Dataset<Row> over =
        events()
            .groupBy(LabelColumns.SESSION_ID)
            .agg(max(ClickColumns.OCCURRED_AT).as(PrepareClicks.ENDED_AT))
            .filter(col(PrepareClicks.ENDED_AT).leq(lit(window.sessionsOver())));
    return Joins.having(lake.read(Lake.LABELS), over.select(LabelColumns.SESSION_ID));
  }

  /** Whether a moment lies in the window. */
  Column isInside(Column moment) {
    return moment.geq(from).and(moment.lt(until));
  }
}
