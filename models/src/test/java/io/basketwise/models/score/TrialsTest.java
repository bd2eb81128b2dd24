package io.basketwise.models.score;

import static io.basketwise.models.score.Shops.moment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Experiment;
import io.basketwise.models.artifact.Experiment.Variant;
import io.basketwise.models.decision.Action;
import io.basketwise.models.decision.Assignment;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.Reason;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrialsTest {
  @TempDir Path folder;

  @Test
  void visitorsAreSplitByTheirSharesAndStayWhereTheyAre() {
    Scorer scorer = Shops.open(new SmallShop().policy(SmallShop.trial(0.25)), folder);
    List<Decision> decisions =
        IntStream.range(0, 2000)
            .mapToObj(v -> scorer.decide(moment("drill").visitorId("visitor-" + v).build()))
            .toList();
    long quiet = decisions.stream().filter(d -> d.reason() == Reason.HOLDOUT).count();
    assertThat(quiet / 2000.0).isCloseTo(0.25, within(0.03));
    for (Decision decision : decisions) {
      boolean held = decision.action() == Action.QUIET;
      assertThat(decision.experiment().orElseThrow().id()).isEqualTo("cart-quiet");
      assertThat(decision.experiment().orElseThrow().variant())
          .isEqualTo(held ? "holdout" : "offers");
      assertThat(decision.experiment().orElseThrow().propensity()).isEqualTo(held ? 0.25 : 0.75);
    }
  }

  /** Who learns from the log asks how likely the offer was, not how likely its variant. */
  @Test
  void thePropensityIsThatOfTheAction() {
    Variant plain = new Variant("plain", 0.5, false, false);
    Variant bold = new Variant("bold", 0.25, false, false);
    Variant holdout = new Variant("holdout", 0.25, true, false);
    assertThat(propensities(plain, bold, holdout)).containsExactly(0.75, 0.75, 0.25);
    assertThat(propensities(plain, new Variant("bold", 0.5, false, false))).containsExactly(1, 1);
    assertThat(propensities(plain, new Variant("bold", 0.5 - 1e-10, false, false)))
        .as("shares that round to less than 1")
        .containsExactly(1, 1);
  }

  /** At a moment at which timing would be quiet only those offer that explore. */
  @Test
  void thePropensityOfExploringIsThatOfWhoExplores() {
    Variant plain = new Variant("plain", 0.7, false, false);
    Variant holdout = new Variant("holdout", 0.2, true, false);
    Variant explorers = new Variant("explorers", 0.1, false, true);
    assertThat(propensities(plain, holdout, explorers))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.8, 0.2, 0.8);
    assertThat(propensities(false, plain, holdout, explorers))
        .usingComparatorWithPrecision(1e-12)
        .containsExactly(0.9, 0.9, 0.1);
    assertThatThrownBy(() -> new Variant("both", 0.5, true, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("both is both quiet and explore");
  }

  private static double[] propensities(Variant... variants) {
    return propensities(true, variants);
  }

  private static double[] propensities(boolean timely, Variant... variants) {
    var experiment =
        new Experiment("e", Placement.CART, LocalDate.MIN, LocalDate.MAX, List.of(variants));
    return experiment.variants().stream()
        .map(variant -> new Trials.Drawn(experiment, variant, timely).assignment())
        .mapToDouble(Assignment::propensity)
        .toArray();
  }

  @Test
  void whoTakesNoPartHasNoAssignment() {
    Scorer scorer = Shops.open(new SmallShop().policy(SmallShop.trial(0.5)), folder);
    var visitor = moment("drill").visitorId("v");
    assertThat(scorer.decide(visitor.build()).experiment()).isPresent();
    assertThat(scorer.decide(visitor.placement(Placement.EMAIL).build()).experiment()).isEmpty();
    assertThat(scorer.decide(moment("drill").build()).experiment()).isEmpty();
    assertThat(scorer.decide(moment("drill").visitorId("v").consent(false).build()).experiment())
        .isEmpty();
    assertThat(scorer.decide(moment().visitorId("v").build()).experiment()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-10-31T23:59:59.999Z, false",
    "2026-11-01T00:00:00Z, true",
    "2026-12-01T23:59:59.999Z, true",
    "2026-12-02T00:00:00Z, false"
  })
  void anExperimentRunsFromItsFirstDayToTheEndOfItsLast(Instant at, boolean runs) {
    Scorer scorer = Shops.open(new SmallShop().policy(SmallShop.trial(0.5)), folder);
    Decision decision = scorer.decide(moment("drill").visitorId("v").at(at).build());
    assertThat(decision.experiment().isPresent()).isEqualTo(runs);
  }

  /** Analysts repeat the draw elsewhere: it must not move. */
  @Test
  void theDrawIsTheFirst53BitsOfSha256() {
    // sha256("e" 0x00 "v") begins with 38d82d3005c3a2ce: 0.22204859182762826 of the way.
    assertThat(drawnWithFirstShare(0.2220)).isEqualTo("second");
    assertThat(drawnWithFirstShare(0.2221)).isEqualTo("first");
  }

  private static String drawnWithFirstShare(double share) {
    var variants =
        List.of(
            new Variant("first", share, false, false),
            new Variant("second", 1 - share, false, false));
    var experiment = new Experiment("e", Placement.CART, LocalDate.MIN, LocalDate.MAX, variants);
    return Trials.variant(experiment, "v").name();
  }
}
