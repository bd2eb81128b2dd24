package io.basketwise.cli;

import io.basketwise.models.decision.OfferKind;
import io.basketwise.models.score.Drop;
import io.basketwise.models.score.EvidenceFeature;
import io.basketwise.models.score.Trace;
import java.io.PrintWriter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * The candidates of a moment for a terminal of {@value #WIDTH} columns: what became of each, then
 * the evidence. Long ids and titles are cut; of the evidence the logarithms are left out, which the
 * numbers beside them tell. JSON has it all.
 */
final class CandidateTables {
  private static final int WIDTH = 120;
  private static final int LONGEST_ID = 20;
  private static final Set<EvidenceFeature> LOGARITHMS =
      EnumSet.of(
          EvidenceFeature.COSINE_LOG,
          EvidenceFeature.LINEAR_LOG,
          EvidenceFeature.RULE_CONFIDENCE_LOG);
  private static final List<EvidenceFeature> SHOWN =
      List.copyOf(EnumSet.complementOf(EnumSet.copyOf(LOGARITHMS)));

  private final List<Trace.Line> lines;
  private final int idWidth;
  private final int outcomeWidth;

  CandidateTables(List<Trace.Line> lines) {
    this.lines = lines;
    idWidth = Math.min(LONGEST_ID, widest("item", Trace.Line::itemId));
    outcomeWidth = widest("outcome", line -> outcome(line.drop()));
  }

  private int widest(String head, Function<Trace.Line, String> column) {
    int widest =
        lines.stream()
            .map(column)
            .mapToInt(text -> text.codePointCount(0, text.length()))
            .max()
            .orElse(0);
    return Math.max(head.length(), widest);
  }

  void print(PrintWriter out) {
    out.println();
    out.println(row("title", "rank", id("item"), "kind", "blend", "score", "value", "outcome"));
    lines.forEach(line -> out.println(row(line)));
    out.println();
    out.print(id("item"));
    SHOWN.forEach(feature -> out.print(cell(feature, name(feature))));
    out.println();
    lines.forEach(line -> evidence(line, out));
  }

  private String row(Trace.Line line) {
    return row(
        line.title(),
        line.rank() < 0 ? "-" : String.valueOf(line.rank()),
        id(line.itemId()),
        line.kind().map(OfferKind::key).orElse("-"),
        decimals(line.blend()),
        decimals(line.score()),
        decimals(line.value()),
        outcome(line.drop()));
  }

  private String row(String title, Object... cells) {
    String format = "%4s  %s %-10s %9s %7s %10s  %-" + outcomeWidth + "s  ";
    String start = String.format(Locale.ROOT, format, cells);
    return start + Printable.brief(title, WIDTH - start.length());
  }

  private String id(String item) {
    return String.format(Locale.ROOT, "%-" + idWidth + "s", Printable.brief(item, idWidth));
  }

  private void evidence(Trace.Line line, PrintWriter out) {
    out.print(id(line.itemId()));
    SHOWN.forEach(f -> out.print(cell(f, decimals(line.features().getOrDefault(f, 0.0)))));
    out.println();
  }

  private static String cell(EvidenceFeature feature, String text) {
    return String.format(Locale.ROOT, " %" + Math.max(9, name(feature).length()) + "s", text);
  }

  private static String name(EvidenceFeature feature) {
    return feature.name().toLowerCase(Locale.ROOT);
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  private static String outcome(Drop drop) {
    return drop == Drop.NONE ? drop.stage() : drop.stage() + ": " + drop.key();
  }
}
