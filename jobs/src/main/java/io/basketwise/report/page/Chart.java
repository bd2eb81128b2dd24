package io.basketwise.report.page;

import io.basketwise.evaluate.Interval;
import io.basketwise.models.artifact.Json;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Describes a chart for {@code charts.js}: which kind, which values, and what a value says under
 * the pointer.
 */
final class Chart {
  private final Map<String, Object> tree = new LinkedHashMap<>();

  private Chart(String kind, String axis) {
    tree.put("kind", kind);
    tree.put("axis", axis);
  }

  /** A row of bars: a value and its text for each part. */
  record Bar(String label, List<Double> values, List<String> texts) {
    static Bar of(String label, double value, String text) {
      return new Bar(label, List.of(value), List.of(text));
    }
  }

  /**
   * A figure with its interval.
   *
   * @param strong whether it is the one that the others are compared with
   */
  record Spread(String label, Interval figure, String text, boolean strong) {
    private boolean finite() {
      return Double.isFinite(figure.value())
          && Double.isFinite(figure.low())
          && Double.isFinite(figure.high());
    }
  }

  /** What happened where a probability was foretold, with its interval. */
  record Observed(double predicted, Interval observed, String text) {}

  /** A figure of a day; its interval may be the figure alone. */
  record Day(LocalDate day, Interval figure, String text) {}

  /** What one line of a chart over days shows. */
  record Line(String label, List<Day> days) {
    private boolean band() {
      return days.stream().anyMatch(day -> day.figure().low() < day.figure().high());
    }
  }

  /** Horizontal bars, one a row, of as many parts as are named. */
  static Chart bars(String axis, List<String> parts, List<Bar> bars) {
    return new Chart("bars", axis)
        .with("parts", parts)
        .with("rows", bars.stream().map(Chart::tree).toList());
  }

  /** Horizontal bars, one a row, whose parts add up to 100 %. */
  static Chart shares(String axis, List<String> parts, List<Bar> bars) {
    return bars(axis, parts, bars).with("max", 100);
  }

  /** Horizontal intervals, one a row. */
  static Chart intervals(String axis, List<Spread> rows) {
    return new Chart("intervals", axis)
        .with("rows", rows.stream().filter(Spread::finite).map(Chart::tree).toList());
  }

  /** A reliability diagram: both axes are shares of 0 to 1. */
  static Chart reliability(String axis, String value, List<Observed> points) {
    return new Chart("reliability", axis)
        .with("value", value)
        .with("points", points.stream().map(Chart::tree).toList());
  }

  /** Lines over days. */
  static Chart lines(String value, List<Line> lines) {
    return new Chart("lines", "")
        .with("value", value)
        .with("series", lines.stream().map(Chart::tree).toList());
  }

  private Chart with(String name, Object value) {
    tree.put(name, value);
    return this;
  }

  private static Map<String, Object> tree(Bar bar) {
    return Map.of("label", bar.label, "values", bar.values, "texts", bar.texts);
  }

  private static Map<String, Object> tree(Spread row) {
    return Map.of(
        "label",
        row.label,
        "value",
        row.figure.value(),
        "low",
        row.figure.low(),
        "high",
        row.figure.high(),
        "text",
        row.text,
        "strong",
        row.strong);
  }

  private static Map<String, Object> tree(Observed point) {
    return Map.of(
        "predicted", point.predicted,
        "observed", point.observed.value(),
        "low", point.observed.low(),
        "high", point.observed.high(),
        "text", point.text);
  }

  private static Map<String, Object> tree(Line line) {
    return Map.of(
        "label", line.label,
        "band", line.band(),
        "points", line.days.stream().map(Chart::tree).toList());
  }

  private static Map<String, Object> tree(Day day) {
    return Map.of(
        "day", day.day.toEpochDay(),
        "value", day.figure.value(),
        "low", day.figure.low(),
        "high", day.figure.high(),
        "text", day.text);
  }

  /** The description, the same bytes for the same chart. */
  String json() {
    return Json.write(Json.canonical(tree));
  }
}
