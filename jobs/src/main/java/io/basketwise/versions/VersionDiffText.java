package io.basketwise.versions;

import io.basketwise.failure.Quantity;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.report.Verdict;
import io.basketwise.versions.VersionDiff.Pair;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison of two versions to read. The JSON has what is left out here. */
public final class VersionDiffText {
  /** Ids of items that are named. */
  private static final int NAMED = 10;

  private static final String ROW = "%-34s %22s %22s  %s";

  private final List<String> lines = new ArrayList<>();

  private VersionDiffText() {}

  /** The lines. */
  public static List<String> lines(VersionDiff diff) {
    VersionDiffText text = new VersionDiffText();
    text.line(ROW, "", diff.a().version(), diff.b().version(), "");
    text.row("as of", diff.a().asOf(), diff.b().asOf());
    text.row("created", created(diff.a()), created(diff.b()));
    text.row("items", number(diff.itemCounts()[0]), number(diff.itemCounts()[1]));
    text.names("  in", diff.itemsIn());
    text.names("  out", diff.itemsOut());
    text.line(
        ROW,
        "rules",
        number(diff.rules()[0]),
        number(diff.rules()[1]),
        change(diff.rules()[1] - diff.rules()[2], diff.rules()[0] - diff.rules()[2]));
    diff.neighbours()
        .forEach(
            (relation, each) ->
                text.line(
                    ROW,
                    "neighbours, " + relation,
                    "",
                    "",
                    change(each.in(), each.out()) + ", of " + Quantity.of(each.items(), "item")));
    text.metrics(diff.metrics());
    diff.gates().forEach((gate, pair) -> text.row(gate, verdict(pair.a()), verdict(pair.b())));
    text.line(
        ROW,
        "policy",
        "",
        "",
        diff.policy().isEmpty() ? "the same" : String.join(", ", diff.policy()));
    diff.files()
        .forEach((path, pair) -> text.row(path + ", bytes", shown(pair.a()), shown(pair.b())));
    return List.copyOf(text.lines);
  }

  private static Instant created(Manifest manifest) {
    return manifest.createdAt().truncatedTo(ChronoUnit.SECONDS);
  }

  private void line(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values).stripTrailing());
  }

  private void row(String name, Object a, Object b) {
    line(ROW, name, a, b, "");
  }

  private void names(String label, List<String> ids) {
    if (!ids.isEmpty()) {
      String more = ids.size() > NAMED ? ", and " + number(ids.size() - NAMED) + " more" : "";
      line(
          "%s %s: %s%s",
          label,
          number(ids.size()),
          String.join(", ", ids.subList(0, Math.min(NAMED, ids.size()))),
          more);
    }
  }

  /** Values alone: their intervals are in the JSON. */
  private void metrics(Map<String, Pair> metrics) {
    metrics.forEach(
        (path, pair) -> {
          if (path.startsWith("methods.") && path.endsWith(".value")) {
            String name = path.substring("methods.".length(), path.length() - ".value".length());
            String change =
                pair.a() instanceof Number a && pair.b() instanceof Number b
                    ? String.format(Locale.ROOT, "%+.4f", b.doubleValue() - a.doubleValue())
                    : "";
            line(ROW, name, shown(pair.a()), shown(pair.b()), change);
          }
        });
  }

  private static String verdict(@Nullable Object gate) {
    return Verdict.of(gate)
        .map(
            each ->
                each.value().isPresent()
                    ? String.format(
                        Locale.ROOT, "%.4f %s", each.value().getAsDouble(), each.ruling().word())
                    : each.ruling().word())
        .orElse("-");
  }

  private static String shown(@Nullable Object value) {
    if (value instanceof Double number) {
      return String.format(Locale.ROOT, "%.4f", number);
    }
    return value instanceof Long number ? number(number) : value == null ? "-" : value.toString();
  }

  private static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String change(long in, long out) {
    return String.format(Locale.ROOT, "%,d in, %,d out", in, out);
  }
}
