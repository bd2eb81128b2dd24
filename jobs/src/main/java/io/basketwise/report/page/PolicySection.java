package io.basketwise.report.page;

import io.basketwise.behaviour.BehaviourReport.Timing;
import io.basketwise.behaviour.OffPolicy;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.Quantity;
import io.basketwise.report.page.Chart.Spread;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What ways of deciding between offering and silence are worth. */
final class PolicySection {
  private PolicySection() {}

  static Section of(Timing timing, String currency) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.paragraph(state(timing, currency)));
    if (!timing.values().isEmpty()) {
      blocks.add(
          Block.figure(
              "Worth of each policy (doubly robust, with its 95 % interval)",
              caption(timing.values(), currency),
              Chart.intervals(
                  "contribution margin a moment, " + currency,
                  timing.values().entrySet().stream()
                      .map(each -> spread(each.getKey(), each.getValue().doublyRobust()))
                      .toList())));
      blocks.add(Block.table(table(timing.values(), currency)));
    }
    return new Section("policies", "When to offer and when to stay quiet", blocks);
  }

  private static String state(Timing timing, String currency) {
    String gain =
        timing
            .gain()
            .map(
                value ->
                    " The new policy gains "
                        + figure(value)
                        + " "
                        + currency
                        + " a moment over the live one.")
            .orElse("");
    return Words.format(
            "Timing is %s, from %s; not decided by chance, or without a" + " propensity: %,d more.",
            timing.state(), Quantity.of(timing.moments(), "logged moment"), timing.unusable())
        + gain;
  }

  private static String figure(OffPolicy.Value value) {
    return Words.figure(interval(value), 3);
  }

  private static Interval interval(OffPolicy.Value value) {
    return new Interval(value.value(), value.low(), value.high());
  }

  private static Cell cell(OffPolicy.Value value) {
    return Cell.figure(Words.decimals(value.value(), 3), Words.interval(interval(value), 3));
  }

  private static Spread spread(String policy, OffPolicy.Value value) {
    return new Spread(policy, interval(value), policy + ": " + figure(value), policy.equals("new"));
  }

  private static String caption(Map<String, OffPolicy.Estimate> values, String currency) {
    return values.entrySet().stream()
        .map(each -> each.getKey() + " " + figure(each.getValue().doublyRobust()))
        .collect(
            Collectors.joining(
                "; ",
                "Contribution margin of the session a logged moment of the holdout, in "
                    + currency
                    + ": ",
                "."));
  }

  private static Table table(Map<String, OffPolicy.Estimate> values, String currency) {
    Table table =
        new Table(
            "Off-policy values in "
                + currency
                + " with 95 % intervals; size is how many rows of equal weight would tell"
                + " as much",
            Cell.plain("policy"),
            Cell.number("IPS"),
            Cell.number("SNIPS"),
            Cell.number("doubly robust"),
            Cell.number("size"),
            Cell.number("overlap"),
            Cell.number("largest weight"));
    values.forEach(
        (policy, each) ->
            table.row(
                Cell.plain(policy),
                cell(each.ips()),
                cell(each.snips()),
                cell(each.doublyRobust()),
                Cell.number(Words.decimals(each.effectiveSize(), 0)),
                Cell.number(Words.percent(each.overlap())),
                Cell.number(Words.decimals(each.largestWeight(), 1))));
    return table;
  }
}
