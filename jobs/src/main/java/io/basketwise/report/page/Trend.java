package io.basketwise.report.page;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.BehaviourReport.Intents;
import io.basketwise.behaviour.BehaviourReport.Purchases;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.Quantity;
import io.basketwise.report.RunHistory;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.report.page.Chart.Day;
import io.basketwise.report.page.Chart.Line;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Page.Tone;
import io.basketwise.report.page.Table.Cell;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The metrics over runs: part of a run's page, and the page of a backfill. */
public final class Trend {
  private static final String ID = "trend";

  /** Runs in the table of one run's page; its charts show all. */
  private static final int LATEST = 30;

  /** By as-of date; of two of one date the one given later. */
  private final NavigableMap<LocalDate, RunRecord> runs = new TreeMap<>();

  private Trend(List<RunRecord> records) {
    records.forEach(record -> record.run().asOf().ifPresent(date -> runs.put(date, record)));
  }

  /**
   * A page of the metrics over time, as self-contained as the page of a run.
   *
   * @param shop whose runs they are
   * @param records of the runs, in any order; those without an as-of date are left out
   * @param failed dates whose inputs were refused
   */
  public static String page(String shop, List<RunRecord> records, List<LocalDate> failed) {
    Trend trend = new Trend(records);
    List<LocalDate> refused =
        trend.runs.entrySet().stream()
            .filter(run -> run.getValue().result().outcome() == Outcome.REFUSED)
            .map(Map.Entry::getKey)
            .toList();
    String verdict =
        Words.format(
            "%s, refused by a gate: %s, failed: %s.",
            Quantity.of(trend.runs.size() + failed.size(), "date"), dates(refused), dates(failed));
    return Html.of(
        new Page(
            shop + ", metrics over runs",
            verdict,
            failed.isEmpty() && refused.isEmpty() ? Tone.GOOD : Tone.WARN,
            List.of(),
            List.of(new Section(ID, "Metrics over runs", trend.blocks(trend.runs.size())))));
  }

  private static String dates(List<LocalDate> dates) {
    return dates.isEmpty()
        ? "none"
        : dates.stream().map(LocalDate::toString).collect(Collectors.joining(", "));
  }

  /** The part of a run's page. */
  static Section section(RunHistory history) {
    List<Block> blocks = new ArrayList<>(new Trend(history.records()).blocks(LATEST));
    if (!history.unreadable().isEmpty()) {
      blocks.add(Block.paragraph("These records are left out:"));
      blocks.add(Block.list(history.unreadable()));
    }
    return new Section(ID, "Trend over runs", blocks);
  }

  private List<Block> blocks(int latest) {
    List<Block> blocks = new ArrayList<>();
    figure(
            "Hit rate among six suggestions (HR@6) by as-of date, with 95 % intervals",
            Evaluate.HIT_RATE_6,
            List.of(
                line("blend", run -> hitRate(run, Evaluate.BLEND)),
                line("popularity", run -> hitRate(run, Evaluate.POPULARITY))))
        .ifPresent(blocks::add);
    figure(
            "Models of behaviour by as-of date",
            "AUC and macro-F1",
            List.of(
                line("AUC of an order", Trend::areaUnderCurve),
                line("macro-F1 of intent", Trend::macroF1)))
        .ifPresent(blocks::add);
    if (blocks.isEmpty()) {
      blocks.add(Block.paragraph("A trend takes two runs that measured; there are not two yet."));
    }
    if (!runs.isEmpty()) {
      blocks.add(Block.table(table(latest)));
    }
    return blocks;
  }

  private static Optional<Interval> hitRate(RunRecord run, String method) {
    return run.learned().figures().map(figures -> figures.of(method, Evaluate.HIT_RATE_6));
  }

  private static Optional<Interval> areaUnderCurve(RunRecord run) {
    return run.learned()
        .behaviour()
        .flatMap(BehaviourReport::purchase)
        .map(Purchases::auc)
        .map(Trend::exact);
  }

