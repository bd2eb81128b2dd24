package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.InputTable;
import io.basketwise.observe.LineageEvents;
import io.basketwise.observe.OpenMetricsText;
import io.basketwise.observe.SendLineage;
import io.basketwise.prepare.Lake;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.storage.LockHolder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;

/**
 * Tells of a run to all who are to know: lineage, the lake's history, the files of the reports, the
 * measurements, and whoever listens.
 */
final class Announcer {
  private final ShopConfig config;
  private final RunListener listener;
  private final LineageEvents events;
  private final SendLineage lineage;
  private final RunFiles files;
  private final Set<String> notes = new LinkedHashSet<>();
  private final LockHolder holder;
  private Optional<RunsTable> history = Optional.empty();
  private boolean begun;
  private boolean ended;

  Announcer(ShopConfig config, LockHolder holder, RunListener listener) {
    this.config = config;
    this.listener = listener;
    this.events = new LineageEvents(config, holder.runId());
    this.lineage = new SendLineage(config.observe());
    this.files = new RunFiles(config.reports());
    this.holder = holder;
  }

  /** The run has its lock, or never will; said once. */
  void begins() {
    if (!begun) {
      begun = true;
      listener.begins(holder.runId());
      notes.addAll(lineage.send(() -> events.started(holder.startedAt())));
    }
  }

  /** Whether the end of the run was told, or should have been. */
  boolean hasEnded() {
    return ended;
  }

  /** From now on the lake can be reached. */
  void reached(SparkSession spark, Lake lake) {
    history = Optional.of(new RunsTable(spark, lake));
  }

  /** A run held the lock when it ended; nobody else can tell of it, unless somebody has. */
  void killed(LockHolder holder, Instant foundAt) {
    if (history.filter(table -> table.has(holder.runId())).isPresent()) {
      return;
    }
    notes.add("a run before was killed and its lock taken over: " + holder.told(foundAt));
    RunRecord record = KilledRun.record(config, holder, foundAt);
    history.ifPresent(table -> table.add(record));
  }

  /** The last run as of a date that published, or was refused by a gate. */
  Optional<RunRecord> last(LocalDate asOf) {
    return history.flatMap(table -> table.whole(asOf));
  }

  /** A run that finds all done ends; what the earlier one told is there again. */
  RunRecord unchanged(RunRecord found, RunRecord earlier, List<InputTable> inputs) {
    files.restore(earlier);
    return ended(found, inputs);
  }

  /**
   * The run is over. Everybody is told, even if telling somebody fails; then that is thrown, but
   * for lineage and measurements, whose loss is a note of the record.
   */
  RunRecord ended(RunRecord found, List<InputTable> inputs) {
    begins();
    ended = true;
    events.inputs(inputs);
    notes.addAll(lineage.send(() -> events.ended(found)));
    measurements(found).ifPresent(notes::add);
    RunRecord record = found.noting(notes);
    inTurn(
        List.of(
            () -> history.ifPresent(table -> table.add(record)),
            () -> files.keep(record),
            () -> listener.ended(record),
            () -> history.ifPresent(RunsTable::sweep)));
    return record;
  }

  /** Writes the measurements; returns what went wrong. */
  private Optional<String> measurements(RunRecord found) {
    try {
      RunFiles.replace(config.observe().metrics(), OpenMetricsText.of(found, lastGood(found)));
      return Optional.empty();
    } catch (RuntimeException unwritten) {
      Throwable cause = unwritten.getCause() == null ? unwritten : unwritten.getCause();
      return Optional.of(
          "measurements were not written to " + config.observe().metrics() + ": " + cause);
    }
  }

  private Optional<Instant> lastGood(RunRecord record) {
    return RunsTable.isSuccess(record)
        ? Optional.of(record.result().endedAt())
        : Stream.concat(
                history.flatMap(this::lastGood).stream(),
                files.last(RunsTable::isSuccess).map(good -> good.result().endedAt()).stream())
            .max(Comparator.naturalOrder());
  }

  /** A lake that nothing can be read of is the trouble of the run itself. */
  private Optional<Instant> lastGood(RunsTable table) {
    try {
      return table.lastGood();
    } catch (Exception unreadable) {
      notes.add("when a run last ended well is known from the reports alone: " + unreadable);
      return Optional.empty();
    }
  }

  /** Spark throws checked exceptions that no signature tells of. */
  private static void inTurn(List<Runnable> all) {
    if (all.isEmpty()) {
      return;
    }
    List<Runnable> others = all.subList(1, all.size());
    try {
      all.get(0).run();
    } catch (Throwable failure) {
      try {
        inTurn(others);
      } catch (Throwable another) {
        failure.addSuppressed(another);
      }
      throw failure;
    }
    inTurn(others);
  }
}
