package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.TeaShop;
import io.basketwise.config.ConfigLoader;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.InputFailures;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.StoreHistory;
import io.basketwise.report.RunFiles;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.SummaryText;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights that must end with a message of their own and publish nothing. */
class BadNightTest {
  private static final Instant AT = Instant.parse("2026-02-01T10:00:00Z");
  private static final LocalDate AS_OF = LocalDate.parse("2026-03-01");
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-02-28T23:00:00Z"));

  @TempDir private Path folder;

  private static SmallShop.Line line(String order, String item, double quantity, String status) {
    return new SmallShop.Line(order, AT, item, quantity, "c" + order, status);
  }

  private void assertRefused(
      List<SmallShop.Line> lines, Map<String, String> set, Refusal.Kind kind, String message) {
    assertRefused(lines, set, AS_OF, kind, message);
  }

  private void assertRefused(
      List<SmallShop.Line> lines,
      Map<String, String> set,
      LocalDate asOf,
      Refusal.Kind kind,
      String message) {
    Path config = new SmallShop(folder).write(lines);
    assertThatThrownBy(() -> run(config, set, asOf))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(kind))
        .hasMessageContaining(message);
    assertNothingPublished();
  }

  private void assertNothingPublished() {
    Path artifacts = folder.resolve("work/artifacts");
    if (Files.isDirectory(artifacts)) {
      ArtifactStore store = new ArtifactStore(artifacts);
      assertThat(store.current()).isEmpty();
      assertThat(store.versions()).isEmpty();
    }
  }

  @Test
  void onlyCancelledOrders() {
    assertRefused(
        List.of(line("1", "a", 1, "cancelled"), line("2", "b", 2, "cancelled")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "2 order lines in the window, and nothing but cancellations");
  }

  @Test
  void artifactsThatCannotBeReadAreToldLikeAnyFailure() throws IOException {
    Path config = new SmallShop(folder).write(List.of(line("1", "a", 1, "placed")));
    Files.createDirectories(folder.resolve("work/artifacts/CURRENT/of another program"));
    List<RunRecord> told = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void started(String step) {
            throw new AssertionError("no step of a run begins");
          }

          @Override
          public void ended(RunRecord record) {
            told.add(record);
          }
        };
    Nightly night = new Nightly(ConfigLoader.load(config, Map.of()), CLOCK, listener);
    assertThatThrownBy(() -> night.run(Optional.of(AS_OF), Nightly.Outcome.PUBLISH))
        .hasStackTraceContaining("CURRENT");
    assertThat(told).hasSize(1);
    assertThat(told.get(0).result().outcome()).isEqualTo(RunRecord.Outcome.FAILED);
    Path reports = folder.resolve("work/reports");
    assertThat(reports.resolve("failed-" + AS_OF + ".txt")).content().contains("CURRENT");
    assertThat(reports.resolve("metrics.prom"))
        .content()
        .containsPattern("outcome=\"failed\"[^}]*\\} 1.0")
        .doesNotContain("basketwise_live");
  }

  @Test
  void anOrderAndItsReturn() {
    assertRefused(
        List.of(line("1", "a", 3, "placed"), line("1", "a", -3, "placed")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "taken back");
  }

  @Test
  void oneBasket() {
    assertRefused(
        List.of(line("1", "a", 1, "placed"), line("1", "b", 1, "placed")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "1 basket is too few");
  }

  @Test
  void oneItem() {
    assertRefused(
        List.of(line("1", "a", 1, "placed"), line("2", "a", 1, "placed")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "1 item is too few");
  }

  @Test
  void allRowsBeforeTheWindow() {
    assertRefused(
        List.of(
            new SmallShop.Line("1", Instant.parse("2019-02-01T00:00:00Z"), "a", 1, "c", "placed")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "outside the window 2025-12-17 to before 2026-03-01");
  }

  @Test
  void tooManyBadRows() {
    assertRefused(
        List.of(line("1", "a", 0, "placed"), line("2", "a", 1, "placed")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "1 of 2 rows of orders breaks the contract (50.0 %)\n  cause:  quantity is zero (1 row); quality.");
  }

  /** What Spark throws then is no exception that a signature tells of. */
  @Test
  void aFileWhosePagesAreDamagedLeavesARecord() throws IOException {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    Path orders;
    try (Stream<Path> files = Files.walk(folder.resolve("orders"))) {
      orders = files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow();
    }
    try (RandomAccessFile bytes = new RandomAccessFile(orders.toFile(), "rw")) {
      bytes.seek(4);
      bytes.write(new byte[(int) Math.min(2_000, bytes.length() / 2)]);
    }
    assertThatThrownBy(() -> run(config, Map.of()))
        .satisfies(failure -> assertThat(InputFailures.refusal(failure)).isPresent());
    RunRecord failed = RunRecord.read(folder.resolve("work/reports/failed-2026-03-01.json"));
    assertThat(failed.result().exitCode()).isEqualTo(3);
    assertThat(failed.result().failure().orElseThrow().problem()).contains("part-0.parquet");
  }

  @Test
  void aDateToCome() {
    Path config = new SmallShop(folder).write(List.of(line("1", "a", 1, "placed")));
    assertThatThrownBy(() -> run(config, Map.of(), AS_OF.plusDays(1)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .hasMessageContainingAll(
            "2026-03-02 lies in the future", "newest order is of 2026-02-01", "up to 2026-03-01");
    assertNothingPublished();
  }

  /** Orders whose clock is ahead of the run's are a past of their own: demos, shops of tests. */
  @Test
  void aDateThatOrdersHaveReachedIsNotToCome() {
    assertRefused(
        List.of(
            new SmallShop.Line("1", Instant.parse("2027-05-01T10:00:00Z"), "a", 1, "c", "placed")),
        Map.of(),
        LocalDate.parse("2027-05-02"),
        Refusal.Kind.INPUTS,
        "1 basket is too few");
  }

  @Test
  void nothingToMeasureOn() {
    assertRefused(
        List.of(
            line("1", "a", 1, "placed"), line("1", "b", 1, "placed"),
            line("2", "a", 1, "placed"), line("2", "b", 1, "placed")),
        Map.of(),
        Refusal.Kind.INPUTS,
        "The validation span has no basket to measure on");
  }

  @Test
  void aFolderThatCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("blocked"), "a file where a folder should be");
    assertRefused(
        List.of(line("1", "a", 1, "placed")),
        Map.of("artifacts", "blocked/artifacts"),
        Refusal.Kind.CONFIGURATION,
        "Cannot write to");
  }

  @Test
  void measurementsThatCannotBeWritten() throws IOException {
    Files.writeString(folder.resolve("blocked"), "a file where a folder should be");
    Files.createDirectory(folder.resolve("night.prom"));
    Path config = new SmallShop(folder).write(List.of(line("1", "a", 1, "placed")));
    for (String metrics : List.of("blocked/night.prom", "night.prom")) {
      assertThatThrownBy(() -> run(config, Map.of("metrics", metrics)))
          .isInstanceOfSatisfying(
              Refusal.class,
              refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
          .hasMessageContaining("Cannot write to " + folder.resolve(metrics));
      assertNothingPublished();
    }
  }

  @Test
  void measurementsThatAreLostAtTheEndAreANoteOfAPublishedNight() throws IOException {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    Path metrics = folder.resolve("watch/night.prom");
    RunRecord night =
        new Nightly(
                ConfigLoader.load(config, Map.of("metrics", metrics.toString())),
                CLOCK,
                step -> blockFrom("publish", step, metrics))
            .run(Optional.of(LocalDate.parse("2026-03-01")), Nightly.Outcome.PUBLISH);
    assertThat(night.result().outcome()).isEqualTo(RunRecord.Outcome.PUBLISHED);
    assertThat(night.notes())
        .anyMatch(note -> note.contains("measurements were not written to " + metrics));
    Path reports = folder.resolve("work/reports");
    assertThat(reports.resolve("failed-2026-03-01.json")).doesNotExist();
    assertThat(RunRecord.read(reports.resolve("2026-03-01.json")).version())
        .isEqualTo(new ArtifactStore(folder.resolve("work/artifacts")).current());
  }

  @Test
  void whatCannotBeToldDoesNotDenyWhatWasPublished() throws IOException {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    Path reports = folder.resolve("work/reports");
    assertThatThrownBy(
            () ->
                new Nightly(
                        ConfigLoader.load(config, Map.of()),
                        CLOCK,
                        step -> blockFrom("publish", step, reports.resolve("2026-03-01.json")))
                    .run(Optional.of(LocalDate.parse("2026-03-01")), Nightly.Outcome.PUBLISH))
        .hasMessageContaining("Cannot write " + reports.resolve("2026-03-01.json"));
    assertThat(new ArtifactStore(folder.resolve("work/artifacts")).current()).isPresent();
    assertThat(reports.resolve("failed-2026-03-01.json")).doesNotExist();
  }

  /** Something takes a file's place once a step begins. */
  private static void blockFrom(String step, String now, Path file) {
    try {
      if (now.equals(step)) {
        Files.createDirectories(file.resolve("in the way"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was asked for without publishing leaves the record of the night alone. */
  private void assertOnlyMeasured(Path config, Map<String, String> set, RunRecord night) {
    RunRecord measured =
        new Nightly(ConfigLoader.load(config, set), CLOCK, step -> {})
            .run(Optional.of(AS_OF), Nightly.Outcome.MEASURE_ONLY);
    assertThat(measured.result().outcome()).isEqualTo(RunRecord.Outcome.MEASURED);
    assertThat(measured.result().exitCode()).isEqualTo(4);
    assertThat(SummaryText.of(measured))
        .contains("measured only, as was asked; ", "FAILED")
        .containsPattern("opens .* not judged .*makes no version to open");
    RunFiles files = new RunFiles(folder.resolve("work/reports"));
    assertThat(files.of(AS_OF).orElseThrow().run().id()).isEqualTo(night.run().id());
  }

  private RunRecord run(Path config, Map<String, String> set) {
    return run(config, set, AS_OF);
  }

  private RunRecord run(Path config, Map<String, String> set, LocalDate asOf) {
    return new Nightly(ConfigLoader.load(config, set), CLOCK, step -> {})
        .run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  /** The same again is refused by what is known of it. */
  private void assertRefusedWithoutLearning(Path config, RunRecord refused) {
    RunRecord again = run(config, Map.of("gates.minHitRate", "0.999"));
    assertThat(again.result().outcome()).isEqualTo(RunRecord.Outcome.REFUSED);
    assertThat(again.result().exitCode()).isEqualTo(4);
    assertThat(again.result().refused()).isEqualTo(refused.result().refused());
    assertThat(again.gates()).isEqualTo(refused.gates());
    assertThat(again.learned().figures()).isEqualTo(refused.learned().figures());
    assertThat(again.steps()).noneMatch(step -> step.name().contains("fit"));
    assertThat(SummaryText.of(again))
        .contains("nothing has changed since the run of " + refused.run().startedAt());
  }

  @Test
  void whatAGateRefusesIsPublishedByForceAloneAndWhatIsRolledBackStaysAway() {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    ArtifactStore store = new ArtifactStore(folder.resolve("work/artifacts"));
    String before = TeaShop.publish(folder.resolve("work/artifacts"), LocalDate.of(2026, 2, 1));
    RunRecord refused = run(config, Map.of("gates.minHitRate", "0.999"));
    assertOnlyMeasured(config, Map.of("gates.minHitRate", "0.998"), refused);
    assertThat(refused.passed()).isFalse();
    assertThat(refused.version()).isEmpty();
    assertThat(store.current()).contains(before);
    assertThat(store.versions()).containsExactly(before);
    String version = refused.result().refused().orElseThrow();
    assertThat(SummaryText.of(refused))
        .containsPattern("gates.minHitRate +0.9990 +0\\.[0-9]{4}  FAILED")
        .containsPattern("gates.maxLossToLive .* passed .*hidden items unknown to live")
        .contains("versions publish " + version + " --force --reason TEXT");
    assertRefusedWithoutLearning(config, refused);

    store.publishRefused(new StoreHistory.Event(version, AT, "the holdout was a strike"));
    Manifest forced = Artifact.verify(store.live());
    assertThat(forced.version()).isEqualTo(version);
    assertThat(forced.lineage().get("forced")).asString().contains("the holdout was a strike");

    assertThat(store.rollback(AT, "it offers vases to everybody").to()).isEqualTo(before);
    RunRecord again = run(config, Map.of());
    assertThat(again.passed()).isFalse();
    assertThat(again.version()).isEmpty();
    assertThat(store.current()).contains(before);
    assertThat(SummaryText.of(again))
        .contains("version " + version + " was rolled back", "it offers vases to everybody");
  }
}
