package io.basketwise.report.page;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.BehaviourReport.FunctionReport;
import io.basketwise.behaviour.BehaviourReport.Intents;
import io.basketwise.failure.Quantity;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import io.basketwise.report.page.Page.Section;
import io.basketwise.report.page.Table.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the models of behaviour fared: intent, chance of an order, timing. */
final class BehaviourSections {
  private BehaviourSections() {}

  static List<Section> of(BehaviourReport report, String currency) {
    List<Section> sections = new ArrayList<>();
    report.purchase().map(CalibrationSection::of).ifPresent(sections::add);
    report
        .intent()
        .map(intents -> new Section("intent", "Why people shop", blocks(intents, report)))
        .ifPresent(sections::add);
    sections.add(PolicySection.of(report.timing(), currency));
    return sections;
  }

  private static List<Block> blocks(Intents intents, BehaviourReport report) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        Block.paragraph(
            Words.format(
                "At half of %s the classifier (%s) agrees with %s to a macro-F1 of %s,"
                    + " with a calibration error of %s. Moved most by %s.",
                Quantity.of(intents.sessions(), "session"),
                intents.family().id(),
                intents.labels(),
                Words.decimals(intents.macroF1(), 3),
                Words.decimals(intents.calibrationError(), 3),
                names(intents.important()))));
    blocks.add(Block.table(confusion(intents)));
    if (!report.functions().isEmpty()) {
      blocks.add(Block.table(functions(report.functions())));
    }
    return blocks;
  }

  /** Names of features as a sentence lists them. */
  static String names(List<SessionFeature> features) {
    return features.stream().map(SessionFeature::key).collect(Collectors.joining(", "));
  }

  private static Table confusion(Intents found) {
    double[][] sessions = found.confusion();
    int decimals = found.confusionDecimals();
    List<Cell> head = new ArrayList<>(List.of(Cell.plain("true, predicted")));
    for (Intent intent : Intent.values()) {
      head.add(Cell.number(intent.key()));
    }
    Table table =
        new Table(
            "Confusion matrix: sessions by true and predicted intent, with the share of the true"
                + " ones, which is what the shade shows",
            head.toArray(Cell[]::new));
    List<Intent> intents = List.of(Intent.values());
    for (int truth = 0; truth < sessions.length; truth++) {
      double[] row = sessions[truth];
      double all = 0;
      for (double each : row) {
        all += each;
      }
      List<Cell> cells = new ArrayList<>(List.of(Cell.plain(intents.get(truth).key())));
      for (double each : row) {
        double share = all == 0 ? 0 : each / all;
        cells.add(
            Cell.shaded(Words.decimals(each, decimals) + " (" + Words.percent(share) + ")", share));
      }
      table.row(cells);
    }
    return table;
  }

  private static Table functions(List<FunctionReport> functions) {
    Table table =
        new Table(
            "Labelling functions",
            Cell.plain("function"),
            Cell.number("votes on"),
            Cell.number("with others"),
            Cell.number("against others"),
            Cell.number("estimated accuracy"));
    for (FunctionReport each : functions) {
      table.row(
          Cell.plain(each.intent().key() + "." + each.name()),
          Cell.number(Words.percent(each.coverage())),
          Cell.number(Words.percent(each.overlap())),
          Cell.number(Words.percent(each.conflict())),
          Cell.number(Words.percent(each.accuracy())));
    }
    return table;
  }
}
