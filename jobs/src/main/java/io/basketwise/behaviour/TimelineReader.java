package io.basketwise.behaviour;

import io.basketwise.behaviour.Timeline.Bought;
import io.basketwise.behaviour.Timeline.Logged;
import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.OrderColumns;
import io.basketwise.models.decision.OwnedItem;
import io.basketwise.models.decision.SessionEvent;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.OrderLines;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Turns the rows of {@link SessionTimelines} into sessions. */
final class TimelineReader {
  private TimelineReader() {}

  static Timeline read(Row row) {
    List<Logged> events =
        row.<Row>getList(row.fieldIndex(SessionTimelines.EVENTS)).stream()
            .map(TimelineReader::event)
            .toList();
    Instant start = events.get(0).event().occurredAt();
    return new Timeline(
        text(row, ClickColumns.SESSION_ID),
        text(row, ClickColumns.VISITOR_ID),
        text(row, ClickColumns.CUSTOMER_ID),
        events,
        rows(row, SessionTimelines.LINES).stream().map(TimelineReader::bought).toList(),
        rows(row, SessionTimelines.OWNED).stream()
            .filter(thing -> isOwned(thing, start))
            .map(TimelineReader::owned)
            .toList());
  }

  private static List<Row> rows(Row row, String column) {
    int field = row.fieldIndex(column);
    return row.isNullAt(field) ? List.of() : row.getList(field);
  }

  private static Logged event(Row row) {
    @Nullable Long dwell = row.getAs(ClickColumns.DWELL_MS);
    SessionEvent event =
        new SessionEvent(
            text(row, ClickColumns.EVENT_ID),
            time(row, ClickColumns.OCCURRED_AT),
            text(row, ClickColumns.EVENT_TYPE),
            text(row, ClickColumns.PLACEMENT),
            text(row, ClickColumns.ITEM_ID),
            number(row, ClickColumns.PRICE),
            number(row, ClickColumns.QUANTITY),
            dwell == null ? -1 : dwell,
            number(row, ClickColumns.VALUE),
            text(row, ClickColumns.CHANNEL));
    return new Logged(
        event,
        text(row, ClickColumns.CUSTOMER_ID),
        text(row, ClickColumns.OFFER_ID),
        number(row, ClickColumns.PROPENSITY),
        text(row, ClickColumns.ORDER_ID),
        text(row, ClickColumns.DEVICE));
  }

  private static Bought bought(Row row) {
    @Nullable Boolean gift = row.getAs(OrderColumns.GIFT);
    return new Bought(
        text(row, OrderColumns.ITEM_ID),
        number(row, LakeView.NET_QUANTITY),
        number(row, OrderColumns.UNIT_PRICE),
        gift != null && gift,
        text(row, OrderColumns.OFFER_ID),
        time(row, OrderColumns.ORDERED_AT));
  }

  private static boolean isOwned(Row row, Instant at) {
    @Nullable Timestamp gone = row.getAs(OrderLines.GONE_AT);
    return time(row, OrderColumns.ORDERED_AT).isBefore(at)
        && (gone == null || gone.toInstant().isAfter(at));
  }

  private static OwnedItem owned(Row row) {
    return new OwnedItem(
        text(row, OrderColumns.ITEM_ID), Optional.of(time(row, OrderColumns.ORDERED_AT)));
  }

  private static Instant time(Row row, String column) {
    return row.<Timestamp>getAs(column).toInstant();
  }

  private static String text(Row row, String column) {
    @Nullable String value = row.getAs(column);
    return value == null ? "" : value;
  }

  private static double number(Row row, String column) {
    @Nullable Double value = row.getAs(column);
    return value == null ? Double.NaN : value;
  }
}
