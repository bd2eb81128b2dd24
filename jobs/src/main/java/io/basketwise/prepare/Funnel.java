package io.basketwise.prepare;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.least;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.when;

import io.basketwise.inputs.ClickColumns;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How far sessions come: each count is of the sessions that reached a stage or a later one, since a
 * log may lack the steps between.
 *
 * @param sessions all of them
 * @param viewed an item
 * @param carted an item
 * @param checkedOut began to check out
 * @param purchased ordered
 */
public record Funnel(long sessions, long viewed, long carted, long checkedOut, long purchased) {
  private static final String VIEWED_AT = "viewed_at";
  private static final String CARTED_AT = "carted_at";
  private static final String CHECKED_OUT_AT = "checked_out_at";
  private static final String PURCHASED_AT = "purchased_at";

  /** Columns of the sessions table: when a session first reached each stage, null for never. */
  static List<Column> firstTimes() {
    return List.of(
        first("item_view").as(VIEWED_AT),
        first("add_to_cart").as(CARTED_AT),
        first("checkout_start").as(CHECKED_OUT_AT),
        first("purchase").as(PURCHASED_AT));
  }

  private static Column first(String eventType) {
    return min(
        when(col(ClickColumns.EVENT_TYPE).equalTo(eventType), col(ClickColumns.OCCURRED_AT)));
  }

  /** Counts sessions of the lake's table by what they had reached before a moment. */
  static Funnel of(Dataset<Row> sessions, Column until) {
    Column purchased = col(PURCHASED_AT);
    Column checkedOut = least(col(CHECKED_OUT_AT), purchased);
    Column carted = least(col(CARTED_AT), checkedOut);
    Column viewed = least(col(VIEWED_AT), carted);
    Row counts =
        sessions
            .agg(
                functions.count(lit(1)),
                count_if(viewed.lt(until)),
                count_if(carted.lt(until)),
                count_if(checkedOut.lt(until)),
                count_if(purchased.lt(until)))
            .first();
    return new Funnel(
        counts.getLong(0),
        counts.getLong(1),
        counts.getLong(2),
        counts.getLong(3),
        counts.getLong(4));
  }
}
