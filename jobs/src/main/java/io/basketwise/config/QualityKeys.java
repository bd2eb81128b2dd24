package io.basketwise.config;

import io.basketwise.config.ValueType.Choice;
import io.basketwise.config.ValueType.Real;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** The keys of what a night's rows must keep to be taken in. */
final class QualityKeys {
  private static final double MOST = 1e6;

  private QualityKeys() {}

  static List<ConfigKey> all() {
    return Stream.concat(
            Stream.of(badRows(), goneFiles()),
            Stream.of(QualityRule.values()).flatMap(QualityKeys::rule))
        .toList();
  }

  private static ConfigKey badRows() {
    return ConfigKey.of(
        "quality.maxBadShare",
        Real.from(0, 1),
        "0.05",
        "share of rows",
        "share of quarantined rows of a table above which the run stops",
        c -> c.quality().maxBadShare());
  }

  private static ConfigKey goneFiles() {
    return ConfigKey.of(
        "quality.goneFiles",
        Choice.of(ShopConfig.GoneFiles.class),
        "refuse",
        "",
        "what becomes of the rows of Parquet files that were read before and are gone: the run"
            + " stops, they stay (it stops where all must be read again), or all that is left is"
            + " read again",
        c -> Choice.word(c.quality().goneFiles()));
  }

  private static Stream<ConfigKey> rule(QualityRule rule) {
    String beyond = rule.ceiling() ? "above" : "below";
    return Stream.of(
        ConfigKey.of(
            "quality." + rule.key() + ".warn",
            Real.from(0, MOST),
            text(rule.warn()),
            "",
            beyond + " this the run warns: " + rule.meaning(),
            c -> thresholds(c, rule).warn()),
        ConfigKey.of(
            "quality." + rule.key() + ".fail",
            Real.from(0, MOST),
            text(rule.fail()),
            "",
            beyond + " this the run stops, and the rows are not taken in",
            c -> thresholds(c, rule).fail()));
  }

  private static ShopConfig.Thresholds thresholds(ShopConfig config, QualityRule rule) {
    return Objects.requireNonNull(config.quality().thresholds().get(rule));
  }

  private static String text(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : Double.toString(value);
  }
}
