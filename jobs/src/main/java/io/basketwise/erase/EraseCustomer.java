package io.basketwise.erase;

import static org.apache.spark.sql.functions.col;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Erased;
import io.basketwise.intake.Intake;
import io.basketwise.models.artifact.Json;
import io.basketwise.prepare.Joins;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareOrders;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Removes a person from a lake: the customer's rows, and the rows of the visitors that the customer
 * was seen as, but for those that name another customer. The keys of the rows are compared as data,
 * never written into a condition, because the log of a table keeps conditions for ever.
 */
public final class EraseCustomer {
  private final SparkSession spark;
  private final Lake lake;
  private final Intake intake;
  private final PrepareOrders orders;
  private final PrepareClicks clicks;

  /** Erases from a lake. */
  public EraseCustomer(
      SparkSession spark, Lake lake, Intake intake, PrepareOrders orders, PrepareClicks clicks) {
    this.spark = spark;
    this.lake = lake;
    this.intake = intake;
    this.orders = orders;
    this.clicks = clicks;
  }

  /**
   * Removes a customer everywhere, the tables' past included.
   *
   * @param at rows of the inputs up to this instant are left out from now on
   */
  public Receipt run(String customer, Instant at) {
    List<String> visitors = visitors(customer);
    List<String> people = new ArrayList<>(visitors);
    people.add(customer);
    Erased erased = intake.erased().and(people, at);
    // First of all, so that a run after a crash does not read the person in again.
    intake.record(erased);
    Map<String, Long> removed = new TreeMap<>();
    orders(customer, removed);
    clicks(customer, visitors, removed);
    removed.put(Lake.QUARANTINE, quarantine(people));
    Lake.tables().forEach(lake::forgetPast);
    return new Receipt(erased.hash(customer), at, visitors.size(), removed);
  }

  private List<String> visitors(String customer) {
    return lake.exists(Lake.EVENTS)
        ? lake.read(Lake.EVENTS)
            .filter(col(ClickColumns.CUSTOMER_ID).equalTo(customer))
            .select(ClickColumns.VISITOR_ID)
            .distinct()
            .as(Encoders.STRING())
            .collectAsList()
        : List.of();
  }

  private void orders(String customer, Map<String, Long> removed) {
    if (!lake.exists(Lake.ORDERS)) {
      return;
    }
    // Collected: a person's orders, which are few, and which the table no longer tells afterwards.
    Dataset<Row> ids =
        local(
            OrderColumns.ORDER_ID,
            lake.read(Lake.ORDERS)
                .filter(col(OrderColumns.CUSTOMER_ID).equalTo(customer))
                .select(OrderColumns.ORDER_ID)
                .distinct()
                .as(Encoders.STRING())
                .collectAsList());
    long lines = lake.remove(Lake.ORDERS, local(OrderColumns.CUSTOMER_ID, List.of(customer)));
    removed.put(Lake.ORDERS, lines);
    removed.put(Lake.BASKETS, lake.remove(Lake.BASKETS, ids));
    orders.restore(ids);
    account(Table.ORDERS, Lake.ORDERS, lines);
  }

  private void clicks(String customer, List<String> visitors, Map<String, Long> removed) {
    if (!lake.exists(Lake.EVENTS)) {
      return;
    }
    Dataset<Row> events = lake.read(Lake.EVENTS);
    Dataset<Row> theirs =
        Joins.having(events, local(ClickColumns.VISITOR_ID, visitors))
            .filter(
                col(ClickColumns.CUSTOMER_ID)
                    .isNull()
                    .or(col(ClickColumns.CUSTOMER_ID).equalTo(customer)));
    // Collected: one person's sessions and events.
    Dataset<Row> sessions = local(ClickColumns.SESSION_ID, texts(theirs, ClickColumns.SESSION_ID));
    Dataset<Row> ids = local(ClickColumns.EVENT_ID, texts(theirs, ClickColumns.EVENT_ID));
    long rows = lake.remove(Lake.EVENTS, ids);
    removed.put(Lake.EVENTS, rows);
    removed.put(Lake.SESSIONS, lake.remove(Lake.SESSIONS, sessions));
    removed.put(Lake.LABELS, lake.remove(Lake.LABELS, sessions));
    clicks.restore(sessions);
    account(Table.CLICKS, Lake.EVENTS, rows);
  }

  private static List<String> texts(Dataset<Row> rows, String column) {
    return rows.select(column).distinct().as(Encoders.STRING()).collectAsList();
  }

  /** Quarantined rows keep their raw values as JSON. */
  private long quarantine(List<String> people) {
    if (!lake.exists(Lake.QUARANTINE)) {
      return 0;
    }
    Dataset<Row> rows = lake.read(Lake.QUARANTINE);
    List<String> theirs =
        rows.select("raw")
            .distinct()
            .as(Encoders.STRING())
            .filter((FilterFunction<String>) raw -> names(raw, people))
            .collectAsList();
    return lake.remove(Lake.QUARANTINE, local("raw", theirs));
  }

  private static boolean names(String raw, List<String> people) {
    return ((Map<?, ?>) Json.read(raw))
        .values().stream().anyMatch(value -> value != null && people.contains(id(value)));
  }

  /** A source may keep its ids as numbers. */
  private static String id(Object value) {
    return value.toString().replaceFirst("\\.0$", "");
  }

  /** What was removed counts as filtered from now on, so that every row read is accounted for. */
  private void account(Table table, String of, long rows) {
    long batch = lake.batch(of);
    intake
        .ledger(table, batch)
        .ifPresent(ledger -> intake.record(table, ledger.filteringMore(rows)));
  }

  private Dataset<Row> local(String column, List<String> values) {
    return spark.createDataset(values, Encoders.STRING()).toDF(column);
  }
}
