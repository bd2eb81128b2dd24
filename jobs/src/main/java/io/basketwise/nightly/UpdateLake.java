package io.basketwise.nightly;

import static org.apache.spark.sql.functions.col;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Quantity;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Intake;
import io.basketwise.intake.Ledger;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.MadeAgain;
import io.basketwise.prepare.PrepareAsIs;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareOrders;
import io.basketwise.prepare.WriteQuarantine;
import io.basketwise.quality.CheckRows;
import io.basketwise.quality.Findings;
import io.basketwise.report.QualityCheck;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Brings what is new in the inputs into the lake, exactly once. All of them are checked before any
 * is brought in, so that nothing of a run that they refuse is there when a later one is compared
 * with the past. The ledger of a batch is written first, then the table's one commit that makes it
 * valid, then the tables that follow from it. A run that is killed in between is made good by the
 * next.
 */
final class UpdateLake {
  private final Lake lake;
  private final Intake intake;
  private final WriteQuarantine quarantine;
  private final PrepareOrders orders;
  private final PrepareClicks clicks;
  private final InputGuard guard;
  private final CheckRows checks;
  private final Consumer<List<QualityCheck>> found;
  private final List<String> notes = new ArrayList<>();

  /**
   * Updates a lake.
   *
   * @param staging a folder of the run's own
   * @param now rows after this instant have a wrong clock
   * @param found told what the checks of new rows have found, before any of them stops the run
   */
  UpdateLake(
      Lake lake,
      Intake intake,
      ShopConfig config,
      Path staging,
      Instant now,
      Consumer<List<QualityCheck>> found) {
    this.found = found;
    this.lake = lake;
    this.intake = intake;
    this.quarantine = new WriteQuarantine(lake);
    this.orders = new PrepareOrders(lake, staging);
    this.clicks = new PrepareClicks(lake, staging, config.window().sessionGapMinutes());
    this.guard = new InputGuard(config);
    this.checks = new CheckRows(config.quality(), now);
  }

  /**
   * What is new in an input: staged and checked, and nowhere in the lake's tables but the
   * quarantine.
   *
   * @param held the batch that the lake's table holds, 0 for none
   * @param batch empty where nothing is new
   */
  record Checked(Table table, long held, Optional<Batch> batch) {}

  /**
   * Checks what is new in an input.
   *
   * @param catalog what is new in the catalog, which is there with all the lake has once this is
   *     brought in; empty where there is none
   */
  Checked check(InputTable input, Optional<Checked> catalog) {
    Table table = input.table();
    long held = lake.batch(Lake.of(table));
    Optional<Batch> batch = intake.next(input, held, highest(table) + 1);
    batch.ifPresent(rows -> check(table, held, rows, items(catalog)));
    return new Checked(table, held, batch);
  }

  private void check(Table table, long held, Batch batch, Optional<Dataset<Row>> items) {
    quarantine.run(table, batch);
    guard.check(table, batch.counts(), () -> quarantine.rules(table, batch));
    if (table == Table.CATALOG) {
      InputGuard.checkItems(batch);
    }
    tell(checks.run(table, batch, history(table, held), items));
  }

  /** Checks how old an input's newest row is, whether anything is new or not. */
  void checkAge(Checked input) {
    input
        .batch()
        .map(Batch::after)
        .or(() -> intake.ledger(input.table(), input.held()))
        .ifPresent(ledger -> tell(checks.age(input.table(), ledger)));
  }

  private void tell(Findings findings) {
    found.accept(findings.checks());
    findings.refuseFailures();
  }

  /** Brings a table up to date and returns the ledger that it then has. */
  Ledger bringIn(Checked input) {
    Table table = input.table();
    if (input.batch().isEmpty()) {
      note(mend(table));
      // What a run left that was killed after its commit; one without its lock must not.
      lake.check();
      intake.tidy(table, input.held());
      return intake.ledger(table, input.held()).orElseThrow();
    }
    Batch batch = input.batch().get();
    quarantine.accepted(table, batch);
    // A run without its lock would write over the ledger of the one that has it.
    lake.check();
    intake.record(table, batch.after());
    notes.add(told(table, batch, bringIn(table, batch)));
    Optional<String> mended = mend(table);
    // What follows from a whole reading is always made anew, and its reason is told already.
    note(mended.filter(why -> !batch.whole()));
    intake.tidy(table, batch.number());
    return batch.after();
  }

  private Optional<Dataset<Row>> history(Table table, long held) {
    return held == 0 ? Optional.empty() : Optional.of(lake.asRead(table));
  }

  /** The catalog as it will be once what is new in it is brought in. */
  private Optional<Dataset<Row>> items(Optional<Checked> catalog) {
    Column[] asked = {col(CatalogColumns.ITEM_ID), col(CatalogColumns.UPDATED_AT)};
    Optional<Dataset<Row>> held =
        lake.batch(Lake.CATALOG) == 0
            ? Optional.empty()
            : Optional.of(lake.read(Lake.CATALOG).select(asked));
    Optional<Batch> coming = catalog.flatMap(Checked::batch);
    if (coming.isEmpty()) {
      return held;
    }
    Dataset<Row> fresh = InputTable.good(coming.get().rows()).select(asked);
    return held.filter(rows -> !coming.get().whole())
        .map(fresh::union)
        .or(() -> Optional.of(fresh));
  }

  /** Batches are numbered on where a table is lost and what follows from it is not. */
  private long highest(Table table) {
    return switch (table) {
      case ORDERS -> Math.max(lake.batch(Lake.ORDERS), lake.batch(Lake.BASKETS));
      case CLICKS -> Math.max(lake.batch(Lake.EVENTS), lake.batch(Lake.SESSIONS));
      case CATALOG, LABELS -> lake.batch(Lake.of(table));
    };
  }

  private MadeAgain bringIn(Table table, Batch batch) {
    return switch (table) {
      case ORDERS -> orders.run(batch);
      case CLICKS -> clicks.run(batch);
      case CATALOG, LABELS -> new PrepareAsIs(lake, Lake.of(table)).run(batch);
    };
  }

  private static String told(Table table, Batch batch, MadeAgain again) {
    StringBuilder told = new StringBuilder(table.key()).append(": ");
    told.append(Quantity.of(batch.counts().good(), "row")).append(" brought in");
    if (again.rows() > 0) {
      told.append(", ").append(Quantity.of(again.rows(), "earlier row")).append(" settled again");
    }
    if (again.follows() > 0) {
      told.append(", ")
          .append(Quantity.of(again.follows(), table == Table.ORDERS ? "basket" : "session"))
          .append(" made again");
    }
    return told.toString();
  }

  /** What follows from a table is made anew where a killed run has left it behind; says so. */
  private Optional<String> mend(Table table) {
    return switch (table) {
      case ORDERS -> Optional.of("baskets").filter(follows -> orders.mend());
      case CLICKS -> Optional.of("sessions").filter(follows -> clicks.mend());
      case CATALOG, LABELS -> Optional.empty();
    };
  }

  private void note(Optional<String> mended) {
    mended.ifPresent(
        follows ->
            notes.add(follows + ": built anew, because a run was cut off before it had them"));
  }

  /** What came in, what that changed, and what had to be made good, in words. */
  List<String> notes() {
    return List.copyOf(notes);
  }
}
