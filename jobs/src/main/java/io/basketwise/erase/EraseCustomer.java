package io.basketwise.erase;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.LabelColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.intake.Erased;
import io.basketwise.intake.Intake;
import io.basketwise.prepare.Joins;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.OrderLines;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareOrders;
import io.basketwise.prepare.WriteQuarantine;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Removes a person from a lake: the customer's rows, the rows of the visitors that the customer was
 * seen as, and what was ordered or labelled in their sessions, but for rows that name another
 * customer. The keys of the rows are compared as data, never written into a condition, because the
 * log of a table keeps conditions for ever.
 *
 * <p>Orders and events go after all that they tell of, events last: they tell which rows are the
 * person's, so that a run after one that was cut off finds all that is left.
 */
public final class EraseCustomer {
  private static final JsonFactory JSON = new JsonFactory();

  private static final Column[] KNOWN_BY = {
    col(ClickColumns.CUSTOMER_ID), col(ClickColumns.VISITOR_ID), col(ClickColumns.SESSION_ID)
  };

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
   * A person as the lake knows them now.
   *
   * @param orders that their purchase events name
   */
  record Person(
      Optional<String> customer,
      List<String> visitors,
      List<String> sessions,
      List<String> orders) {
    List<String> ids() {
      return Stream.concat(visitors.stream(), customer.stream()).toList();
    }

    /** All that the person is as a buyer. */
    List<String> buyers() {
      return Stream.of(
              customer.stream().map(OrderLines::customer),
              sessions.stream().map(OrderLines::guest),
              orders.stream().map(OrderLines::nobody))
          .flatMap(all -> all)
          .toList();
    }
  }

  /**
   * Removes a person everywhere, the tables' past included.
   *
   * @param at rows of the inputs up to this instant are left out from now on
   * @param told what was removed so far, after each step, so that a run that is cut off has told of
   *     its part
   */
  public Receipt run(Subject subject, Instant at, Consumer<Receipt> told) {
    Person person = find(subject);
    Map<String, Long> removed = new TreeMap<>();
    for (Runnable step : steps(person, at, removed)) {
      step.run();
      told.accept(receipt(subject, person, at, removed, false));
    }
    Receipt receipt = receipt(subject, person, at, removed, true);
    told.accept(receipt);
    return receipt;
  }

  private Receipt receipt(
      Subject subject, Person person, Instant at, Map<String, Long> removed, boolean complete) {
    Erased erased = intake.erased();
    return new Receipt(
        subject.customer().isPresent() ? "customer" : "visitor",
        subject
            .customer()
            .map(erased::customerHash)
            .orElseGet(() -> erased.visitorHash(subject.visitors().get(0))),
        at,
        person.visitors().size(),
        removed,
        complete,
        Receipt.NOT_YET);
  }

  /** Whether a visitor of this id is left, of whom nothing tells that it is any customer. */
  public boolean leavesVisitor(String id) {
    return lake.exists(Lake.EVENTS)
        && !lake.read(Lake.EVENTS)
            .filter(isNobodys().and(col(ClickColumns.VISITOR_ID).equalTo(id)))
            .isEmpty();
  }

  /** The person, looked up while the orders and the events are still there. */
  Person find(Subject subject) {
    Column named = customerIs(subject.customer());
    List<String> ordered =
        lake.exists(Lake.ORDERS)
            ? texts(lake.read(Lake.ORDERS).filter(named), OrderColumns.SESSION_ID)
            : List.of();
    if (!lake.exists(Lake.EVENTS)) {
      return new Person(subject.customer(), subject.visitors(), ordered, List.of());
    }
    Dataset<Row> events = lake.read(Lake.EVENTS).select(KNOWN_BY);
    Dataset<Row> sessions =
        lake.exists(Lake.SESSIONS) ? lake.read(Lake.SESSIONS).select(KNOWN_BY) : events.limit(0);
    // A crash may have left sessions of events that are gone.
    Dataset<Row> stale =
        Joins.lacking(sessions.filter(named), events.select(ClickColumns.SESSION_ID));
    List<String> visitors =
        both(subject.visitors(), texts(events.filter(named).union(stale), ClickColumns.VISITOR_ID));
    Dataset<Row> theirs =
        sessions.filter(
            named.or(isNobodys().and(PrepareClicks.visitor().isin(visitors.toArray()))));
    Dataset<Row> theirEvents = events(subject.customer(), visitors);
    Dataset<Row> seen = theirEvents.select(KNOWN_BY).union(theirs);
    List<String> purchases = texts(theirEvents.filter(isPurchase()), ClickColumns.ORDER_ID);
    return new Person(
        subject.customer(),
        visitors,
        both(both(ordered, texts(seen, ClickColumns.SESSION_ID)), guestSessions(purchases)),
        purchases);
  }

  /** The sessions that guests' lines of orders name, as another system may have cut them. */
  private List<String> guestSessions(List<String> orders) {
    return lake.exists(Lake.ORDERS)
        ? texts(
            lake.read(Lake.ORDERS)
                .filter(isNobodys().and(col(OrderColumns.ORDER_ID).isin(orders.toArray()))),
            OrderColumns.SESSION_ID)
        : List.of();
  }

