package io.basketwise.prepare;

import static org.apache.spark.sql.functions.array_union;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.flatten;
import static org.apache.spark.sql.functions.lit;

import io.basketwise.inputs.ClickColumns;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Brings the lake's events and sessions up to date with a batch of events. */
public final class PrepareClicks {
  static final String STARTED_AT = "started_at";
  static final String ENDED_AT = "ended_at";

  /** Of a session's events. */
  private static final String MONTHS = "__months";

  private final Lake lake;
  private final StagedChanges staged;
  private final int gapMinutes;

  /**
   * Prepares into a lake.
   *
   * @param staging a folder of the run's own
   * @param gapMinutes idle time after which a new session starts
   */
  public PrepareClicks(Lake lake, Path staging, int gapMinutes) {
    this.lake = lake;
    this.staged = new StagedChanges(staging);
    this.gapMinutes = gapMinutes;
  }

  /** Brings a batch in; returns what it changed. */
  public MadeAgain run(Batch batch) {
    Dataset<Row> fresh = InputTable.good(batch.rows());
    if (batch.whole()) {
      boolean named = batch.facts().nullShare(ClickColumns.SESSION_ID) == 0;
      lake.replace(
          Lake.EVENTS,
          named ? EventSessions.ofNamed(fresh) : EventSessions.of(fresh, gapMinutes),
          batch.number());
      return MadeAgain.NOTHING;
    }
    StagedChanges.Staged changes =
        staged.write(
            "event-changes",
            EventSessions.changes(lake.read(Lake.EVENTS), fresh, gapMinutes),
            col(EventSessions.WAS).isNotNull(),
            array_union(
                collect_set(Months.of(ClickColumns.OCCURRED_AT)),
                collect_set(Months.of(EventSessions.WAS_AT))));
    boolean sessions = lake.batch(Lake.SESSIONS) == batch.number() - 1;
    Dataset<Row> events = changes.rows().drop(EventSessions.WAS, EventSessions.WAS_AT);
    if (changes.replacing() > 0) {
      lake.replaceKeys(
          Lake.EVENTS,
          events.select(ClickColumns.EVENT_ID),
          events,
          changes.months(),
          batch.number());
    } else {
      lake.append(Lake.EVENTS, events, batch.number());
    }
    return new MadeAgain(
        changes.replacing(), sessions ? updateSessions(changes, batch.number()) : 0);
  }

  /** Builds the sessions anew where they are behind the events; returns whether they were. */
  public boolean mend() {
    long events = lake.batch(Lake.EVENTS);
    boolean behind = lake.batch(Lake.SESSIONS) != events;
    if (behind) {
      rebuildSessions(events);
    }
    return behind;
  }

  private long updateSessions(StagedChanges.Staged changes, long batch) {
    Dataset<Row> events = changes.rows();
    Dataset<Row> ids =
        events
            .select(col(ClickColumns.SESSION_ID))
            .union(events.filter(col(EventSessions.WAS).isNotNull()).select(col(EventSessions.WAS)))
            .distinct();
    StagedChanges.Staged made =
        staged.write(
            "session-changes",
            sessionsWithMonths(Joins.having(lake.read(Lake.EVENTS), ids)),
            lit(false),
            flatten(collect_set(col(MONTHS))));
    // A session began when an event did that is in it still, or that has changed.
    Set<String> months = new TreeSet<>(changes.months());
    months.addAll(made.months());
    lake.replaceKeys(Lake.SESSIONS, ids, made.rows().drop(MONTHS), months, batch);
    return made.written();
  }

  /**
   * Takes events out of sessions, while the events are still there or after; returns how many
   * sessions are gone.
   */
  public long eraseFromSessions(Dataset<Row> sessionIds, Dataset<Row> eventIds) {
    Dataset<Row> events = Joins.having(lake.read(Lake.EVENTS), sessionIds);
    return lake.replaceByKey(Lake.SESSIONS, sessionIds, sessions(Joins.lacking(events, eventIds)));
  }

  /** Of a session its visitor; one that lost all events was perhaps named after its visitor. */
  public static Column visitor() {
    return coalesce(
        col(ClickColumns.VISITOR_ID),
        functions.regexp_replace(col(ClickColumns.SESSION_ID), "@-?[0-9]+$", ""));
  }

  private void rebuildSessions(long batch) {
    lake.replace(Lake.SESSIONS, sessions(lake.read(Lake.EVENTS)), batch);
  }

  private static Dataset<Row> sessions(Dataset<Row> events) {
    return sessionsWithMonths(events).drop(MONTHS);
  }

  private static Dataset<Row> sessionsWithMonths(Dataset<Row> events) {
    List<Column> facts =
        new ArrayList<>(
            List.of(
                functions.min(ClickColumns.CUSTOMER_ID).as(ClickColumns.CUSTOMER_ID),
                functions.min(ClickColumns.OCCURRED_AT).as(STARTED_AT),
                functions.max(ClickColumns.OCCURRED_AT).as(ENDED_AT),
                functions.count(lit(1)).as("events"),
                // Spark's own count of distinct values takes a second shuffle.
                functions
                    .size(functions.collect_set(ClickColumns.ITEM_ID))
                    .cast(DataTypes.LongType)
                    .as("items"),
                functions.max(col(ClickColumns.EVENT_TYPE).equalTo("purchase")).as("purchased")));
    facts.addAll(Funnel.firstTimes());
    facts.add(collect_set(Months.of(ClickColumns.OCCURRED_AT)).as(MONTHS));
    return events
        .groupBy(col(ClickColumns.SESSION_ID))
        .agg(
            functions.min(ClickColumns.VISITOR_ID).as(ClickColumns.VISITOR_ID),
            facts.toArray(Column[]::new));
  }
}
