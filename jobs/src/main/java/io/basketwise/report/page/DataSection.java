package io.basketwise.report.page;

import io.basketwise.failure.Quantity;
import io.basketwise.prepare.BrokenRule;
import io.basketwise.prepare.RowAccount;
import io.basketwise.report.RunRecord;
import io.basketwise.report.page.Chart.Bar;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where every input row went. */
final class DataSection {
  private static final List<String> FATES =
      List.of("used", "netted", "duplicate", "filtered", "quarantined");

  private DataSection() {}

  static Section of(RunRecord.Data data) {
    List<Block> blocks = new ArrayList<>();
    if (data.rows().isEmpty()) {
      blocks.add(Block.paragraph("The run ended before its inputs were counted."));
    } else {
      blocks.add(
          Block.figure(
              "Where the rows of each input went",
              data.rows().stream().map(DataSection::words).collect(Collectors.joining(" ")),
              Chart.shares("share of the rows read, %", FATES, bars(data.rows()))));
      blocks.add(Block.table(table(data.rows())));
      data.broken()
          .filter(rules -> !rules.isEmpty())
          .map(DataSection::broken)
          .map(Block::table)
          .ifPresent(blocks::add);
      blocks.add(Block.paragraph(window(data)));
    }
    return new Section("data", "Data accounted for", blocks);
  }

  private static List<Long> fates(RowAccount account) {
    return List.of(
        account.used(),
        account.netted(),
        account.duplicate(),
        account.filtered(),
        account.quarantined());
  }

  private static double share(long rows, RowAccount of) {
    return of.read() == 0 ? 0 : (double) rows / of.read();
  }

  private static List<Bar> bars(List<RowAccount> accounts) {
    return accounts.stream()
        .map(
            account ->
                new Bar(
                    account.table().key(),
                    fates(account).stream().map(rows -> 100 * share(rows, account)).toList(),
                    IntStream.range(0, FATES.size())
                        .mapToObj(fate -> text(account, fate))
                        .toList()))
        .toList();
  }

  private static String text(RowAccount account, int fate) {
    long rows = fates(account).get(fate);
    return account.table().key()
        + ", "
        + FATES.get(fate)
        + ": "
        + Quantity.of(rows, "row")
        + ", "
        + Words.percent(share(rows, account));
  }

  private static String words(RowAccount account) {
    return Words.format(
        "%s: %s read, %s used, %s quarantined.",
        account.table().key(),
        Quantity.of(account.read(), "row"),
        Words.percent(share(account.used(), account)),
        Words.percent(share(account.quarantined(), account)));
  }

  private static Table table(List<RowAccount> accounts) {
    Table table =
        new Table(
            "Rows: read = used + netted + duplicate + filtered + quarantined",
            Cell.plain("input"),
            Cell.number("read"),
            Cell.number("used"),
            Cell.number("netted"),
            Cell.number("duplicate"),
            Cell.number("filtered"),
            Cell.number("quarantined"),
            Cell.number("outside window"),
            Cell.number("unmatched returns"));
    for (RowAccount account : accounts) {
      List<Cell> row = new ArrayList<>();
      row.add(Cell.plain(account.table().key()));
      row.add(Cell.number(Words.count(account.read())));
      fates(account).forEach(rows -> row.add(Cell.number(Words.count(rows))));
      row.add(Cell.number(Words.count(account.outsideWindow())));
      row.add(Cell.number(Words.count(account.unmatchedReturns())));
      table.row(row);
    }
    return table;
  }

  private static Table broken(List<BrokenRule> rules) {
    Table table =
        new Table(
            "Why rows are in quarantine; one that breaks several rules counts for the first",
            Cell.plain("input"),
            Cell.text("rule"),
            Cell.number("rows"));
    for (BrokenRule rule : rules) {
      table.row(
          Cell.plain(rule.table().key()),
          Cell.text(rule.rule()),
          Cell.number(Words.count(rule.rows())));
    }
    return table;
  }

  private static String window(RunRecord.Data data) {
    return Quantity.of(data.baskets(), "basket")
        + " of "
        + Quantity.of(data.items(), "item")
        + data.window()
            .map(
                window ->
                    ", from "
                        + window.first()
                        + " up to and without "
                        + window.asOf()
                        + "; measured on the days from "
                        + window.holdoutStart())
            .orElse("")
        + ". Rows outside the window are among the filtered, unmatched returns among the netted.";
  }
}
