package io.basketwise.report.page;

import io.basketwise.report.FitFigures;
import io.basketwise.report.RunRecord;
import io.basketwise.report.TopBundle;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is bought together, and how much there was to learn from. */
final class BundleSection {
  private BundleSection() {}

  static Section of(RunRecord.Learned learned) {
    List<Block> blocks = new ArrayList<>();
    if (learned.fits().isEmpty()) {
      blocks.add(Block.paragraph("The run ended before anything was learned."));
    } else {
      blocks.add(
          learned.topBundles().isEmpty()
              ? Block.paragraph("No rule has enough support, buyers, confidence and lift.")
              : Block.table(rules(learned.topBundles())));
      blocks.add(Block.table(fits(learned.fits())));
    }
    return new Section("bundles", "Bundles", blocks);
  }

  private static Table rules(List<TopBundle> rules) {
    Table table =
        new Table(
            "Rules of the highest lift",
            Cell.text("who buys"),
            Cell.text("also buys"),
            Cell.number("confidence"),
            Cell.number("lift"),
            Cell.number("baskets"),
            Cell.number("buyers"));
    for (TopBundle rule : rules) {
      table.row(
          Cell.text(String.join(" + ", rule.antecedent())),
          Cell.text(rule.consequent()),
          Cell.number(Words.percent(rule.confidence())),
          Cell.number(Words.decimals(rule.lift(), 1)),
          Cell.number(Words.count(rule.baskets())),
          Cell.number(Words.count(rule.buyers())));
    }
    return table;
  }

  private static Table fits(Map<String, FitFigures> fits) {
    Table table =
        new Table(
            "What was learned",
            Cell.plain("fit"),
            Cell.plain("from"),
            Cell.plain("to"),
            Cell.number("baskets"),
            Cell.number("items"),
            Cell.number("least baskets of an itemset"),
            Cell.number("itemsets"),
            Cell.number("rules"),
            Cell.number("neighbours"));
    fits.forEach(
        (name, fit) ->
            table.row(
                Cell.plain(name),
                Cell.plain(fit.from().toString()),
                Cell.plain(fit.to().minusDays(1).toString()),
                Cell.number(Words.count(fit.baskets())),
                Cell.number(Words.count(fit.items())),
                Cell.number(Words.count(fit.absoluteSupport())),
                Cell.number(Words.count(fit.itemsets())),
                Cell.number(Words.count(fit.rules())),
                Cell.number(Words.count(fit.pairs()))));
    return table;
  }
}
