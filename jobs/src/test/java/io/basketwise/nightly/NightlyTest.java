package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.config.ConfigLoader;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.decision.CartLine;
import io.basketwise.models.decision.Moment;
import io.basketwise.models.decision.Offer;
import io.basketwise.models.decision.Placement;
import io.basketwise.models.score.Scorer;
import io.basketwise.prepare.RowAccount;
import io.basketwise.report.RunRecord;
import io.basketwise.tables.ParquetRows;
import io.basketwise.versions.VersionDiff;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job on a small shop, with the real Spark, Delta and files. */
class NightlyTest {
  @TempDir private Path folder;

  private static RunRecord run(Path config, String createdAt) {
    return new Nightly(
            ConfigLoader.load(config, Map.of()),
            InstantSource.fixed(Instant.parse(createdAt)),
            step -> {})
        .run(Optional.of(LocalDate.parse("2026-03-01")), Nightly.Outcome.PUBLISH);
  }

  @Test
  void twoRunsFromEmptyFoldersGiveTheSameBytesButForTheTimeOfCreation() throws IOException {
    List<SmallShop.Line> lines = SmallShop.lines(580);
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    RunRecord one = run(new SmallShop(first).write(lines), "2026-03-01T02:00:00Z");
    RunRecord two = run(new SmallShop(second).write(lines), "2026-03-02T03:00:00Z");
    assertThat(one.version()).isPresent().isEqualTo(two.version());
    Map<String, String> files = contents(first, one);
    assertThat(files).hasSizeGreaterThan(8).isEqualTo(contents(second, two));
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.of(
        shop.resolve("work/artifacts/versions").resolve(run.version().orElseThrow()));
  }

  @Test
  void whatIsPublishedVerifiesAndBeatsPopularity() {
    RunRecord run = run(new SmallShop(folder).write(SmallShop.lines(580)), "2026-03-01T02:00:00Z");
    ArtifactStore store = new ArtifactStore(folder.resolve("work/artifacts"));
    assertThat(store.current()).isEqualTo(run.version());
    Manifest manifest = Artifact.verify(store.live());
    assertThat(manifest.asOf()).isEqualTo(LocalDate.parse("2026-03-01"));
    assertThat(manifest.metrics())
        .as("orders alone tell nothing of when to offer")
        .containsEntry(
            "behaviour",
            Map.of(
                "timing",
                Map.of(
                    "state",
                    "untrained",
                    "reason",
                    "there are no clicks to learn it from, 'inputs.clicks' is not set")));
    assertThat(run.learned().figures().orElseThrow().of("blend", "HR@6").value())
        .isGreaterThan(
            run.learned().figures().orElseThrow().of("popularity", "HR@6").value() + 0.2);
    assertThat(baskets(run, "published"))
        .as("the published fit also learns from the holdout")
        .isGreaterThan(baskets(run, "measured"));
  }

  @Test
  void theAnalystsRulesAreWhatTheirItemsetsMakeOfThem() {
    RunRecord run = run(new SmallShop(folder).write(SmallShop.lines(580)), "2026-03-01T02:00:00Z");
    Path tables = new ArtifactStore(folder.resolve("work/artifacts")).live().resolve("tables");
    double total = baskets(run, "published");
    Map<Set<String>, Long> itemsets = new HashMap<>();
    ParquetRows.read(tables.resolve("itemsets.parquet"))
        .forEach(row -> itemsets.put(ids(row, "items"), row.getLong("baskets", 0)));
    List<Group> rules = ParquetRows.read(tables.resolve("rules.parquet"));
    assertThat(rules).isNotEmpty();
    for (Group rule : rules) {
      Set<String> all = ids(rule, "antecedent");
      double antecedent = itemsets.getOrDefault(all, 0L) / total;
      String consequent = rule.getString("consequent", 0);
      double chance = itemsets.getOrDefault(Set.of(consequent), 0L) / total;
      all.add(consequent);
      double both = itemsets.getOrDefault(all, 0L) / total;
      double confidence = both / antecedent;
      assertThat(rule.getLong("baskets", 0)).isEqualTo(Math.round(both * total));
      assertThat(rule.getDouble("confidence", 0)).isCloseTo(confidence, within(1e-6));
      assertThat(rule.getDouble("lift", 0)).isCloseTo(confidence / chance, within(1e-5));
      assertThat(rule.getDouble("leverage", 0)).isCloseTo(both - antecedent * chance, within(1e-9));
      if (both == antecedent) {
        assertThat(ParquetRows.number(rule, "conviction")).isNaN();
      } else {
        assertThat(rule.getDouble("conviction", 0))
            .isCloseTo((1 - chance) / (1 - confidence), within(1e-6));
      }
    }
  }

