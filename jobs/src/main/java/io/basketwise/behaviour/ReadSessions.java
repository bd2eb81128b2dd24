package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;

import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Quantity;
import io.basketwise.prepare.LakeView;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Reads the sessions of a lake as rows of features over the items of a version. */
final class ReadSessions {
  private final LakeView lake;
  private final ShopConfig config;

  ReadSessions(LakeView lake, ShopConfig config) {
    this.lake = lake;
    this.config = config;
  }

  /** Rows as {@link SessionRow} describes them. */
  Dataset<Row> run(Path version) {
    long sessions = lake.sessions();
    ShopConfig.Behaviour behaviour = config.behaviour();
    double share = Math.min(1, behaviour.maxSessions() / (double) Math.max(1, sessions));
    int moments = behaviour.momentsPerSession();
    int maxEvents = behaviour.maxSessionEvents();
    long seed = config.seed();
    Dataset<Row> timelines = SessionTimelines.read(lake, share);
    ShippedFolder folder = ShippedFolder.of(timelines.sparkSession().sparkContext(), version);
    return timelines.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            rows -> SessionRows.of(rows, folder.path(), moments, maxEvents, seed),
        Encoders.row(SessionRow.SCHEMA));
  }

  /** What a reader of the summary should know of the sessions that were left out. */
  static List<String> notes(Dataset<Row> rows, int maxEvents) {
    Column session = col(SessionRow.EVENT).equalTo("");
    Row left =
        rows.filter(col(SessionRow.KIND).equalTo(Kind.LEFT_OUT.name()))
            .agg(count_if(session), count_if(not(session)))
            .first();
    return left.getLong(0) == 0
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "sessions of more than %,d events (behaviour.maxSessionEvents) are left out as those"
                    + " of machines: %,d, with %s",
                maxEvents,
                left.getLong(0),
                Quantity.of(
                    left.getLong(1),
                    "logged offer or quiet moment",
                    "logged offers and quiet moments")));
  }
}