  private static Optional<Interval> macroF1(RunRecord run) {
    return run.learned()
        .behaviour()
        .flatMap(BehaviourReport::intent)
        .map(Intents::macroF1)
        .map(Trend::exact);
  }

  private static Interval exact(double value) {
    return new Interval(value, value, value);
  }

  private Line line(String label, Function<RunRecord, Optional<Interval>> figure) {
    List<Day> days = new ArrayList<>();
    runs.forEach(
        (date, run) ->
            figure
                .apply(run)
                .filter(each -> Double.isFinite(each.value()))
                .ifPresent(each -> days.add(day(label, date, each))));
    return new Line(label, days);
  }

  private static Day day(String label, LocalDate date, Interval figure) {
    String text = label + " as of " + date + ": " + Words.figure(figure, 4);
    return new Day(date, figure, text);
  }

  private static String words(Day day) {
    return Words.decimals(day.figure().value(), 4) + " (" + day.day() + ")";
  }

  private static Cell cell(Optional<Interval> figure) {
    return figure
        .map(each -> Cell.figure(Words.decimals(each.value(), 4), Words.interval(each, 4)))
        .orElseGet(() -> Cell.number(""));
  }

  /** Nothing where no line has two days. */
  private static Optional<Block> figure(String name, String value, List<Line> all) {
    List<Line> lines = all.stream().filter(line -> line.days().size() > 1).toList();
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Block.figure(
                name,
                String.join(" ", lines.stream().map(Trend::caption).toList()),
                Chart.lines(value, lines)));
  }

  private static String caption(Line line) {
    List<Day> days = line.days();
    Comparator<Day> byValue = Comparator.comparingDouble(day -> day.figure().value());
    return Words.format(
        "%s: first %s, last %s, lowest %s, highest %s.",
        line.label(),
        words(days.get(0)),
        words(days.get(days.size() - 1)),
        words(days.stream().min(byValue).orElseThrow()),
        words(days.stream().max(byValue).orElseThrow()));
  }

  private Table table(int latest) {
    Table table =
        new Table(
            Words.format(
                "The latest %,d of %s, the latest first",
                Math.min(latest, runs.size()), Quantity.of(runs.size(), "run")),
            Cell.plain("as of"),
            Cell.plain("outcome"),
            Cell.number("orders used"),
            Cell.number("baskets"),
            Cell.number("HR@6 of the blend"),
            Cell.number("of popularity"),
            Cell.number("AUC of an order"),
            Cell.number("took"),
            Cell.plain("version"));
    runs.descendingMap().entrySet().stream()
        .limit(latest)
        .forEach(entry -> row(table, entry.getKey(), entry.getValue()));
    return table;
  }

  private static void row(Table table, LocalDate date, RunRecord run) {
    table.row(
        Cell.plain(date.toString()),
        outcome(run.result().outcome()),
        Cell.number(orders(run)),
        Cell.number(Words.count(run.data().baskets())),
        cell(hitRate(run, Evaluate.BLEND)),
        cell(hitRate(run, Evaluate.POPULARITY)),
        cell(areaUnderCurve(run)),
        Cell.number(Words.time(run.duration().toMillis() / 1e3)),
        Cell.plain(run.version().orElse("")));
  }

  private static String orders(RunRecord run) {
    return run.data().rows().stream()
        .filter(account -> account.table() == io.basketwise.config.Table.ORDERS)
        .map(account -> Words.count(account.used()))
        .findFirst()
        .orElse("");
  }

  private static Cell outcome(Outcome outcome) {
    String word = outcome.name().toLowerCase(Locale.ROOT);
    return switch (outcome) {
      case PUBLISHED, ADDED -> Cell.verdict(Tone.GOOD, "✓ " + word);
      case MEASURED, UNCHANGED -> Cell.plain(word);
      case REFUSED -> Cell.verdict(Tone.WARN, "! " + word);
      case FAILED -> Cell.verdict(Tone.BAD, "✗ " + word);
    };
  }
}