  private static Set<String> ids(Group row, String column) {
    Group list = row.getGroup(column, 0);
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      ids.add(list.getGroup("list", i).getString("element", 0));
    }
    return ids;
  }

  private static long baskets(RunRecord run, String fit) {
    return Objects.requireNonNull(run.learned().fits().get(fit)).baskets();
  }

  @Test
  void everyRowIsAccountedFor() {
    List<SmallShop.Line> lines = new ArrayList<>(SmallShop.lines(580));
    SmallShop.Line some = lines.get(40);
    lines.add(some);
    lines.add(
        new SmallShop.Line(
            "e", some.at().minusSeconds(60), some.item(), 1, some.customer(), "placed"));
    for (String told : List.of("placed", "returned")) {
      lines.add(
          new SmallShop.Line(
              "r", some.at().plusSeconds(60), some.item(), -1, some.customer(), told));
    }
    lines.add(new SmallShop.Line("q", some.at(), "a1", 0, "c1", "placed"));
    lines.add(new SmallShop.Line("x", some.at(), "a1", 1, "c1", "cancelled"));
    lines.add(
        new SmallShop.Line("p", Instant.parse("2020-01-01T00:00:00Z"), "a1", 1, "c1", "placed"));
    RunRecord run = run(new SmallShop(folder).write(lines), "2026-03-01T02:00:00Z");
    RowAccount account = run.data().rows().get(0);
    assertThat(account.read()).isEqualTo(lines.size());
    assertThat(account.duplicate()).isEqualTo(1);
    assertThat(account.netted())
        .as("purchase, its return, told twice, a cancelled line")
        .isEqualTo(4);
    assertThat(account.quarantined()).isEqualTo(1);
    assertThat(account.outsideWindow()).isEqualTo(1);
    assertThat(account.used()).isEqualTo(lines.size() - 7);
  }

  @Test
  void thePolicyIsCompiledIntoTheVersionAndABadOneStopsTheRun() throws IOException {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    Path policy = folder.resolve("policy.yaml");
    Files.writeString(config, Files.readString(config) + "policy: policy.yaml\n");
    Files.writeString(policy, "rules: [ { id: none, action: exclude, match: { item: unheard } } ]");
    assertThatThrownBy(() -> run(config, "2026-03-01T02:00:00Z"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("rule none matches no item");
    Files.writeString(policy, "placements: { cart: { maxOffer: 1 } }");
    assertThatThrownBy(() -> run(config, "2026-03-01T02:00:00Z"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("maxOffer");
    Files.writeString(policy, "placements: { cart: { maxOffers: 1 } }");
    assertThat(offered(config, "a3")).containsExactly("b3");
    Files.writeString(policy, "rules: [ { id: no-b3, action: exclude, match: { item: b3 } } ]");
    assertThat(offered(config, "a3")).doesNotContain("b3");
    assertThePolicyAloneDiffers(new ArtifactStore(folder.resolve("work/artifacts")));
  }

  private static void assertThePolicyAloneDiffers(ArtifactStore store) {
    String before = store.rollbackTarget().orElseThrow();
    try (Artifact a = Artifact.open(store.folder(before));
        Artifact b = Artifact.open(store.live())) {
      VersionDiff diff = VersionDiff.of(a, b);
      assertThat(diff.policy()).containsExactlyInAnyOrder("placements", "rules");
      assertThat(diff.files()).containsOnlyKeys("golden.jsonl", "policy.json");
      assertThat(diff.rules()[0]).isPositive().isEqualTo(diff.rules()[1]);
      assertThat(diff.rules()[2]).isEqualTo(diff.rules()[0]);
      assertThat(diff.metrics()).isEmpty();
      assertThat(diff.itemsIn()).isEmpty();
    }
  }

  private static List<String> offered(Path config, String inCart) {
    run(config, "2026-03-01T02:00:00Z");
    try (Scorer scorer = Scorer.open(config.resolveSibling("work/artifacts"))) {
      Moment moment =
          Moment.ofCart(
              "m",
              Instant.parse("2026-03-01T12:00:00Z"),
              Placement.CART,
              List.of(new CartLine(inCart, 1, 2.5)));
      return scorer.decide(moment).offers().stream().map(Offer::itemId).toList();
    }
  }
}
