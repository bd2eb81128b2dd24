package io.basketwise.behaviour;

import io.basketwise.config.ShopConfig;
import io.basketwise.prepare.LakeView;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Reads the sessions of a lake as rows of features over the items of a version. Sessions are put
 * together once, for the versions of a run, and lie on the executors' disks until it is closed.
 */
final class ReadSessions implements AutoCloseable {
  private final LakeView lake;
  private final ShopConfig config;
  private Optional<Dataset<Row>> timelines = Optional.empty();

  ReadSessions(LakeView lake, ShopConfig config) {
    this.lake = lake;
    this.config = config;
  }

  /** Rows as {@link SessionRow} describes them. */
  Dataset<Row> run(Path version) {
    ShopConfig.Behaviour behaviour = config.behaviour();
    int moments = behaviour.momentsPerSession();
    int maxEvents = behaviour.maxSessionEvents();
    long seed = config.seed();
    Dataset<Row> sessions = timelines.orElseGet(this::putTogether);
    ShippedFolder folder = ShippedFolder.of(sessions.sparkSession().sparkContext(), version);
    return sessions.mapPartitions(
        (MapPartitionsFunction<Row, Row>)
            rows -> SessionRows.of(rows, folder.path(), moments, maxEvents, seed),
        Encoders.row(SessionRow.SCHEMA));
  }

  private Dataset<Row> putTogether() {
    long sessions = lake.sessions();
    double share = Math.min(1, config.behaviour().maxSessions() / (double) Math.max(1, sessions));
    Dataset<Row> all = SessionTimelines.read(lake, share).persist(StorageLevel.DISK_ONLY());
    timelines = Optional.of(all);
    return all;
  }

  @Override
  public void close() {
    timelines.ifPresent(Dataset::unpersist);
    timelines = Optional.empty();
  }
}
