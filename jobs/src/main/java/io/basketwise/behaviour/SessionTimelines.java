package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.reverse;
import static org.apache.spark.sql.functions.slice;
import static org.apache.spark.sql.functions.sort_array;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.xxhash64;

import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.OrderLines;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** One row a session: its events, what was ordered in it, and what the customer had before. */
final class SessionTimelines {
  static final String EVENTS = "events";
  static final String LINES = "lines";
  static final String OWNED = "owned";

  /**
   * Of a customer's order lines the latest are what the customer has. Early sessions of one who has
   * more seem to come before them: this many keep that to businesses.
   */
  private static final int MAX_OWNED = 5_000;

  private static final int BUCKETS = 1 << 20;
  private static final String SESSION = ClickColumns.SESSION_ID;
  private static final String BY_PURCHASE = "session_of_purchase";

  private SessionTimelines() {}

  /**
   * The sessions of a lake.
   *
   * @param share of the sessions that are drawn, by a hash of their ids
   */
  static Dataset<Row> read(LakeView lake, double share) {
    Dataset<Row> events = lake.events();
    Dataset<Row> orders = lake.orders();
    Column drawn = pmod(xxhash64(col(SESSION)), lit(BUCKETS)).lt(lit((long) (share * BUCKETS)));
    return sessions(events.filter(drawn))
        .join(lines(events, orders), SESSION, "left")
        .join(owned(lake.everBought()), ClickColumns.CUSTOMER_ID, "left");
  }

  private static Dataset<Row> sessions(Dataset<Row> events) {
    Column event =
        struct(
            col(ClickColumns.OCCURRED_AT),
            col(ClickColumns.EVENT_ID),
            col(ClickColumns.EVENT_TYPE),
            col(ClickColumns.PLACEMENT),
            col(ClickColumns.ITEM_ID),
            col(ClickColumns.PRICE),
            col(ClickColumns.QUANTITY),
            col(ClickColumns.DWELL_MS),
            col(ClickColumns.VALUE),
            col(ClickColumns.CHANNEL),
            col(ClickColumns.CUSTOMER_ID),
            col(ClickColumns.OFFER_ID),
            col(ClickColumns.PROPENSITY),
            col(ClickColumns.ORDER_ID),
            col(ClickColumns.DEVICE));
    return events
        .groupBy(col(SESSION))
        .agg(
            min(ClickColumns.VISITOR_ID).as(ClickColumns.VISITOR_ID),
            max(ClickColumns.CUSTOMER_ID).as(ClickColumns.CUSTOMER_ID),
            sort_array(collect_list(event)).as(EVENTS));
  }

  /** An order belongs to the session whose purchase names it, else to the one that it names. */
  private static Dataset<Row> lines(Dataset<Row> events, Dataset<Row> orders) {
    Dataset<Row> purchases =
        events
            .filter(
                col(ClickColumns.EVENT_TYPE)
                    .equalTo("purchase")
                    .and(col(ClickColumns.ORDER_ID).isNotNull()))
            .groupBy(col(ClickColumns.ORDER_ID))
            .agg(min(SESSION).as(BY_PURCHASE));
    Column line =
        struct(
            col(OrderColumns.ITEM_ID),
            col(LakeView.NET_QUANTITY),
            col(OrderColumns.UNIT_PRICE),
            col(OrderColumns.GIFT),
            col(OrderColumns.OFFER_ID),
            col(OrderColumns.ORDERED_AT));
    return orders
        .join(purchases, OrderColumns.ORDER_ID, "left")
        .withColumn(SESSION, coalesce(col(BY_PURCHASE), col(SESSION)))
        .filter(col(SESSION).isNotNull())
        .groupBy(col(SESSION))
        .agg(sort_array(collect_list(line)).as(LINES));
  }

  /** What was returned is listed too: until then it was the customer's. */
  private static Dataset<Row> owned(Dataset<Row> orders) {
    Column thing =
        struct(col(OrderColumns.ORDERED_AT), col(OrderColumns.ITEM_ID), col(OrderLines.GONE_AT));
    return orders
        .filter(col(OrderColumns.CUSTOMER_ID).isNotNull())
        .groupBy(col(OrderColumns.CUSTOMER_ID))
        .agg(slice(reverse(sort_array(collect_list(thing))), lit(1), lit(MAX_OWNED)).as(OWNED));
  }
}
