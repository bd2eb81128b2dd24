package io.basketwise.report.page;

import io.basketwise.evaluate.Comparison;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.Quantity;
import io.basketwise.report.page.Chart.Spread;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every method on the holdout, with intervals, so that the blend is seen beside its rivals. */
final class MetricSection {
  private MetricSection() {}

  static Section of(Evaluate.Figures figures, Optional<Comparison> champion) {
    List<String> methods = List.copyOf(figures.figures().keySet());
    String holdout =
        Words.format(
            "%s of %s that no model had seen",
            Quantity.of(figures.queries(), "hidden item"),
            Quantity.of(figures.baskets(), "basket"));
    List<Spread> spreads =
        methods.stream()
            .map(method -> spread(method, figures.of(method, Evaluate.HIT_RATE_6)))
            .toList();
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Block.figure(
            "Hit rate among six suggestions (HR@6) with its 95 % interval",
            caption(figures, holdout), Chart.intervals(Evaluate.HIT_RATE_6, spreads)));
    champion.map(MetricSection::words).map(Block::paragraph).ifPresent(blocks::add);
    blocks.add(table(methods, figures, holdout));
    blocks.add(
        Block.paragraph(
            "HR@k is the share of hidden items among the first k suggestions; MRR@6 and NDCG@6"
                + " also count how far up they are; coverage@6 is the share of all items that are"
                + " suggested at all."));
    return new Section("metrics", "How good the suggestions are", blocks);
  }

  private static String words(Comparison champion) {
    return Words.format(
        "Against the live version %s, as of %s: HR@6 of %s against its %s, a difference of %s by"
            + " paired bootstrap over %s; both have learned from %,d of them, and %s unknown to"
            + " the live version.",
        champion.version(),
        champion.asOf(),
        Words.decimals(champion.live() + champion.difference().value(), 4),
        Words.decimals(champion.live(), 4),
        Words.figure(champion.difference(), 4),
        Quantity.of(champion.baskets(), "basket"),
        champion.learned(),
        Quantity.of(champion.lacking(), "hidden item is", "hidden items are"));
  }

  private static Spread spread(String method, Interval figure) {
    return new Spread(
        method, figure, method + ": " + Words.figure(figure, 4), method.equals(Evaluate.BLEND));
  }

  private static String caption(Evaluate.Figures figures, String holdout) {
    Interval blend = figures.of(Evaluate.BLEND, Evaluate.HIT_RATE_6);
    Interval popularity = figures.of(Evaluate.POPULARITY, Evaluate.HIT_RATE_6);
    return "The blend, which is what is published, finds "
        + Words.percent(blend.value())
        + " ("
        + Words.percent(blend.low())
        + " to "
        + Words.percent(blend.high())
        + ") of "
        + holdout
        + "; always offering what sells most finds "
        + Words.percent(popularity.value())
        + ".";
  }

  private static Block table(List<String> methods, Evaluate.Figures figures, String holdout) {
    List<String> metrics = List.copyOf(figures.figures().values().iterator().next().keySet());
    List<Cell> head = new ArrayList<>(List.of(Cell.plain("method")));
    metrics.forEach(metric -> head.add(Cell.number(metric)));
    Table table =
        new Table("All metrics with 95 % intervals, on " + holdout, head.toArray(Cell[]::new));
    for (String method : methods) {
      List<Cell> row = new ArrayList<>(List.of(Cell.plain(method)));
      for (String metric : metrics) {
        Interval figure = figures.of(method, metric);
        row.add(Cell.figure(Words.decimals(figure.value(), 4), Words.interval(figure, 4)));
      }
      table.row(row);
    }
    return Block.table(table);
  }
}
