package io.basketwise.nightly;

import io.basketwise.checkpoint.Checkpoints;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.inputs.TaskClock;
import io.basketwise.intake.Ledger;
import io.basketwise.intake.PinnedInputs;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.prepare.Lake;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.StepTimes;
import io.basketwise.report.SummaryText;
import io.basketwise.storage.LockHolder;
import io.basketwise.storage.Storage;
import io.basketwise.storage.StoreCopy;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * The main job: prepare, fit the blend on the validation span, measure on the holdout, fit again on
 * everything, publish or refuse.
 */
public final class Nightly {
  private final ShopConfig config;
  private final PinnedInputs pins;
  private final InstantSource clock;
  private final RunListener listener;
  private final StepTimes times;

  /**
   * A run of a shop.
   *
   * @param clock when the run takes place: the manifest and the record tell it, and old versions
   *     are pruned by it; no model depends on it
   * @param listener told of the steps, and of the end
   */
  public Nightly(ShopConfig config, InstantSource clock, RunListener listener) {
    this(config, PinnedInputs.NONE, clock, listener);
  }

  /** A run that reads some files of the inputs alone. */
  Nightly(ShopConfig config, PinnedInputs pins, InstantSource clock, RunListener listener) {
    this.config = config;
    this.pins = pins;
    this.clock = clock;
    this.listener = listener;
    this.times = new StepTimes(listener);
  }

  /** What a run does with a version that passes its gates. */
  public enum Outcome {
    /** Publish it, unless the live version is the same. */
    PUBLISH,
    /** Publish it, unless a run of the same date has done so or was refused. */
    BACKFILL,
    /** Publish it, even if all must come out as it is. */
    PUBLISH_AGAIN,
    /** Measure and report only. */
    MEASURE_ONLY
  }

  /**
   * Runs as of a date, or as of the present that the inputs tell. Whatever stops the run is thrown,
   * after its record was kept; a command that is wrong, or finds another run at work, leaves none.
   */
  public RunRecord run(Optional<LocalDate> asOf, Outcome outcome) {
    LockHolder holder = LockHolder.here(clock.instant());
    RunLog log = new RunLog(config, holder, asOf, clock, times);
    Announcer announcer = new Announcer(config, holder, listener);
    try {
      OutputFolders.prepare(config);
      try (RunLock lock = RunLock.take(config, holder);
          StoreCopy artifacts = StoreCopy.open(config);
          StagingFolders staging = StagingFolders.sweep(artifacts);
          LiveVersion live = LiveVersion.open(artifacts.store());
          Night night = new Night(lock, staging, live, log, announcer)) {
        return night.run(asOf, outcome);
      }
    } catch (Throwable failure) {
      if (!announcer.hasEnded() && !isOfNoRun(failure)) {
        tell(announcer, log, failure);
      }
      throw failure;
    } finally {
      times.close();
    }
  }

  /** Whether there was none: the command was wrong, or another run is at work, which tells. */
  private static boolean isOfNoRun(Throwable failure) {
    return failure instanceof Refusal refusal
        && (refusal.kind() == Refusal.Kind.CONFIGURATION || refusal.kind() == Refusal.Kind.LOCKED);
  }

  private static void tell(Announcer announcer, RunLog log, Throwable failure) {
    try {
      announcer.ended(log.failed(failure), log.inputs());
    } catch (Throwable untold) {
      failure.addSuppressed(untold);
    }
  }

  /** One run under its lock. */
  private final class Night implements AutoCloseable {
    private final RunLock lock;
    private final StagingFolders staging;
    private final LiveVersion live;
    private final RunLog log;
    private final Announcer announcer;
    private Optional<SparkSession> spark = Optional.empty();
    private Optional<Lake> reached = Optional.empty();

    Night(RunLock lock, StagingFolders staging, LiveVersion live, RunLog log, Announcer announcer) {
      this.lock = lock;
      this.staging = staging;
      this.live = live;
      this.log = log;
      this.announcer = announcer;
      log.previous(staging.artifacts().store().current());
      announcer.begins();
    }

    /** What a run has done stands, even if nobody can be told of it: that is another failure. */
    RunRecord run(Optional<LocalDate> asOf, Outcome outcome) {
      Supplier<RunRecord> ending;
      try {
        ending = work(asOf, outcome);
      } catch (Throwable failure) {
        // Spark throws checked exceptions that no signature tells of.
        tell(announcer, log, failure);
        tidy(failure);
        throw failure;
      }
      return ending.get();
    }

