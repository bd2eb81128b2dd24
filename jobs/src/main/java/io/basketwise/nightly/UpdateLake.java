package io.basketwise.nightly;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.inputs.InputTable;
import io.basketwise.intake.Batch;
import io.basketwise.intake.Intake;
import io.basketwise.intake.Ledger;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.PrepareAsIs;
import io.basketwise.prepare.PrepareClicks;
import io.basketwise.prepare.PrepareOrders;
import io.basketwise.prepare.WriteQuarantine;
import java.util.Optional;
import org.apache.hadoop.fs.Path;

/**
 * Brings what is new in an input into the lake, exactly once: the ledger of a batch is written
 * first, then the table's one commit that makes it valid, then the tables that follow from it. A
 * run that is killed in between is made good by the next.
 */
final class UpdateLake {
  private final Lake lake;
  private final Intake intake;
  private final WriteQuarantine quarantine;
  private final PrepareOrders orders;
  private final PrepareClicks clicks;
  private final InputGuard guard;

  UpdateLake(Lake lake, Intake intake, ShopConfig config, Path staging) {
    this.lake = lake;
    this.intake = intake;
    this.quarantine = new WriteQuarantine(lake);
    this.orders = new PrepareOrders(lake, staging);
    this.clicks = new PrepareClicks(lake, staging, config.window().sessionGapMinutes());
    this.guard = new InputGuard(config);
  }

  /** Brings a table up to date and returns the ledger that it then has. */
  Ledger run(InputTable input) {
    Table table = input.table();
    long held = lake.batch(Lake.of(table));
    Optional<Batch> batch = intake.next(input, held, highest(table) + 1);
    if (batch.isEmpty()) {
      mend(table);
      return intake.ledger(table, held).orElseThrow();
    }
    quarantine.run(table, batch.get());
    guard.check(table, batch.get().counts());
    intake.record(table, batch.get());
    bringIn(table, batch.get());
    mend(table);
    intake.tidy(table, batch.get().number());
    return batch.get().after();
  }

  /** Batches are numbered on where a table is lost and what follows from it is not. */
  private long highest(Table table) {
    return switch (table) {
      case ORDERS -> Math.max(lake.batch(Lake.ORDERS), lake.batch(Lake.BASKETS));
      case CLICKS -> Math.max(lake.batch(Lake.EVENTS), lake.batch(Lake.SESSIONS));
      case CATALOG, LABELS -> lake.batch(Lake.of(table));
    };
  }

  private void bringIn(Table table, Batch batch) {
    switch (table) {
      case ORDERS -> orders.run(batch);
      case CLICKS -> clicks.run(batch);
      case CATALOG, LABELS -> new PrepareAsIs(lake, Lake.of(table)).run(batch);
    }
  }

  private void mend(Table table) {
    switch (table) {
      case ORDERS -> orders.mend();
      case CLICKS -> clicks.mend();
      case CATALOG, LABELS -> {}
    }
  }
}
