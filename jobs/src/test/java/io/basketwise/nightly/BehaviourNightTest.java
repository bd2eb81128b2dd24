package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.ServedSessions;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.NeighbourTable;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Decision;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.decision.SessionEvent;
import io.basketwise.models.score.Scorer;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.Verdict;
import io.basketwise.simulate.ShopSpec;
import io.basketwise.simulate.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a shop with clicks: what it learns of behaviour, and what comes of it. */
class BehaviourNightTest {
  private static final int DAYS = 80;
  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);

  /** What a run tells of a version in comparison with the one that was live before. */
  private static final String OF_THE_LIVE_VERSION =
      "champion.*|.*timing\\.(values|gain|state).*|behaviour.value.notes.*";

  @TempDir private static Path folder;

  @BeforeAll
  static void simulate() {
    new Simulation(new ShopSpec(900, DAYS, 200, 31, FROM, 2.0, 1, 1), 2)
        .write(folder.resolve("shop"));
  }

  private static RunRecord run(String name, String inputs, String more) throws IOException {
    return run(name, inputs, more, Nightly.Outcome.PUBLISH);
  }

  private static RunRecord run(String name, String inputs, String more, Nightly.Outcome outcome)
      throws IOException {
    return run(name, inputs, more, outcome, step -> {});
  }

  private static RunRecord run(
      String name, String inputs, String more, Nightly.Outcome outcome, RunListener listener)
      throws IOException {
    Path file = folder.resolve(name + ".yaml");
    Files.writeString(
        file,
        """
        inputs:
          orders: { path: shop/orders }
          catalog: { path: shop/catalog }
        %s
        lake: %s/lake
        artifacts: %s/artifacts
        reports: %s/reports
        window: { trainDays: 60, holdoutDays: 10, validationDays: 10 }
        bundles: { minSupport: 0.004 }
        affinity: { rank: 8, iterations: 3 }
        evaluate: { maxBaskets: 100, resamples: 10 }
        gates: { beatPopularity: false }
        %s
        """
            .formatted(inputs, name, name, name, more));
    return new Nightly(
            ConfigLoader.load(file, Map.of()), InstantSource.fixed(Instant.EPOCH), listener)
        .run(Optional.of(FROM.plusDays(DAYS)), outcome);
  }

  private static Artifact live(String name) {
    return Artifact.openVerified(new ArtifactStore(folder.resolve(name + "/artifacts")).live());
  }

  private static RunRecord weak(String name, Nightly.Outcome outcome, RunListener listener)
      throws IOException {
    return run(
        name,
        "  clicks: { path: shop/clicks }",
        "behaviour: { maxMoments: 3000 }",
        outcome,
        listener);
  }

  /** A night that is cut off before it publishes; the next has nothing left to learn. */
  private static RunRecord resumed(String name) throws IOException {
    assertThatThrownBy(
            () ->
                weak(
                    name,
                    Nightly.Outcome.PUBLISH,
                    step -> {
                      if (step.equals("publish")) {
                        throw new IllegalStateException("cut off");
                      }
                    }))
        .hasMessage("cut off");
    List<String> steps = new ArrayList<>();
    RunRecord run = weak(name, Nightly.Outcome.PUBLISH, steps::add);
    assertThat(steps)
        .contains("publish")
        .doesNotContain("fit the blend", "evaluate", "stage for scoring", "learn behaviour")
        .noneMatch(step -> step.startsWith("behaviour: "));
    return run;
  }

  @Test
  void modelsAreLearnedFromWeakLabelsPublishedAndTheSameAgain() throws IOException {
    RunRecord run = resumed("weak");
    BehaviourReport report = run.learned().behaviour().orElseThrow();
    assertThat(run.data().funnel().orElseThrow().carted())
        .isBetween(1L, run.data().funnel().orElseThrow().viewed());
    assertThat(report.purchase().orElseThrow().reliability()).hasSizeGreaterThan(2);
    assertThat(report.functions()).hasSizeGreaterThan(10);
    assertThat(report.agreement()).isEmpty();
    assertThat(report.intent().orElseThrow().labels()).isEqualTo("weak labels");
    assertThat(report.purchase().orElseThrow().auc()).isGreaterThan(0.55);
    assertThat(report.timing().state()).isEqualTo("trained");
    assertThat(report.timing().values()).containsOnlyKeys("new", "always", "never");
    try (Artifact artifact = live("weak");
        Scorer scorer = Scorer.of(artifact)) {
      assertEvidenceCountsOrders(artifact, Relation.SIMILAR);
      assertEvidenceCountsOrders(artifact, Relation.UPGRADE);
      BehaviourModels models = artifact.behaviour().orElseThrow().models();
      assertThat(models.timing()).isPresent();
      Decision decision = scorer.decide(moment(artifact.items().id(0), true));
      assertThat(decision.intent().orElseThrow().probabilities()).hasSize(5);
      assertThat(decision.purchaseProbability().orElseThrow()).isBetween(0.0, 1.0);
      assertThat(scorer.explain(moment(artifact.items().id(0), true)).models())
          .extracting(model -> model.name().split(" ")[0])
          .contains("intent", "purchase");
      Decision unconsented = scorer.decide(moment(artifact.items().id(0), false));
      assertThat(unconsented.intent()).isEmpty();
      assertThat(unconsented.purchaseProbability()).isEmpty();
    }
    assertThat(
            ServedSessions.compare(
                ConfigLoader.load(folder.resolve("weak.yaml"), Map.of()),
                folder.resolve("shop"),
                FROM.plusDays(DAYS)))
        .isGreaterThan(2_000);
    RunRecord again = weak("weak", Nightly.Outcome.PUBLISH_AGAIN, step -> {});
    assertThat(again.version()).isEqualTo(run.version());
    assertThat(again.learned())
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .ignoringFieldsMatchingRegexes(OF_THE_LIVE_VERSION)
        .isEqualTo(run.learned());
    assertThat(again.learned().behaviour().orElseThrow().timing().values()).containsKey("live");
    assertThat(again.data().funnel()).isEqualTo(run.data().funnel());
  }

  /** Nobody may be told of more orders of a pair than there are of either item. */
  private static void assertEvidenceCountsOrders(Artifact artifact, Relation relation) {
    NeighbourTable pairs = artifact.affinity().neighbours(relation).orElseThrow();
    int found = 0;
    for (int item = 0; item < artifact.items().size(); item++) {
      for (int entry = pairs.first(item); entry < pairs.first(item + 1); entry++) {
        found++;
        assertThat((long) pairs.count(entry))
            .isLessThanOrEqualTo(artifact.items().baskets(item))
            .isLessThanOrEqualTo(artifact.items().baskets(pairs.item(entry)));
      }
    }
    assertThat(found).isPositive();
  }

  private static Moment moment(String item, boolean consent) {
    Instant at = Instant.parse("2026-03-22T10:00:00Z");
    SessionEvent view =
        new SessionEvent(
            "e",
            at.minusSeconds(30),
            "item_view",
            "product_page",
            item,
            Double.NaN,
            Double.NaN,
            20_000,
            Double.NaN,
            "web");
    return Moment.builder()
        .momentId("m")
        .at(at)
        .placement(Placement.CART)
        .consent(consent)
        .cart(List.of(new CartLine(item, 1, Double.NaN)))
        .events(List.of(view))
        .build();
  }

  @Test
  @Tag("slow")
  void labelsTakeOverAndALogWithoutPropensitiesLeavesTimingUntrained() throws IOException {
    RunRecord run =
        run(
            "given",
            """
              clicks: { path: shop/clicks, columns: { propensity: "cast(null as double)" } }
              labels: { path: shop/labels }
            """
                .stripTrailing(),
            "behaviour: { maxMoments: 3000, maxLoggedMoments: 500,"
                + " labelling: { explorer: { wide: \"false\" } } }");
    BehaviourReport report = run.learned().behaviour().orElseThrow();
    assertThat(report.agreement().orElseThrow()).isBetween(0.4, 1.0);
    assertThat(report.functions()).noneMatch(function -> function.name().equals("wide"));
    assertThat(report.intent().orElseThrow().labels()).isEqualTo("the labels given");
    assertThat(report.timing().state()).isEqualTo("untrained");
    assertThat(report.timing().unusable()).isBetween(300, 800);
    assertThat(run.notes()).anyMatch(note -> note.endsWith("(behaviour.maxLoggedMoments)"));
    assertThat(run.notes()).anyMatch(note -> note.startsWith("timing untrained"));
    try (Artifact artifact = live("given")) {
      assertThat(artifact.behaviour().orElseThrow().models().timing()).isEmpty();
    }
  }

  /** The log of offers begins in the holdout: nothing is left to value on what it teaches. */
  @Test
  @Tag("slow")
  void timingThatWasNeverValuedIsNotPublishedAndALosingPolicyLeavesTheLiveOneAlone()
      throws IOException {
    String clicks =
        "  clicks: { path: shop/clicks, columns: { propensity:"
            + " \"case when occurred_at >= '2026-03-12' then propensity end\" } }";
    String more = "behaviour: { maxMoments: 3000 }\npolicy: begun-policy.yaml";
    Path policy = folder.resolve("begun-policy.yaml");
    Files.writeString(policy, "quiet: { minPurchaseProbability: 0.001 }");
    RunRecord first = run("begun", clicks, more);
    BehaviourReport report = first.learned().behaviour().orElseThrow();
    assertThat(report.timing().state()).isEqualTo("untrained");
    assertThat(report.timing().moments()).isZero();
    assertThat(report.timing().values()).containsOnlyKeys("new", "always", "never");
    assertThat(first.notes()).anyMatch(note -> note.startsWith("timing untrained"));
    List<?> rules;
    try (Artifact artifact = live("begun")) {
      assertThat(artifact.behaviour().orElseThrow().models().timing()).isEmpty();
      rules = purchases(artifact);
    }
    Files.writeString(policy, "quiet: { minPurchaseProbability: 0.999 }");
    RunRecord second = run("begun", clicks, more);
    assertThat(second.version()).isNotEqualTo(first.version());
    Verdict verdict =
        second.gates().stream()
            .filter(gate -> gate.gate().equals("gates.maxPolicyLoss"))
            .findFirst()
            .orElseThrow();
    assertThat(verdict.ruling()).isEqualTo(Verdict.Ruling.LIVE_STAYS);
    assertThat(verdict.value().orElseThrow()).isLessThan(verdict.threshold().orElseThrow());
    assertThat(second.learned().behaviour().orElseThrow().timing().values())
        .containsKeys("live", "kept");
    assertThat(second.notes())
        .anyMatch(note -> note.contains("stated rules and purchase model"))
        .anyMatch(note -> note.endsWith("because these differ from the last time: policy"));
    try (Artifact artifact = live("begun")) {
      assertThat(artifact.behaviour().orElseThrow().models().timing()).isEmpty();
      assertThat(purchases(artifact)).isEqualTo(rules);
    }
    assertMadeAgainBesideTheVersionWhoseTimingStays("begun", first, second);
  }

  private static void assertMadeAgainBesideTheVersionWhoseTimingStays(
      String name, RunRecord first, RunRecord second) throws IOException {
    ArtifactStore store = new ArtifactStore(folder.resolve(name + "/artifacts"));
    String version = second.version().orElseThrow();
    assertThat(store.manifest(version).lineage())
        .containsEntry(Lineage.TIMING_OF, first.version().orElseThrow());
    Reproduce.Outcome again = reproduced(name, version, store);
    assertThat(again.version()).isEqualTo(version);
    assertThat(again.different()).isEmpty();
    store.remove(first.version().orElseThrow());
    assertThatThrownBy(() -> reproduced(name, version, store))
        .hasMessageContaining("took over the timing of version " + first.version().orElseThrow());
  }

  private static Reproduce.Outcome reproduced(String name, String version, ArtifactStore store)
      throws IOException {
    Path work = Files.createTempDirectory(folder, "again-");
    return new Reproduce(
            folder.resolve(name + ".yaml"),
            Map.of(),
            InstantSource.fixed(Instant.EPOCH),
            step -> {})
        .run(store.folder(version), store, work, Location.of(work.resolve("lake")));
  }

  private static List<Double> purchases(Artifact artifact) {
    Classifier purchase = artifact.behaviour().orElseThrow().models().purchase().orElseThrow();
    double[] row = new double[SessionFeature.count()];
    return IntStream.range(0, 50)
        .mapToObj(
            i -> {
              Arrays.fill(row, i);
              return purchase.probabilities(row)[0];
            })
        .toList();
  }

  @Test
  @Tag("slow")
  void tooFewSessionsLeaveModelsOut() throws IOException {
    RunRecord few =
        run(
            "few",
            "  clicks: { path: shop/clicks, where: \"visitor_id < 'V0000010'\" }",
            "behaviour: { maxSessionEvents: 10 }");
    assertThat(few.learned().behaviour().orElseThrow().intent()).isEmpty();
    assertThat(few.notes()).anyMatch(note -> note.startsWith("no intent model"));
    assertThat(few.notes()).anyMatch(note -> note.startsWith("sessions of more than 10 events"));
  }
}
