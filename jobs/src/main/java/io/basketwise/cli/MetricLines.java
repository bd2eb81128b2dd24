package io.basketwise.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A manifest's metrics for people: what is a number as a line, methods as a table. */
final class MetricLines {
  private static final String METHODS = "methods";

  private MetricLines() {}

  static List<String> of(Map<String, Object> metrics) {
    List<String> lines = new ArrayList<>();
    metrics.forEach(
        (name, value) -> {
          if (!(value instanceof Map<?, ?>)) {
            lines.add("metric    " + name + " " + value);
          } else if (!name.equals(METHODS)) {
            lines.add("metric    " + name + ": --json prints it");
          }
        });
    if (metrics.get(METHODS) instanceof Map<?, ?> methods) {
      lines.addAll(table(methods));
    }
    return lines;
  }

  private static List<String> table(Map<?, ?> methods) {
    NavigableSet<String> columns = new TreeSet<>();
    methods.values().forEach(figures -> names(figures).forEach(columns::add));
    StringBuilder head = new StringBuilder(cell("method", "%-11s"));
    columns.forEach(column -> head.append(cell(column, " %10s")));
    List<String> lines = new ArrayList<>(List.of(head.toString()));
    methods.forEach(
        (method, figures) -> {
          StringBuilder row = new StringBuilder(cell(String.valueOf(method), "%-11s"));
          columns.forEach(column -> row.append(cell(figure(figures, column), " %10s")));
          lines.add(row.toString());
        });
    return lines;
  }

  private static List<String> names(@Nullable Object figures) {
    return figures instanceof Map<?, ?> map
        ? map.keySet().stream().map(String::valueOf).toList()
        : List.of();
  }

  private static String figure(@Nullable Object figures, String column) {
    return figures instanceof Map<?, ?> map
            && map.get(column) instanceof Map<?, ?> interval
            && interval.get("value") instanceof Number value
        ? String.format(Locale.ROOT, "%.4f", value.doubleValue())
        : "-";
  }

  private static String cell(String text, String format) {
    return String.format(Locale.ROOT, format, text);
  }
}
