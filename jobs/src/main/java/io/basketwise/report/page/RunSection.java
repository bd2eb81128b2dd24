package io.basketwise.report.page;

import io.basketwise.report.RunRecord;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.List;
import java.util.Locale;

/** Which run it was. */
final class RunSection {
  private RunSection() {}

  static Section of(RunRecord run) {
    Table table = new Table("This run", Cell.plain("what"), Cell.text("value"));
    row(table, "run", run.run().id());
    row(table, "shop", run.run().shop());
    row(table, "outcome", run.result().outcome().name().toLowerCase(Locale.ROOT));
    row(table, "exit code", String.valueOf(run.result().exitCode()));
    run.version().ifPresent(version -> row(table, "version", version));
    run.result().previous().ifPresent(version -> row(table, "live before", version));
    row(table, "started", run.run().startedAt().toString());
    row(table, "took", Words.time(run.duration().toMillis() / 1e3));
    row(table, "software", run.run().software());
    return new Section("run", "This run", List.of(Block.table(table)));
  }

  private static void row(Table table, String what, String value) {
    table.row(Cell.plain(what), Cell.text(value));
  }
}
