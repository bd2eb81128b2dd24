package io.basketwise.report.page;

import io.basketwise.behaviour.BehaviourReport.Purchases;
import io.basketwise.behaviour.learn.Reliability;
import io.basketwise.evaluate.Interval;
import io.basketwise.failure.Quantity;
import io.basketwise.report.page.Chart.Observed;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.List;

/** Whether the chance of an order is what happens: the reliability diagram. */
final class CalibrationSection {
  /** 97.5th percentile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  private CalibrationSection() {}

  static Section of(Purchases purchases) {
    List<Observed> points =
        purchases.reliability().stream().map(CalibrationSection::observed).toList();
    Table table =
        new Table(
            "Foretold and observed orders, with 95 % intervals as if moments were independent",
            Cell.number("foretold chance"),
            Cell.number("share that ordered"),
            Cell.number("moments"));
    for (int bin = 0; bin < points.size(); bin++) {
      Observed point = points.get(bin);
      table.row(
          Cell.number(Words.percent(point.predicted())),
          Cell.figure(Words.percent(point.observed().value()), interval(point.observed())),
          Cell.number(Words.amount(purchases.reliability().get(bin).rows())));
    }
    return new Section(
        "calibration",
        "Chance of an order",
        List.of(
            Block.figure(
                "Reliability diagram",
                caption(purchases),
                Chart.reliability("foretold chance of an order", "share that ordered", points)),
            Block.table(table)));
  }

  /** With the interval of Wilson (1927). */
  private static Observed observed(Reliability.Bin bin) {
    double rows = bin.rows();
    double share = bin.observed();
    double z2 = Z * Z / rows;
    double middle = (share + z2 / 2) / (1 + z2);
    double half = Z * Math.sqrt(share * (1 - share) / rows + z2 / (4 * rows)) / (1 + z2);
    Interval found = new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
    String text =
        Words.format(
            "foretold %s, observed %s (%s) of %s moments",
            Words.percent(bin.predicted()),
            Words.percent(share),
            interval(found),
            Words.amount(rows));
    return new Observed(bin.predicted(), found, text);
  }

  private static String interval(Interval figure) {
    return Words.percent(figure.low()) + " to " + Words.percent(figure.high());
  }

  private static String caption(Purchases purchases) {
    return Words.format(
        "On %s of the holdout the chance of an order (%s) is off by %s on average (expected"
            + " calibration error); on the dashed line it would be right everywhere. AUC %s,"
            + " average precision %s. Moved most by %s.",
        Quantity.of(purchases.moments(), "moment"),
        purchases.family().id(),
        Words.percent(purchases.calibrationError()),
        Words.decimals(purchases.auc(), 3),
        Words.decimals(purchases.averagePrecision(), 3),
        BehaviourSections.names(purchases.important()));
  }
}