    /** Does all there is to do; returns how to tell of it. */
    private Supplier<RunRecord> work(Optional<LocalDate> asOf, Outcome outcome) {
      SparkSession session = start();
      Lake lake = new Lake(session, Storage.path(config.lake()), lock::check);
      announcer.reached(session, lake);
      reached = Optional.of(lake);
      if (!lock.killed().isEmpty()) {
        lock.killed().forEach(killed -> announcer.killed(killed, clock.instant()));
        removeUncommitted();
        new RunFiles(config.reports()).sweep();
      }
      lock.told();
      PrepareInputs inputs =
          new PrepareInputs(session, config, lake, pins, log.startedAt(), times, log);
      PrepareInputs.Arrived arrived = inputs.arrive(asOf);
      LocalDate date = arrived.window().asOf();
      String fingerprint =
          Fingerprint.of(config, date, inputs.rowsSeen(arrived), arrived.erased().digest());
      log.fingerprint(fingerprint);
      Checkpoints checkpoints = checkpoints(fingerprint, arrived.ledgers());
      Optional<RunRecord> last = announcer.last(date);
      Optional<RunRecord> same = finished(outcome, last, fingerprint);
      if (same.isPresent()) {
        RunRecord earlier = same.get();
        checkpoints.clear();
        log.notes(checkpoints.notes());
        if (outcome == Outcome.PUBLISH && isRefused(earlier)) {
          RunRecord refused = log.refusedBefore(earlier);
          return () -> announcer.ended(refused, log.inputs());
        }
        RunRecord found = log.unchanged(earlier);
        return () -> announcer.unchanged(found, earlier, log.inputs());
      }
      log.notes(List.of(why(date, last, fingerprint)));
      checkpoints.sweepOthers();
      if (outcome == Outcome.PUBLISH_AGAIN) {
        checkpoints.clear();
      }
      Prepared prepared = inputs.run(arrived);
      log.sizes(prepared.basketCount(), prepared.items().size());
      RunRecord record =
          new Fits(session, config, prepared, staging, live, lock, checkpoints, log, times)
              .run(outcome);
      return () -> announcer.ended(record, log.inputs());
    }

    /** When rows were taken in tells one lake from another that was made from other files. */
    private Checkpoints checkpoints(String fingerprint, Map<Table, Ledger> ledgers) {
      StringBuilder causes = new StringBuilder(fingerprint);
      new TreeMap<>(ledgers).forEach((table, ledger) -> causes.append(ledger.takenAt()));
      return new Checkpoints(
          Storage.files(config.lake(), Storage.settings(config)),
          Storage.path(config.lake()),
          causes.toString(),
          staging.next(),
          lock::check);
    }

    /** The run that has done all this before, if it need not be done again. */
    private Optional<RunRecord> finished(
        Outcome outcome, Optional<RunRecord> last, String fingerprint) {
      Optional<RunRecord> same =
          last.filter(run -> run.data().fingerprint().equals(Optional.of(fingerprint)));
      return switch (outcome) {
        case PUBLISH ->
            same.filter(
                run ->
                    isRefused(run)
                        ? isRefusedStill(run)
                        : run.version().filter(this::stands).isPresent());
        case BACKFILL -> same;
        case PUBLISH_AGAIN, MEASURE_ONLY -> Optional.empty();
      };
    }

    private static boolean isRefused(RunRecord run) {
      return run.result().outcome() == RunRecord.Outcome.REFUSED;
    }

    /** Whether the same version is live that a run was compared with, and its own kept aside. */
    private boolean isRefusedStill(RunRecord run) {
      ArtifactStore store = staging.artifacts().store();
      return run.result().previous().equals(store.current())
          && run.result().refused().filter(store.refused()::contains).isPresent();
    }

    /** Why all is learned, although a run as of the date may have done it before. */
    private static String why(LocalDate date, Optional<RunRecord> last, String fingerprint) {
      if (last.isEmpty()) {
        return "learned for the first time as of " + date;
      }
      String again = "learned again as of " + date + ", ";
      SortedSet<String> changed =
          Fingerprint.differences(last.get().data().fingerprint().orElse(""), fingerprint);
      return changed.isEmpty()
          ? again + "from the same as before: it was asked for, or its version is not there"
          : again + "because these differ from the last time: " + String.join(", ", changed);
    }

    /** Whether a version is live and opens, or lies beside a live one of a later date. */
    private boolean stands(String version) {
      ArtifactStore store = staging.artifacts().store();
      return live.champion().isPresent()
          && store.versions().contains(version)
          && store
              .current()
              .filter(now -> now.equals(version) || ArtifactStore.isLater(now, version))
              .isPresent();
    }

    /** What inputs were refused for was found before anything was written. */
    private void tidy(Throwable failure) {
      if (failure instanceof Refusal refusal && refusal.kind() == Refusal.Kind.INPUTS) {
        return;
      }
      try {
        removeUncommitted();
      } catch (Throwable untidy) {
        failure.addSuppressed(untidy);
      }
    }

    private void removeUncommitted() {
      if (lock.outlivesHolders()) {
        reached.ifPresent(Lake::removeUncommitted);
      }
    }

    private SparkSession start() {
      SparkSession session = times.time(SummaryText.START, () -> SparkSessions.start(config));
      spark = Optional.of(session);
      TaskClock busy = new TaskClock();
      session.sparkContext().addSparkListener(busy);
      times.watch(busy::busyNanos);
      return session;
    }

    @Override
    public void close() {
      spark.ifPresent(SparkSession::stop);
    }
  }

  /** Whether orders, clicks and so on are configured. */
  static boolean has(ShopConfig config, Table table) {
    return config.inputs().containsKey(table);
  }
}
