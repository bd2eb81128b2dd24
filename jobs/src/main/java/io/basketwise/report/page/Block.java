package io.basketwise.report.page;

import java.util.List;

/** A paragraph, a list, a figure or a table: one of the four has elements. */
record Block(
    List<String> paragraphs, List<String> items, List<Figure> figures, List<Table> tables) {

  /**
   * A chart with its words.
   *
   * @param name what is drawn
   * @param caption the same in words, with the numbers that matter
   * @param chart description for the page's script
   */
  record Figure(String name, String caption, String chart) {}

  static Block paragraph(String text) {
    return new Block(List.of(text), List.of(), List.of(), List.of());
  }

  static Block list(List<String> items) {
    return new Block(List.of(), List.copyOf(items), List.of(), List.of());
  }

  static Block figure(String name, String caption, Chart chart) {
    Figure figure = new Figure(name, caption, chart.json());
    return new Block(List.of(), List.of(), List.of(figure), List.of());
  }

  static Block table(Table table) {
    return new Block(List.of(), List.of(), List.of(), List.of(table));
  }
}
