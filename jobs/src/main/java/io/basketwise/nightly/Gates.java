package io.basketwise.nightly;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Comparison;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.failure.Quantity;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.report.Failure;
import io.basketwise.report.Verdict;
import io.basketwise.report.Verdict.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Decides whether a version is good enough to be published. */
final class Gates {
  static final String TO_LIVE = "gates.maxLossToLive";
  private static final String POLICY = "gates.maxPolicyLoss";
  private static final String OPENS = "opens";
  private static final String OPENS_ASKED =
      "every byte and value in order, golden moments answered as recorded";

  /** With fewer baskets chance alone could refuse a version. */
  private static final int MIN_BASKETS = 30;

  private final ShopConfig.Gates gates;
  private final String currency;

  Gates(ShopConfig.Gates gates, String currency) {
    this.gates = gates;
    this.currency = currency;
  }

  /**
   * What can be said of a version alone, but for whether it {@link #opens}. Equal inputs give equal
   * verdicts.
   */
  List<Verdict> ofVersion(Evaluate.Figures figures, Optional<BehaviourReport> behaviour) {
    double blend = figures.of(Evaluate.BLEND, Evaluate.HIT_RATE_6).value();
    List<Verdict> verdicts = new ArrayList<>();
    verdicts.add(
        Verdict.atLeast(
            "gates.minHitRate", "HR@6 of the blend at least", gates.minHitRate(), blend));
    if (gates.beatPopularity()) {
      verdicts.add(above("gates.beatPopularity", Evaluate.POPULARITY, figures, blend));
    }
    if (gates.beatPersonalFrequency()) {
      verdicts.add(
          above("gates.beatPersonalFrequency", Evaluate.PERSONAL_FREQUENCY, figures, blend));
    }
    verdicts.add(
        Verdict.atLeast(
            "gates.minCoverage",
            "coverage@6 of the blend at least",
            gates.minCoverage(),
            figures.of(Evaluate.BLEND, Evaluate.COVERAGE_6).value()));
    behaviour
        .flatMap(BehaviourReport::intent)
        .ifPresent(intent -> verdicts.add(calibrated("intent", intent.calibrationError())));
    behaviour
        .flatMap(BehaviourReport::purchase)
        .ifPresent(purchase -> verdicts.add(calibrated("purchase", purchase.calibrationError())));
    return List.copyOf(verdicts);
  }

  private static Verdict above(
      String gate, String baseline, Evaluate.Figures figures, double blend) {
    return Verdict.above(
        gate,
        "HR@6 of the blend above that of " + baseline,
        figures.of(baseline, Evaluate.HIT_RATE_6).value(),
        blend);
  }

  private Verdict calibrated(String model, double error) {
    String gate = "gates.maxCalibrationError (" + model + ")";
    return Double.isFinite(error)
        ? Verdict.atMost(
            gate, "calibration error of " + model + " at most", gates.maxCalibrationError(), error)
        : Verdict.plain(
            gate, "calibration error of " + model + " cannot be told", Ruling.NOT_JUDGED);
  }

  /** The new version beside the live one. */
  Verdict toLive(Comparison comparison) {
    String sides =
        String.format(
            Locale.ROOT,
            "HR@6 less that of live %s (%.4f): %+.4f (%+.4f to %+.4f) over %s, %,d learned"
                + " by both%s",
            comparison.version(),
            comparison.live(),
            comparison.difference().value(),
            comparison.difference().low(),
            comparison.difference().high(),
            Quantity.of(comparison.baskets(), "basket"),
            comparison.learned(),
            comparison.lacking() == 0
                ? ""
                : ", " + Quantity.of(comparison.lacking(), "hidden item") + " unknown to live");
    return comparison.baskets() < MIN_BASKETS
        ? Verdict.plain(
            TO_LIVE, sides + "; fewer than " + MIN_BASKETS + " baskets", Ruling.NOT_JUDGED)
        : Verdict.atLeast(
            TO_LIVE,
            sides + "; upper end at least",
            -gates.maxLossToLive() * comparison.live(),
            comparison.difference().high());
  }