  private static List<String> both(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /** What is to be done, in this order; each step commits to one table at most. */
  List<Runnable> steps(Person person, Instant at, Map<String, Long> removed) {
    return List.of(
        // First of all, so that a run after a crash does not read the person in again.
        () -> {
          lake.check();
          intake.record(erased(person, at));
        },
        () -> removed.put(Lake.QUARANTINE, quarantine(person)),
        () -> removed.put(Lake.BASKETS, orders.eraseFromBaskets(person.buyers())),
        () -> remove(Table.LABELS, local(LabelColumns.SESSION_ID, person.sessions()), removed),
        () -> remove(Table.ORDERS, local(OrderLines.BUYER, person.buyers()), removed),
        () -> removed.put(Lake.SESSIONS, sessions(person)),
        () -> remove(Table.CLICKS, eventIds(person), removed),
        () -> Lake.tables().forEach(lake::forgetPast));
  }

  private Erased erased(Person person, Instant at) {
    return intake
        .erased()
        .and(
            person.customer().stream().toList(),
            person.visitors(),
            person.sessions(),
            person.orders(),
            at);
  }

  private long quarantine(Person person) {
    if (!lake.exists(Lake.QUARANTINE)) {
      return 0;
    }
    Dataset<Row> held = lake.read(Lake.QUARANTINE);
    Dataset<Row> rows = WriteQuarantine.told(held);
    Column visitor = col(ClickColumns.VISITOR_ID);
    Column session = col(ClickColumns.SESSION_ID);
    Column order = col(OrderColumns.ORDER_ID);
    Column theirs =
        customerIs(person.customer())
            .or(
                isNobodys()
                    .and(
                        visitor
                            .isin(person.visitors().toArray())
                            .or(session.isin(person.sessions().toArray()))
                            .or(order.isin(person.orders().toArray()))));
    Set<String> ids = new HashSet<>(person.sessions());
    ids.addAll(person.ids());
    Dataset<Row> unnamed =
        rows.filter(isNobodys().and(visitor.isNull()).and(session.isNull()))
            .filter((FilterFunction<Row>) row -> names(row.getAs(WriteQuarantine.RAW), ids));
    // With whose they are, which an early table tells less of: of rows without consent all raw
    // values are alike. Collected: one person's rows.
    Dataset<Row> found = rows.filter(theirs).union(unnamed).select(shared(rows, held)).distinct();
    return lake.remove(
        Lake.QUARANTINE, spark.createDataFrame(found.collectAsList(), found.schema()));
  }

  private static Column[] shared(Dataset<Row> some, Dataset<Row> others) {
    List<String> there = List.of(others.columns());
    return Stream.of(some.columns())
        .filter(there::contains)
        .map(column -> col(column))
        .toArray(Column[]::new);
  }

  /** Whether a row of which the mapping has made nobody's tells of the person all the same. */
  static boolean names(String raw, Set<String> ids) {
    try (JsonParser json = JSON.createParser(raw)) {
      while (json.nextToken() != null) {
        if (json.currentToken().isScalarValue() && ids.contains(id(json.getText()))) {
          return true;
        }
      }
      return false;
    } catch (IOException damaged) {
      return ids.stream().anyMatch(raw::contains);
    }
  }

  /** A source may keep its ids as numbers. */
  private static String id(String value) {
    return value.replaceFirst("\\.0$", "");
  }

  private long sessions(Person person) {
    return lake.exists(Lake.EVENTS)
        ? clicks.eraseFromSessions(
            local(ClickColumns.SESSION_ID, person.sessions()), eventIds(person))
        : 0;
  }

  private Dataset<Row> eventIds(Person person) {
    return local(
        ClickColumns.EVENT_ID,
        lake.exists(Lake.EVENTS)
            ? texts(events(person.customer(), person.visitors()), ClickColumns.EVENT_ID)
            : List.of());
  }

  /** The events of a customer and of visitors, but for those that name another customer. */
  private Dataset<Row> events(Optional<String> customer, List<String> visitors) {
    return Joins.having(lake.read(Lake.EVENTS), local(ClickColumns.VISITOR_ID, visitors))
        .filter(isNobodys().or(customerIs(customer)));
  }

  private static Column customerIs(Optional<String> customer) {
    return customer.map(id -> col(ClickColumns.CUSTOMER_ID).equalTo(id)).orElse(lit(false));
  }

  private static Column isPurchase() {
    return col(ClickColumns.EVENT_TYPE).equalTo("purchase");
  }

  private static Column isNobodys() {
    return col(ClickColumns.CUSTOMER_ID).isNull();
  }

  /** What is removed counts as filtered from now on, so that every row read is accounted for. */
  private void remove(Table table, Dataset<Row> keys, Map<String, Long> removed) {
    String of = Lake.of(table);
    long rows = lake.remove(of, keys);
    removed.put(of, rows);
    if (rows > 0) {
      lake.check();
      intake
          .ledger(table, lake.batch(of))
          .ifPresent(ledger -> intake.record(table, ledger.filteringMore(rows)));
    }
  }

  /** Collected: one person's rows. */
  private static List<String> texts(Dataset<Row> rows, String column) {
    return rows.select(column)
        .filter(col(column).isNotNull())
        .distinct()
        .as(Encoders.STRING())
        .collectAsList();
  }

  private Dataset<Row> local(String column, List<String> values) {
    return spark.createDataset(values, Encoders.STRING()).toDF(column);
  }
}
