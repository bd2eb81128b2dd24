package io.basketwise.report.page;

import io.basketwise.report.QualityCheck;
import io.basketwise.report.QualityCheck.Level;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Page.Tone;
import io.basketwise.report.page.Table.Cell;
import java.util.Comparator;
import java.util.List;

/** The checks of the inputs, the worst first. */
final class QualitySection {
  private QualitySection() {}

  static Section of(List<QualityCheck> checks) {
    return new Section("quality", "Quality of the inputs", List.of(block(checks)));
  }

  private static Block block(List<QualityCheck> checks) {
    if (checks.isEmpty()) {
      return Block.paragraph("No check was made.");
    }
    Table table =
        new Table(
            "Checks passed: "
                + count(checks, Level.PASS)
                + ", warnings: "
                + count(checks, Level.WARN)
                + ", failed: "
                + count(checks, Level.FAIL),
            Cell.text("check"),
            Cell.plain("table"),
            Cell.number("measured"),
            Cell.plain("warns"),
            Cell.plain("fails"),
            Cell.plain("verdict"));
    checks.stream()
        .sorted(Comparator.comparing(QualityCheck::verdict).reversed())
        .forEach(
            check ->
                table.row(
                    Cell.text(check.check()),
                    Cell.plain(check.table()),
                    Cell.number(Words.decimals(check.measured(), 4)),
                    Cell.plain(check.warn()),
                    Cell.plain(check.fail()),
                    verdict(check.verdict())));
    return Block.table(table);
  }

  private static long count(List<QualityCheck> checks, Level level) {
    return checks.stream().filter(check -> check.verdict() == level).count();
  }

  private static Cell verdict(Level level) {
    return switch (level) {
      case PASS -> Cell.verdict(Tone.GOOD, "✓ passed");
      case WARN -> Cell.verdict(Tone.WARN, "! warning");
      case FAIL -> Cell.verdict(Tone.BAD, "✗ failed");
    };
  }
}