  /** Why there was no live version to compare with. */
  static Verdict noRival(String why) {
    return Verdict.plain(TO_LIVE, why, Ruling.NOT_JUDGED);
  }

  /** What became of a new timing policy, which alone never refuses a version. */
  Optional<Verdict> policy(Optional<BehaviourReport> behaviour) {
    return behaviour.map(BehaviourReport::timing).flatMap(this::policy);
  }

  private Optional<Verdict> policy(BehaviourReport.Timing timing) {
    if (timing.gain().isPresent()) {
      return Optional.of(policy(timing, timing.gain().get().low()));
    }
    return timing.state().equals(BehaviourReport.Timing.KEPT)
        ? Optional.of(
            Verdict.plain(
                POLICY,
                "no logged moments in the holdout to value a new timing on",
                Ruling.LIVE_STAYS))
        : Optional.empty();
  }

  /** A lower end that one visitor alone leaves infinite is no number. */
  private Verdict policy(BehaviourReport.Timing timing, double low) {
    return new Verdict(
        POLICY,
        "lower end of what the new timing gains over the live one, "
            + currency
            + " a moment, at least",
        OptionalDouble.of(-timing.allowedLoss(gates.maxPolicyLoss())),
        Double.isFinite(low) ? OptionalDouble.of(low) : OptionalDouble.empty(),
        timing.mayLose(gates.maxPolicyLoss()) ? Ruling.LIVE_STAYS : Ruling.PASSED);
  }

  /**
   * The verdicts of a version that opens. They stand in its manifest from the start, because no
   * version is published or kept that does not.
   */
  static List<Verdict> opens(List<Verdict> verdicts) {
    return opened(verdicts, "", Ruling.PASSED);
  }

  /** The verdicts of a run that makes no version. */
  static List<Verdict> neverOpened(List<Verdict> verdicts) {
    return opened(verdicts, ": --no-publish makes no version to open", Ruling.NOT_JUDGED);
  }

  /** A staged version that turned out not to open. */
  static List<Verdict> damaged(List<Verdict> verdicts, ArtifactException damage) {
    return opened(verdicts, ": " + oneLine(damage), Ruling.FAILED);
  }

  private static List<Verdict> opened(List<Verdict> verdicts, String why, Ruling ruling) {
    List<Verdict> all = new ArrayList<>();
    all.add(Verdict.plain(OPENS, OPENS_ASKED + why, ruling));
    all.addAll(verdicts);
    return List.copyOf(all);
  }

  static String oneLine(ArtifactException failure) {
    return String.valueOf(failure.getMessage()).replaceAll("\\s*\\n\\s*", "; ");
  }

  /** Why a version with these verdicts is not published, and what to do; {@code kept} is its id. */
  static Failure refusal(List<Verdict> gates, Optional<String> kept) {
    List<Verdict> failed = gates.stream().filter(gate -> !gate.passed()).toList();
    boolean judged = failed.stream().anyMatch(gate -> !gate.gate().equals(Verdict.ROLLED_BACK));
    String byForce =
        kept.map(version -> "versions publish " + version + " --force --reason TEXT").orElse("");
    String cause = failed.stream().map(Verdict::told).collect(Collectors.joining("; "));
    if (!judged) {
      return new Failure(
          "The version was rolled back and is not published again",
          cause,
          "wait for new rows, or take the rollback back"
              + (byForce.isEmpty() ? "" : ": " + byForce));
    }
    return new Failure(
        "A gate refused the new version",
        cause,
        "look at the figures of this run; lower a gate only if they are good enough for the shop"
            + (byForce.isEmpty() ? "" : ", or publish it once all the same: " + byForce));
  }

  /** A version that somebody took back. */
  static Verdict rolledBack(StoreHistory.Event event) {
    return Verdict.plain(
        Verdict.ROLLED_BACK,
        String.format(
            Locale.ROOT,
            "version %s was rolled back at %s: %s; 'versions publish %s' takes that back",
            event.version(),
            event.at(),
            event.reason(),
            event.version()),
        Ruling.FAILED);
  }
}
