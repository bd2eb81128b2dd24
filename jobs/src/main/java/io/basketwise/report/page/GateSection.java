package io.basketwise.report.page;

import io.basketwise.report.Verdict;
import io.basketwise.report.Verdict.Ruling;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Page.Tone;
import io.basketwise.report.page.Table.Cell;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a version had to meet to be published. */
final class GateSection {
  private GateSection() {}

  static Section of(List<Verdict> gates) {
    return new Section("gates", "Gates", List.of(gates.isEmpty() ? none() : table(gates)));
  }

  private static Block none() {
    return Block.paragraph("The run ended before a version could be judged.");
  }

  private static Block table(List<Verdict> gates) {
    Table table =
        new Table(
            caption(gates),
            Cell.plain("gate"),
            Cell.number("threshold"),
            Cell.number("measured"),
            Cell.plain("verdict"),
            Cell.text("asks for"));
    for (Verdict gate : gates) {
      table.row(
          Cell.plain(gate.gate()),
          Cell.number(Words.decimals(gate.threshold(), 4)),
          Cell.number(Words.decimals(gate.value(), 4)),
          ruling(gate.ruling()),
          Cell.text(gate.requirement()));
    }
    return Block.table(table);
  }

  /** Rulings with how many gates have them: what was not judged is no failure. */
  private static String caption(List<Verdict> gates) {
    return "Gates: "
        + Stream.of(Ruling.values())
            .map(
                ruling ->
                    Map.entry(
                        ruling.word(), gates.stream().filter(g -> g.ruling() == ruling).count()))
            .filter(count -> count.getValue() > 0)
            .map(count -> count.getValue() + " " + count.getKey())
            .collect(Collectors.joining(", "));
  }

  private static Cell ruling(Ruling ruling) {
    return switch (ruling) {
      case PASSED -> Cell.verdict(Tone.GOOD, "✓ " + ruling.word());
      case NOT_JUDGED -> Cell.plain(ruling.word());
      case LIVE_STAYS -> Cell.verdict(Tone.WARN, "! " + ruling.word());
      case FAILED -> Cell.verdict(Tone.BAD, "✗ " + ruling.word());
    };
  }
}
