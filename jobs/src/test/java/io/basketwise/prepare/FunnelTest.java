package io.basketwise.prepare;

import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.LocalSpark;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FunnelTest {
  private static final Instant UNTIL = Instant.parse("2026-03-01T00:00:00Z");
  private static final StructType EVENTS =
      new StructType()
          .add("session_id", DataTypes.StringType)
          .add("event_type", DataTypes.StringType)
          .add("occurred_at", DataTypes.TimestampType);

  @SuppressWarnings("NullAway.Init") // set before all tests
  @RegisterExtension
  private static final LocalSpark SPARK = new LocalSpark("local[1]");

  private static Funnel funnel(Row... events) {
    List<Column> times = Funnel.firstTimes();
    Dataset<Row> sessions =
        SPARK
            .session()
            .createDataFrame(List.of(events), EVENTS)
            .groupBy("session_id")
            .agg(times.get(0), times.subList(1, times.size()).toArray(Column[]::new));
    return Funnel.of(sessions, lit(UNTIL));
  }

  private static Row event(String session, String type) {
    return event(session, type, UNTIL.minusSeconds(1));
  }

  private static Row event(String session, String type, Instant at) {
    return RowFactory.create(session, type, Timestamp.from(at));
  }

  @Test
  void aSessionCountsUpToItsFurthestStage() {
    assertThat(
            funnel(
                event("looks", "item_view"),
                event("looks", "page_view"),
                event("carts", "item_view"),
                event("carts", "add_to_cart"),
                event("carts", "remove_from_cart"),
                event("leaves", "checkout_start"),
                event("buys", "item_view"),
                event("buys", "purchase"),
                event("bounces", "page_view")))
        .isEqualTo(new Funnel(5, 4, 3, 2, 1));
  }

  @Test
  void whatASessionReachesLaterIsNotSeen() {
    assertThat(
            funnel(
                event("over midnight", "item_view"),
                event("over midnight", "item_view", UNTIL),
                event("over midnight", "add_to_cart"),
                event("over midnight", "purchase", UNTIL)))
        .isEqualTo(new Funnel(1, 1, 1, 0, 0));
  }

  @Test
  void withoutSessionsNobodyGetsAnywhere() {
    assertThat(funnel()).isEqualTo(new Funnel(0, 0, 0, 0, 0));
  }
}
