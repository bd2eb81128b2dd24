package io.basketwise.behaviour;

import io.basketwise.behaviour.BehaviourReport.FunctionReport;
import io.basketwise.behaviour.BehaviourReport.Intents;
import io.basketwise.behaviour.BehaviourReport.Purchases;
import io.basketwise.behaviour.learn.Family;
import io.basketwise.failure.Quantity;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of a run's page that tells of behaviour. */
final class BehaviourText {
  private final BehaviourReport report;
  private final String currency;
  private final List<String> lines = new ArrayList<>();

  BehaviourText(BehaviourReport report, String currency) {
    this.report = report;
    this.currency = currency;
  }

  List<String> lines() {
    line("behaviour, learned from %s", Quantity.of(report.sessions(), "session"));
    functions();
    report.intent().ifPresent(this::intents);
    report.purchase().ifPresent(this::purchases);
    timing();
    return List.copyOf(lines);
  }

  private void line(String format, Object... values) {
    lines.add(String.format(Locale.ROOT, format, values));
  }

  private void functions() {
    if (report.functions().isEmpty()) {
      return;
    }
    line(
        "%-28s %9s %9s %9s %9s",
        "labelling function", "coverage", "overlap", "conflict", "accuracy");
    for (FunctionReport each : report.functions()) {
      line(
          "%-28s %9s %9s %9s %9s",
          each.intent().key() + "." + each.name(),
          BehaviourReport.percent(each.coverage()),
          BehaviourReport.percent(each.overlap()),
          BehaviourReport.percent(each.conflict()),
          BehaviourReport.percent(each.accuracy()));
    }
    report
        .agreement()
        .ifPresent(
            share ->
                line(
                    "the labels given take over; weak labels agree with %s of them",
                    BehaviourReport.percent(share)));
  }

  private void intents(Intents intents) {
    line(
        "intent at half of %s: macro-F1 %.4f, calibration error %.4f against %s; %s",
        Quantity.of(intents.sessions(), "session"),
        intents.macroF1(),
        intents.calibrationError(),
        intents.labels(),
        losses(intents.family(), intents.losses()));
    line(
        "%-16s %14s %14s %14s %14s %14s",
        "true, predicted", "problem_solver", "upgrader", "bulk_buyer", "gift_shopper", "explorer");
    for (Intent intent : Intent.values()) {
      double[] row = intents.confusion()[List.of(Intent.values()).indexOf(intent)];
      String cell = " %,14." + intents.confusionDecimals() + "f";
      line("%-16s" + cell.repeat(5), intent.key(), row[0], row[1], row[2], row[3], row[4]);
    }
    line("moved most by %s", names(intents.important()));
  }

  private void purchases(Purchases purchases) {
    line(
        "purchase at %s: AUC %.4f, average precision %.4f, calibration error %.4f; %s",
        Quantity.of(purchases.moments(), "moment"),
        purchases.auc(),
        purchases.averagePrecision(),
        purchases.calibrationError(),
        losses(purchases.family(), purchases.losses()));
    line("moved most by %s", names(purchases.important()));
  }

  private static String losses(Family chosen, Map<Family, Double> losses) {
    return losses.entrySet().stream()
        .map(each -> String.format(Locale.ROOT, "%s %.4f", each.getKey().id(), each.getValue()))
        .collect(Collectors.joining(", ", chosen.id() + " by log loss (", ")"));
  }

  private static String names(List<SessionFeature> features) {
    return features.stream().map(SessionFeature::key).collect(Collectors.joining(", "));
  }

  private void timing() {
    var timing = report.timing();
    line(
        "timing: %s; %s, %,d more that chance did not decide or that lack a propensity",
        timing.state(), Quantity.of(timing.moments(), "logged moment"), timing.unusable());
    if (!timing.values().isEmpty()) {
      line("what policies are worth, %s of contribution margin a moment:", currency);
      line(
          "%-8s %30s %30s %30s %8s %8s",
          "policy", "IPS, 95 % interval", "SNIPS", "doubly robust", "size", "overlap");
    }
    timing
        .values()
        .forEach(
            (policy, each) ->
                line(
                    "%-8s %30s %30s %30s %,8.0f %8s",
                    policy,
                    value(each.ips()),
                    value(each.snips()),
                    value(each.doublyRobust()),
                    each.effectiveSize(),
                    BehaviourReport.percent(each.overlap())));
    timing
        .gain()
        .ifPresent(
            gain -> line("the new policy gains over the live one: %s %s", value(gain), currency));
  }

  private static String value(OffPolicy.Value value) {
    return String.format(
        Locale.ROOT, "%.3f (%.3f to %.3f)", value.value(), value.low(), value.high());
  }
}
