package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.InputTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Observation;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Clicks of the contract become events with a session: one row an event id, sessions cut. */
public final class PrepareClicks {
  private static final String COPY = "__copy";
  private static final String USED = "used";
  private static final String DUPLICATE = "duplicate";

  private final Lake lake;

  /** Prepares into a lake. */
  public PrepareClicks(Lake lake) {
    this.lake = lake;
  }

  /** Writes the events and sessions of the window and accounts for every row read. */
  public RowAccount run(InputTable clicks, TimeWindow window, int sessionGapMinutes) {
    Column at = col(ClickColumns.OCCURRED_AT);
    Sifted sifted =
        Sifted.of(
            clicks,
            at.lt(lit(TimeWindow.midnight(window.first())))
                .or(at.geq(lit(TimeWindow.midnight(window.asOf())))));
    Observation copies = new Observation("events");
    Dataset<Row> distinct =
        markCopies(sifted.candidates())
            .observe(
                copies,
                count_if(col(COPY).equalTo(false)).as(USED),
                count_if(col(COPY)).as(DUPLICATE))
            .filter(col(COPY).equalTo(false))
            .drop(COPY);
    lake.replace(Lake.EVENTS, cutSessions(distinct, sessionGapMinutes));
    lake.replace(Lake.SESSIONS, sessions(lake.read(Lake.EVENTS)));
    return sifted.account(
        Table.CLICKS, Observed.count(copies, USED), 0, Observed.count(copies, DUPLICATE), 0);
  }

  /** Of several events with one id the earliest stays, ties broken by all columns. */
  private static Dataset<Row> markCopies(Dataset<Row> events) {
    List<Column> order = new ArrayList<>();
    order.add(col(ClickColumns.EVENT_ID));
    order.add(col(ClickColumns.OCCURRED_AT));
    for (String column : events.columns()) {
      order.add(col(column));
    }
    StructType schema = events.schema().add(COPY, DataTypes.BooleanType, false);
    return events
        .repartition(col(ClickColumns.EVENT_ID))
        .sortWithinPartitions(order.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>) rows -> new MarkedCopies(rows), Encoders.row(schema));
  }

  private static final class MarkedCopies implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private String last = "";

    MarkedCopies(Iterator<Row> sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean hasNext() {
      return sorted.hasNext();
    }

    @Override
    public Row next() {
      Row row = sorted.next();
      String id = row.getAs(ClickColumns.EVENT_ID);
      boolean copy = id.equals(last);
      last = id;
      return append(row, copy);
    }
  }

  private static Dataset<Row> cutSessions(Dataset<Row> events, int gapMinutes) {
    StructType schema = events.schema();
    int session = schema.fieldIndex(ClickColumns.SESSION_ID);
    long gapMillis = gapMinutes * 60_000L;
    return events
        .repartition(col(ClickColumns.VISITOR_ID))
        .sortWithinPartitions(
            col(ClickColumns.VISITOR_ID), col(ClickColumns.OCCURRED_AT), col(ClickColumns.EVENT_ID))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> new CutSessions(rows, new SessionCutter(gapMillis), session),
            Encoders.row(schema));
  }

  private static final class CutSessions implements Iterator<Row> {
    private final Iterator<Row> sorted;
    private final SessionCutter cutter;
    private final int sessionField;

    CutSessions(Iterator<Row> sorted, SessionCutter cutter, int sessionField) {
      this.sorted = sorted;
      this.cutter = cutter;
      this.sessionField = sessionField;
    }

    @Override
    public boolean hasNext() {
      return sorted.hasNext();
    }

    @Override
    public Row next() {
      Row row = sorted.next();
      if (!row.isNullAt(sessionField)) {
        return row;
      }
      Object[] values = values(row, row.size());
      Instant at = row.<java.sql.Timestamp>getAs(ClickColumns.OCCURRED_AT).toInstant();
      values[sessionField] =
          cutter.session(Objects.requireNonNull(row.getAs(ClickColumns.VISITOR_ID)), at);
      return RowFactory.create(values);
    }
  }

  private static Dataset<Row> sessions(Dataset<Row> events) {
    return events
        .groupBy(col(ClickColumns.SESSION_ID))
        .agg(
            functions.min(ClickColumns.VISITOR_ID).as(ClickColumns.VISITOR_ID),
            functions.min(ClickColumns.CUSTOMER_ID).as(ClickColumns.CUSTOMER_ID),
            functions.min(ClickColumns.OCCURRED_AT).as("started_at"),
            functions.max(ClickColumns.OCCURRED_AT).as("ended_at"),
            functions.count(lit(1)).as("events"),
            functions.countDistinct(ClickColumns.ITEM_ID).as("items"),
            functions.max(col(ClickColumns.EVENT_TYPE).equalTo("purchase")).as("purchased"));
  }

  private static Row append(Row row, Object value) {
    Object[] values = values(row, row.size() + 1);
    values[row.size()] = value;
    return RowFactory.create(values);
  }

  private static Object[] values(Row row, int length) {
    Object[] values = new Object[length];
    for (int i = 0; i < row.size(); i++) {
      values[i] = row.get(i);
    }
    return values;
  }
}
