package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.size;

import io.basketwise.config.ShopConfig;
import io.basketwise.prepare.LakeView;
import java.nio.file.Path;
import org.apache.spark.api.java.function.MapPartitionsFunction;
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
    long seed = config.seed();
    Dataset<Row> timelines = SessionTimelines.read(lake, share);
    ShippedFolder folder = ShippedFolder.of(timelines.sparkSession().sparkContext(), version);
    return timelines
        .filter(size(col(SessionTimelines.EVENTS)).leq(behaviour.maxSessionEvents()))
        .mapPartitions(
            (MapPartitionsFunction<Row, Row>)
                rows -> SessionRows.of(rows, folder.path(), moments, seed),
            Encoders.row(SessionRow.SCHEMA));
  }
}
