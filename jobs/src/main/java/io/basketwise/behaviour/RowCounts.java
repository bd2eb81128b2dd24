package io.basketwise.behaviour;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.not;

import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.config.ShopConfig;
import io.basketwise.failure.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * How many rows of sessions there are, found in one pass.
 *
 * @param prefixes moments that classifiers may learn from
 * @param logged moments at which an offer was shown or withheld
 * @param longSessions left out as those of machines
 * @param lostMoments that these logged
 */
record RowCounts(long prefixes, long logged, long longSessions, long lostMoments) {
  static RowCounts of(Dataset<Row> rows) {
    Column leftOut = is(Kind.LEFT_OUT);
    Column session = col(SessionRow.EVENT).equalTo("");
    Row counts =
        rows.agg(
                count_if(is(Kind.PREFIX)),
                count_if(is(Kind.LOGGED)),
                count_if(leftOut.and(session)),
                count_if(leftOut.and(not(session))))
            .first();
    return new RowCounts(
        counts.getLong(0), counts.getLong(1), counts.getLong(2), counts.getLong(3));
  }

  static Column is(Kind kind) {
    return col(SessionRow.KIND).equalTo(kind.name());
  }

  /** What a reader of the summary should know of the sessions that were left out. */
  List<String> notes(ShopConfig.Behaviour bounds) {
    List<String> notes = new ArrayList<>();
    if (longSessions > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "sessions of more than %,d events (behaviour.maxSessionEvents) are left out as those"
                  + " of machines: %,d, with %s",
              bounds.maxSessionEvents(),
              longSessions,
              Quantity.of(
                  lostMoments, "logged offer or quiet moment", "logged offers and quiet moments")));
    }
    if (logged > bounds.maxLoggedMoments()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "timing learns from about %,d of %,d moments of the log"
                  + " (behaviour.maxLoggedMoments)",
              bounds.maxLoggedMoments(),
              logged));
    }
    return notes;
  }
}
