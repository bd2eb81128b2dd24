package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.basketwise.config.Table;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.inputs.ContractColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * The lake's events: one row an event id, each with a session. Of several events with one id the
 * earliest stays. A cut session is named by its visitor and its start, so that later events change
 * nothing of it: that is why one table serves every as-of date.
 */
final class EventSessions {
  /** The session that the source named; null where it was cut. */
  static final String NAMED_SESSION = "named_session";

  /** In changes only: the session that the event had in the lake before; null for none. */
  static final String WAS = "__was";

  /** In changes only: when the lake had the event happen before; null for never. */
  static final String WAS_AT = "__was_at";

  private static final String KNOWN = "__known";

  private EventSessions() {}

  /** The events of the contract as events of the lake. */
  static Dataset<Row> of(Dataset<Row> fresh, int gapMinutes) {
    return cut(first(arriving(fresh)), gapMinutes).drop(KNOWN, WAS, WAS_AT);
  }

  /** The same of events that all come with their session: nothing is to be cut. */
  static Dataset<Row> ofNamed(Dataset<Row> fresh) {
    return byVisitor(first(arriving(fresh))).drop(KNOWN, WAS, WAS_AT);
  }

  /**
   * What events of the contract change in the lake: new ones, earlier copies of known ones, and
   * known ones that now belong to another session. Other visitors' events are not looked at.
   */
  static Dataset<Row> changes(Dataset<Row> lake, Dataset<Row> fresh, int gapMinutes) {
    Dataset<Row> known =
        lake.withColumn(WAS, col(ClickColumns.SESSION_ID))
            .withColumn(WAS_AT, col(ClickColumns.OCCURRED_AT))
            .withColumn(ClickColumns.SESSION_ID, col(NAMED_SESSION))
            .withColumn(KNOWN, lit(true));
    Dataset<Row> arriving = arriving(fresh);
    Dataset<Row> ids = arriving.select(ClickColumns.EVENT_ID);
    Dataset<Row> copies = Joins.having(known, ids);
    Dataset<Row> visitors =
        arriving.select(ClickColumns.VISITOR_ID).union(copies.select(ClickColumns.VISITOR_ID));
    Dataset<Row> others = Joins.lacking(Joins.having(known, visitors), ids);
    return cut(first(arriving.unionByName(copies)).unionByName(others), gapMinutes)
        .filter(not(col(KNOWN)).or(not(col(ClickColumns.SESSION_ID).eqNullSafe(col(WAS)))))
        .drop(KNOWN);
  }

  private static Dataset<Row> arriving(Dataset<Row> fresh) {
    return fresh
        .withColumn(NAMED_SESSION, col(ClickColumns.SESSION_ID))
        .withColumn(WAS, lit(null).cast("string"))
        .withColumn(WAS_AT, lit(null).cast("timestamp"))
        .withColumn(KNOWN, lit(false));
  }

  private static Dataset<Row> first(Dataset<Row> events) {
    List<Column> order = new ArrayList<>();
    order.add(col(ClickColumns.EVENT_ID));
    order.add(col(ClickColumns.OCCURRED_AT));
    Contract.of(Table.CLICKS).columns().stream()
        .map(ContractColumn::name)
        .forEach(column -> order.add(col(column)));
    order.add(col(KNOWN).desc());
    int id = events.schema().fieldIndex(ClickColumns.EVENT_ID);
    int was = events.schema().fieldIndex(WAS);
    int wasAt = events.schema().fieldIndex(WAS_AT);
    return events
        .repartition(col(ClickColumns.EVENT_ID))
        .sortWithinPartitions(order.toArray(Column[]::new))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows ->
                    Streams.of(new Groups<>(rows, (a, b) -> a.get(id).equals(b.get(id))))
                        .map(copies -> earliest(copies, was, wasAt))
                        .iterator(),
            Encoders.row(events.schema()));
  }

  /** The first of several copies, with what the lake has of the event. */
  private static Row earliest(List<Row> copies, int was, int wasAt) {
    Row first = copies.get(0);
    return copies.stream()
        .filter(copy -> !copy.isNullAt(was))
        .findFirst()
        .map(known -> with(with(first, was, known.get(was)), wasAt, known.get(wasAt)))
        .orElse(first);
  }

  private static Dataset<Row> cut(Dataset<Row> events, int gapMinutes) {
    StructType schema = events.schema();
    int visitor = schema.fieldIndex(ClickColumns.VISITOR_ID);
    int at = schema.fieldIndex(ClickColumns.OCCURRED_AT);
    int session = schema.fieldIndex(ClickColumns.SESSION_ID);
    long gapMillis = gapMinutes * 60_000L;
    return byVisitor(events)
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> {
                  SessionCutter cutter = new SessionCutter(gapMillis);
                  return Streams.of(rows)
                      .map(
                          row ->
                              row.isNullAt(session)
                                  ? with(row, session, named(cutter, row, visitor, at))
                                  : row)
                      .iterator();
                },
            Encoders.row(schema));
  }

  private static Dataset<Row> byVisitor(Dataset<Row> events) {
    return events
        .repartition(col(ClickColumns.VISITOR_ID))
        .sortWithinPartitions(
            col(ClickColumns.VISITOR_ID),
            col(ClickColumns.OCCURRED_AT),
            col(ClickColumns.EVENT_ID));
  }

  private static String named(SessionCutter cutter, Row row, int visitor, int at) {
    return cutter.session(row.getString(visitor), row.getTimestamp(at).toInstant());
  }

  private static Row with(Row row, int column, Object value) {
    Object[] values = new Object[row.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == column ? value : row.get(i);
    }
    return RowFactory.create(values);
  }
}
