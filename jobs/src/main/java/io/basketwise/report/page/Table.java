package io.basketwise.report.page;

import io.basketwise.report.page.Page.Tone;
import java.util.ArrayList;
import java.util.List;

/** A table; the first cell of a row names it. */
final class Table {
  private static final int SHADES = 6;

  /**
   * One cell.
   *
   * @param detail said below the text, at most one
   * @param look class of the style sheet
   */
  record Cell(String text, List<String> detail, String look) {
    private Cell(String text, String look) {
      this(text, List.of(), look);
    }

    /** Words. */
    static Cell text(String text) {
      return new Cell(text, "text");
    }

    /** Words that are no data, as of a date or a name of ours. */
    static Cell plain(String text) {
      return new Cell(text, "plain");
    }

    /** A formatted number. */
    static Cell number(String number) {
      return new Cell(number, "number");
    }

    /** A formatted figure with its interval below it, which may be empty. */
    static Cell figure(String number, String interval) {
      return new Cell(number, interval.isEmpty() ? List.of() : List.of(interval), "number");
    }

    /** A word that is good or bad news. */
    static Cell verdict(Tone tone, String word) {
      return new Cell(word, tone.toString());
    }

    /** A formatted number on a shade that grows with a share of 0 to 1. */
    static Cell shaded(String number, double share) {
      int shade = (int) Math.round(Math.min(1, Math.max(0, share)) * SHADES);
      return new Cell(number, "number shade-" + shade);
    }
  }

  /** One row. */
  record Row(List<Cell> cells) {}

  private final String caption;
  private final List<Cell> head;
  private final List<Row> rows = new ArrayList<>();

  /** A table without rows yet. */
  Table(String caption, Cell... head) {
    this.caption = caption;
    this.head = List.of(head);
  }

  /** Adds a row, a cell for each column. */
  Table row(List<Cell> cells) {
    if (cells.size() != head.size()) {
      throw new IllegalArgumentException(
          caption + ": " + cells.size() + " cells for " + head.size() + " columns");
    }
    rows.add(new Row(List.copyOf(cells)));
    return this;
  }

  /** Adds a row, a cell for each column. */
  Table row(Cell... cells) {
    return row(List.of(cells));
  }

  String caption() {
    return caption;
  }

  List<Cell> head() {
    return head;
  }

  List<Row> rows() {
    return List.copyOf(rows);
  }
}
