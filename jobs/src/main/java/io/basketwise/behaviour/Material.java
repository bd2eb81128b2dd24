package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.xxhash64;

import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.config.ShopConfig;
import io.basketwise.prepare.LakeView;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * All that behaviour is learned from, on the driver.
 *
 * @param prefixes moments of about as many sessions as classifiers may learn from
 * @param halves of all sessions
 * @param logged moments whose action chance decided
 * @param unusable number of those whose action it did not
 * @param labels of the sessions
 * @param notes what a reader of the summary should know of the rows
 */
record Material(
    Sample prefixes,
    Sample halves,
    Sample logged,
    int unusable,
    SessionLabels labels,
    List<String> notes) {
  /** Collects what there is to learn from rows as {@link SessionRow} describes them. */
  static Material read(Dataset<Row> sessions, LakeView lake, ShopConfig config) {
    Dataset<Row> rows = sessions.persist(StorageLevel.MEMORY_AND_DISK());
    try {
      RowCounts counts = RowCounts.of(rows);
      ShopConfig.Behaviour bounds = config.behaviour();
      Samples samples =
          Samples.collect(
              rows.filter(drawn(Kind.PREFIX, counts.prefixes(), bounds.maxMoments()))
                  .filter(drawn(Kind.LOGGED, counts.logged(), bounds.maxLoggedMoments())),
              Kind.PREFIX,
              Kind.HALF,
              Kind.LOGGED);
      Sample logged = samples.of(Kind.LOGGED);
      int[] usable = logged.rows(row -> LearnTiming.byChance(logged, row));
      return new Material(
          samples.of(Kind.PREFIX),
          samples.of(Kind.HALF),
          logged.select(usable),
          logged.size() - usable.length,
          SessionLabels.of(rows, lake, config),
          counts.notes(bounds));
    } finally {
      rows.unpersist();
    }
  }

  /** All rows but those of a kind, and of these about as many sessions as have so many moments. */
  private static Column drawn(Kind kind, long moments, long most) {
    return not(RowCounts.is(kind))
        .or(
            pmod(xxhash64(col(SessionRow.SESSION), lit(1)), lit(Math.max(moments, most)))
                .lt(lit(most)));
  }
}
