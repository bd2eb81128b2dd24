package io.basketwise.report.page;

import io.basketwise.failure.Quantity;
import io.basketwise.prepare.Funnel;
import io.basketwise.report.page.Chart.Bar;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far sessions come. */
final class FunnelSection {
  private FunnelSection() {}

  /** One step of the funnel. */
  private record Step(String name, long sessions) {}

  static Section of(Optional<Funnel> funnel) {
    return new Section(
        "funnel",
        "Funnel",
        funnel
            .filter(known -> known.sessions() > 0)
            .map(FunnelSection::blocks)
            .orElseGet(
                () ->
                    List.of(
                        Block.paragraph(
                            "No clicks were read, so nothing is known of sessions: there is no"
                                + " funnel."))));
  }

  private static List<Block> blocks(Funnel funnel) {
    List<Step> steps =
        List.of(
            new Step("all sessions", funnel.sessions()),
            new Step("item view", funnel.viewed()),
            new Step("add to cart", funnel.carted()),
            new Step("checkout", funnel.checkedOut()),
            new Step("purchase", funnel.purchased()));
    Table table =
        new Table(
            "Sessions that reached a step or a later one",
            Cell.plain("step"),
            Cell.number("sessions"),
            Cell.number("of all"),
            Cell.number("of the step before"));
    List<Bar> bars = new ArrayList<>();
    Step before = steps.get(0);
    for (Step step : steps) {
      String ofAll = percent(step, steps.get(0));
      table.row(
          Cell.plain(step.name()),
          Cell.number(Words.count(step.sessions())),
          Cell.number(ofAll),
          Cell.number(percent(step, before)));
      bars.add(
          Bar.of(
              step.name(),
              (double) step.sessions(),
              step.name() + ": " + Quantity.of(step.sessions(), "session") + ", " + ofAll));
      before = step;
    }
    String caption =
        steps.stream()
            .map(step -> step.name() + " " + Words.count(step.sessions()))
            .collect(Collectors.joining(", ", "Of the sessions of the window: ", "."));
    return List.of(
        Block.figure("How far sessions come", caption, Chart.bars("sessions", List.of(""), bars)),
        Block.table(table));
  }

  private static String percent(Step step, Step of) {
    return Words.percent((double) step.sessions() / of.sessions());
  }
}
