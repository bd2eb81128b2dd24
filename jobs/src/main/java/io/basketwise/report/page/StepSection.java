package io.basketwise.report.page;

import io.basketwise.report.StepTimes;
import io.basketwise.report.StepTimes.Step;
import io.basketwise.report.page.Chart.Bar;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.Comparator;
import java.util.List;

/** Where the time went. */
final class StepSection {
  /** The rest is in the table. */
  private static final int DRAWN = 12;

  private StepSection() {}

  static Section of(List<Step> finished) {
    List<Step> steps = StepTimes.merged(finished);
    if (steps.isEmpty()) {
      return new Section("steps", "Step times", List.of(Block.paragraph("No step was finished.")));
    }
    double all = steps.stream().mapToDouble(Step::seconds).sum();
    List<Step> slowest =
        steps.stream()
            .sorted(Comparator.comparingDouble(Step::seconds).reversed())
            .limit(DRAWN)
            .toList();
    return new Section(
        "steps",
        "Step times",
        List.of(
            Block.figure(
                slowest.size() == steps.size() ? "All steps" : "The slowest steps",
                caption(slowest, all),
                Chart.bars(
                    "seconds",
                    List.of("in Spark's tasks", "elsewhere"),
                    slowest.stream().map(StepSection::bar).toList())),
            Block.table(table(steps, all))));
  }

  private static String caption(List<Step> slowest, double all) {
    Step first = slowest.get(0);
    return Words.format(
        "All steps took %s; the slowest, %s, %s of it.",
        Words.time(all), first.name(), Words.percent(first.seconds() / all));
  }

  private static Bar bar(Step step) {
    double elsewhere = step.seconds() - step.taskSeconds();
    String name = step.name() + ", ";
    return new Bar(
        step.name(),
        List.of(step.taskSeconds(), elsewhere),
        List.of(
            name + "in Spark's tasks: " + Words.time(step.taskSeconds()),
            name + "elsewhere: " + Words.time(elsewhere)));
  }

  private static Table table(List<Step> steps, double all) {
    Table table =
        new Table(
            "All steps in order; peak counts garbage, live what a collection left, bound is what a"
                + " step says that it adds",
            Cell.plain("step"),
            Cell.number("seconds"),
            Cell.number("share"),
            Cell.number("in tasks"),
            Cell.number("peak MiB"),
            Cell.number("live MiB"),
            Cell.number("bound MiB"));
    for (Step step : steps) {
      table.row(
          Cell.plain(step.name()),
          Cell.number(Words.decimals(step.seconds(), 1)),
          Cell.number(Words.percent(step.seconds() / all)),
          Cell.number(Words.decimals(step.taskSeconds(), 1)),
          Cell.number(Words.count(step.peakHeapMiB())),
          Cell.number(Words.count(step.liveHeapMiB())),
          Cell.number(step.boundMiB().isPresent() ? Words.count(step.boundMiB().getAsLong()) : ""));
    }
    return table;
  }
}
