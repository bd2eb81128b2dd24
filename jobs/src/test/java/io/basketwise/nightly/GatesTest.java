package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.OffPolicy;
import io.basketwise.config.ShopConfig;
import io.basketwise.evaluate.Comparison;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.Interval;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.report.Failure;
import io.basketwise.report.GateTable;
import io.basketwise.report.Verdict;
import io.basketwise.report.Verdict.Ruling;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GatesTest {
  private static final Gates GATES =
      new Gates(new ShopConfig.Gates(0.1, true, true, 0.1, 0.2, 0.15, 0.02), "EUR");

  private static Evaluate.Figures figures(
      double blend, double popularity, double personal, double coverage) {
    return new Evaluate.Figures(
        100,
        300,
        Map.of(
            "blend", Map.of("HR@6", figure(blend), "coverage@6", figure(coverage)),
            "popularity", Map.of("HR@6", figure(popularity)),
            "personal", Map.of("HR@6", figure(personal))));
  }

  private static Interval figure(double value) {
    return new Interval(value, value, value);
  }

  private static List<String> failed(Evaluate.Figures figures) {
    return GATES.ofVersion(figures, Optional.empty()).stream()
        .filter(verdict -> !verdict.passed())
        .map(Verdict::gate)
        .toList();
  }

  @Test
  void aVersionMustBeatBothBaselinesAndCoverItems() {
    assertThat(failed(figures(0.3, 0.1, 0.2, 0.4))).isEmpty();
    assertThat(failed(figures(0.3, 0.3, 0.2, 0.4))).containsExactly("gates.beatPopularity");
    assertThat(failed(figures(0.3, 0.1, 0.31, 0.4))).containsExactly("gates.beatPersonalFrequency");
    assertThat(failed(figures(0.3, 0.1, 0.2, 0.1))).containsExactly("gates.minCoverage");
    assertThat(failed(figures(0.05, 0.01, 0.01, 0.4))).containsExactly("gates.minHitRate");
  }

  @Test
  void aRefusalSaysWhichGateAskedWhatAndWhatItIs() {
    List<Verdict> gates = GATES.ofVersion(figures(0.05, 0.01, 0.01, 0.4), Optional.empty());
    Failure refusal = Gates.refusal(gates, Optional.of("20261101-0123456789ab"));
    assertThat(refusal.cause())
        .isEqualTo("gates.minHitRate: HR@6 of the blend at least 0.1000, it is 0.0500");
    assertThat(refusal.remedy()).contains("versions publish 20261101-0123456789ab --force");
  }

  @Test
  void aRollbackIsNoMatterOfFigures() {
    StoreHistory.Event event =
        new StoreHistory.Event(
            "20261101-0123456789ab", Instant.parse("2026-11-02T08:00:00Z"), "too loud");
    Failure refusal = Gates.refusal(List.of(Gates.rolledBack(event)), Optional.empty());
    assertThat(refusal.problem()).contains("rolled back").doesNotContain("gate");
    assertThat(refusal.cause()).contains("too loud", "versions publish 20261101-0123456789ab");
    assertThat(refusal.remedy()).doesNotContain("gate");
  }

  private static Verdict toLive(double low, double high, int baskets) {
    return GATES.toLive(
        new Comparison(
            "20261101-0123456789ab",
            LocalDate.of(2026, 11, 1),
            0.4,
            new Interval((low + high) / 2, low, high),
            baskets,
            baskets / 2,
            12));
  }

  @Test
  void aVersionThatIsSurelyWorseThanTheLiveOneIsRefused() {
    assertThat(toLive(-0.2, -0.05, 500).ruling()).isEqualTo(Ruling.FAILED);
    assertThat(toLive(-0.2, -0.03, 500).ruling())
        .as("a loss of 0.03 is within a tenth of 0.4")
        .isEqualTo(Ruling.PASSED);
    assertThat(toLive(-0.2, -0.05, 29).ruling())
        .as("too few baskets to tell")
        .isEqualTo(Ruling.NOT_JUDGED);
    assertThat(toLive(-0.2, -0.05, 500).requirement())
        .contains(
            "20261101-0123456789ab", "12 hidden items unknown to live", "250 learned by both");
  }

  private static Verdict policy(String state, Optional<OffPolicy.Value> gain) {
    OffPolicy.Value live = new OffPolicy.Value(10, 9, 11);
    Map<String, OffPolicy.Estimate> values =
        gain.isEmpty()
            ? Map.of()
            : Map.of("live", new OffPolicy.Estimate(live, live, live, 100, 1, 2));
    return GATES
        .policy(
            Optional.of(
                new BehaviourReport(
                    1,
                    List.of(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new BehaviourReport.Timing(state, Optional.empty(), 1, 0, values, gain),
                    List.of())))
        .orElseThrow();
  }

  @Test
  void aPolicyIsRuledByTheNumbersThatArePrinted() {
    Verdict within = policy("trained", Optional.of(new OffPolicy.Value(0.1, -0.19, 0.4)));
    assertThat(within.ruling()).isEqualTo(Ruling.PASSED);
    assertThat(within.threshold()).hasValue(-0.2);
    assertThat(within.value()).hasValue(-0.19);
    for (String state : List.of("trained", "untrained", "kept")) {
      assertThat(policy(state, Optional.of(new OffPolicy.Value(0.1, -0.21, 0.4))).ruling())
          .isEqualTo(Ruling.LIVE_STAYS);
    }
  }

  @Test
  void aPolicyThatCouldNotBeValuedIsToldFromOneThatPassed() {
    assertThat(policy("kept", Optional.empty()).ruling()).isEqualTo(Ruling.LIVE_STAYS);
    double infinite = Double.POSITIVE_INFINITY;
    Verdict alone = policy("kept", Optional.of(new OffPolicy.Value(1, -infinite, infinite)));
    assertThat(alone.ruling()).isEqualTo(Ruling.LIVE_STAYS);
    assertThat(Verdict.of(alone.json())).contains(alone);
  }

  @Test
  void theTableIsAlignedAndSurvivesTheManifest() {
    List<Verdict> verdicts =
        List.of(toLive(-0.2, -0.05, 500), Gates.noRival("no version is live yet"));
    List<String> lines = GateTable.lines(verdicts);
    int column = lines.get(0).indexOf("verdict");
    assertThat(lines.get(1).substring(column)).startsWith("FAILED ");
    assertThat(lines.get(2).substring(column)).startsWith("not judged ");
    assertThat(verdicts.stream().map(each -> Verdict.of(each.json()).orElseThrow()).toList())
        .isEqualTo(verdicts);
  }
}
