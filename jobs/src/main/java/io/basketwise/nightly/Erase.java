package io.basketwise.nightly;

import io.basketwise.checkpoint.Checkpoints;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.erase.EraseCustomer;
import io.basketwise.erase.Receipt;
import io.basketwise.erase.Subject;
import io.basketwise.inputs.SizedQueries;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.intake.Intake;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareOrders;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunRecord;
import io.basketwise.storage.LockHolder;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Removes a person from a shop's lake while no run is at work, and keeps a receipt. */
public final class Erase {
  private static final int SHORT_HASH = 12;

  /** To the second, so that a receipt never takes the place of an earlier one. */
  private static final DateTimeFormatter AT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final ShopConfig config;
  private final InstantSource clock;

  /** Erasures of a shop. */
  public Erase(ShopConfig config, InstantSource clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Done.
   *
   * @param receipt what was removed
   * @param file where the receipt lies
   * @param namesake whether events of a visitor with the customer's id are left, of whom nothing
   *     tells that it is the same person
   */
  public record Done(Receipt receipt, java.nio.file.Path file, boolean namesake) {}

  /** Removes a person. */
  public Done run(Subject subject) {
    OutputFolders.prepare(config);
    Instant now = clock.instant();
    try (RunLock lock = RunLock.take(config, LockHolder.here(now))) {
      SparkSession spark = SparkSessions.start(config);
      try {
        return erased(spark, lock, subject, now);
      } finally {
        spark.stop();
      }
    }
  }

  private Done erased(SparkSession spark, RunLock lock, Subject subject, Instant now) {
    Path root = Storage.path(config.lake());
    Path staging = new Path(root, ".staging");
    Lake lake = new Lake(spark, root, lock::check);
    RunsTable history = new RunsTable(spark, lake);
    lock.killed().stream()
        .filter(killed -> !history.has(killed.runId()))
        .map(killed -> KilledRun.record(config, killed, now))
        .forEach(history::add);
    lock.told();
    Intake intake = new Intake(spark, config, root, staging, now);
    expect(spark, lake, intake);
    // What killed runs have left may name the person.
    if (lock.outlivesHolders()) {
      lake.removeUncommitted();
    }
    intake.sweep();
    ScratchLake.sweep(config, now);
    delete(spark, new Path(root, Checkpoints.FOLDER));
    EraseCustomer erase =
        new EraseCustomer(
            spark,
            lake,
            intake,
            new PrepareOrders(lake, staging),
            new PrepareClicks(lake, staging, config.window().sessionGapMinutes()));
    Receipt receipt = erase.run(subject, now, this::keep);
    return new Done(
        receipt, file(receipt), subject.customer().filter(erase::leavesVisitor).isPresent());
  }

  /** Queries of a large lake need as many tasks as those of the nights that filled it. */
  private void expect(SparkSession spark, Lake lake, Intake intake) {
    for (Table table : Table.values()) {
      intake
          .ledger(table, lake.batch(Lake.of(table)))
          .ifPresent(held -> SizedQueries.expect(spark, config, held.sources().values()));
    }
  }

  private static void delete(SparkSession spark, Path folder) {
    try {
      folder.getFileSystem(spark.sessionState().newHadoopConf()).delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot delete " + folder, e);
    }
  }

  /**
   * Adds to a receipt what became of learning without the person.
   *
   * @param run empty where no version was live
   */
  public void learnedAgain(Done done, Optional<RunRecord> run) {
    keep(done.receipt().learnedAgain(run.map(Erase::told).orElse("no version was live")));
  }

  /** Adds to a receipt why nothing was learned without the person. */
  public void notLearnedAgain(Done done, Exception failure) {
    keep(
        done.receipt()
            .learnedAgain(
                "failed: "
                    + failure.getMessage()
                    + "; the next version that is published leaves the person out"));
  }

  private static String told(RunRecord run) {
    return switch (run.result().outcome()) {
      case PUBLISHED -> "version " + run.version().orElseThrow() + " was published";
      case ADDED ->
          "version "
              + run.version().orElseThrow()
              + " lies beside one of a later date, which is live and may count the person";
      case REFUSED -> "a gate refused the version: the live one counts the person still";
      case MEASURED, UNCHANGED, FAILED ->
          throw new IllegalStateException("learning again never ends as " + run.result());
    };
  }

  private void keep(Receipt receipt) {
    RunFiles.replace(file(receipt), receipt.toJson());
  }

  private java.nio.file.Path file(Receipt receipt) {
    String name =
        String.format(
            Locale.ROOT,
            "%s%s-%s.json",
            RunFiles.RECEIPT,
            AT.format(receipt.erasedAt()),
            receipt.hash().substring(0, SHORT_HASH));
    return config.reports().resolve(name);
  }
}
