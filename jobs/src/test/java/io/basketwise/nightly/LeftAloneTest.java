package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.erase.Receipt;
import io.basketwise.erase.Subject;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import io.basketwise.report.RunRecord.Outcome;
import io.basketwise.storage.LockHolder;
import io.basketwise.tables.ParquetRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Nights one after another, a backfill and one run from raw meet in the same bytes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LeftAloneTest {
  private static final LocalDate FIRST = LocalDate.parse("2026-02-26");
  private static final LocalDate SECOND = FIRST.plusDays(1);
  private static final Instant NEW_DAY = Instant.parse("2026-02-26T00:00:00Z");
  private static final Instant UNFINISHED = Instant.parse("2026-02-28T00:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-05T02:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final RunListener NOBODY = step -> {};

  @TempDir private static Path folder;

  private static List<SmallShop.Line> lines(boolean later) {
    return SmallShop.lines(580).stream()
        .filter(line -> later == !line.at().isBefore(NEW_DAY) && line.at().isBefore(UNFINISHED))
        .toList();
  }

  private static ShopConfig load(Path config) {
    return ConfigLoader.load(config, Map.of());
  }

  private static RunRecord night(Path config, LocalDate asOf) {
    return new Nightly(load(config), CLOCK, NOBODY).run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  /** The lake that nights in steps have left, which the others go on with. */
  private record Steps(Path config, RunRecord first, RunRecord second) {}

  private static Optional<Steps> done = Optional.empty();

  private static List<Backfill.Night> backfill(Path config, LocalDate from) {
    List<Backfill.Night> nights = new ArrayList<>();
    new Backfill(load(config), CLOCK, NOBODY).run(from, SECOND, 1, nights::add);
    return nights;
  }

  @Test
  @Order(1)
  void nightsBackfillAndRawMeetInTheSameBytes() throws IOException {
    SmallShop steps = new SmallShop(folder.resolve("steps"));
    Path config = steps.write(lines(false));
    RunRecord first = night(config, FIRST);
    assertThat(first.result().outcome()).isEqualTo(Outcome.PUBLISHED);
    Path reports = load(config).reports();
    Path elsewhere = Files.move(reports, reports.resolveSibling("reports of another machine"));
    RunRecord again = night(config, FIRST);
    assertThat(again.result().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(reports.resolve(FIRST + ".json"))
        .hasSameTextualContentAs(elsewhere.resolve(FIRST + ".json"));
    assertThat(again.version()).isEqualTo(first.version());
    steps.add("part-1", lines(true));
    RunRecord second = night(config, SECOND);
    assertThat(second.result().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(second.notes())
        .contains("orders: part-1.parquet is new", "learned for the first time as of " + SECOND)
        .anyMatch(
            note -> note.matches("orders: [0-9]+ rows brought in, [0-9]+ baskets made again"));

    SmallShop raw = new SmallShop(folder.resolve("raw"));
    Path rawConfig = raw.write(lines(false));
    raw.add("part-1", lines(true));
    List<Backfill.Night> nights = backfill(rawConfig, FIRST);
    assertThat(nights).extracting(Backfill.Night::skipped).containsExactly(false, false);
    for (RunRecord run : List.of(first, second)) {
      assertThat(contents(folder.resolve("raw"), run))
          .hasSizeGreaterThan(8)
          .isEqualTo(contents(folder.resolve("steps"), run));
    }
    done = Optional.of(new Steps(config, first, second));
  }

  @Test
  @Order(2)
  @Tag("slow")
  void aBackfillSkipsWhatIsFinishedAndLeavesTheLiveVersion() {
    Path config = done.orElseThrow().config();
    RunRecord live = done.orElseThrow().second();
    List<Backfill.Night> nights = backfill(config, FIRST.minusDays(1));
    assertThat(nights).extracting(Backfill.Night::skipped).containsExactly(false, true, true);
    assertThat(nights.get(0).record().orElseThrow().result().outcome()).isEqualTo(Outcome.ADDED);
    assertThat(night(config, FIRST.minusDays(1)).result().outcome()).isEqualTo(Outcome.UNCHANGED);
    assertThat(new ArtifactStore(load(config).artifacts().local().orElseThrow()).current())
        .isEqualTo(live.version());
  }

  @Test
  @Order(3)
  @Tag("slow")
  void aVersionCanBeMadeAgain() throws IOException {
    Path config = done.orElseThrow().config();
    RunRecord first = done.orElseThrow().first();
    Path work = Files.createDirectory(folder.resolve("work"));
    Reproduce.Outcome outcome = reproduced(config, first, work, work.resolve("lake"));
    assertThat(outcome.version()).isEqualTo(first.version().orElseThrow());
    assertThat(outcome.different()).isEmpty();
  }

  private static Reproduce.Outcome reproduced(Path config, RunRecord run, Path work, Path lake) {
    ArtifactStore store = new ArtifactStore(load(config).artifacts().local().orElseThrow());
    return new Reproduce(config, Map.of(), CLOCK, NOBODY)
        .run(store.folder(run.version().orElseThrow()), store, work, Location.of(lake));
  }

  @Test
  @Order(4)
  @Tag("slow")
  void aPersonCanBeErased() throws IOException {
    Path config = done.orElseThrow().config();
    RunRecord before = done.orElseThrow().second();
    ShopConfig shop = load(config);
    assertThat(countOf(shop.lake().local().orElseThrow(), "c5")).isPositive();
    Path lock = shop.lake().local().orElseThrow().resolve(RunLock.FILE);
    LockHolder killed = LockHolder.here(NOW.minusSeconds(60));
    Files.writeString(lock, killed.json());
    Receipt receipt = new Erase(shop, CLOCK).run(Subject.customer("c5")).receipt();
    assertThat(countOf(shop.lake().local().orElseThrow(), killed.runId()))
        .as("the run that was killed before the erasure has its row")
        .isPositive();
    assertThat(receipt.removed().get("orders")).isPositive();
    assertThat(receipt.removed().get("baskets")).isPositive();
    assertThat(receipt.toJson()).doesNotContain("\"c5\"");
    assertThat(countOf(shop.lake().local().orElseThrow(), "c5"))
        .as("in any file, past versions too")
        .isZero();
    RunRecord after = night(config, SECOND.plusDays(1));
    assertThat(after.result().outcome()).isEqualTo(Outcome.PUBLISHED);
    assertThat(after.data().rows().get(0).filtered())
        .isGreaterThanOrEqualTo(receipt.removed().get("orders"));
    assertThat(after.data().rows().get(0).read()).isEqualTo(before.data().rows().get(0).read());
    Path work = Files.createDirectory(folder.resolve("after-erasure"));
    Path lake = work.resolve("lake");
    assertThat(reproduced(config, after, work, lake).different()).isEmpty();
    assertThat(countOf(lake, "c5")).as("in the lake that the version was made in").isZero();
    assertTheInputsDoNotBringThePersonBack(shop, after);
  }

  /** Another mapping makes the lake read everything again. */
  private static void assertTheInputsDoNotBringThePersonBack(ShopConfig shop, RunRecord after)
      throws IOException {
    ShopConfig other =
        ConfigLoader.load(shop.file(), Map.of("inputs.orders.where", "quantity < 1000000"));
    List<String> steps = new ArrayList<>();
    assertThatThrownBy(
            () ->
                new Nightly(other, CLOCK, step -> stopAfterAccounting(step, steps))
                    .run(Optional.of(SECOND.plusDays(1)), Nightly.Outcome.MEASURE_ONLY))
        .hasMessage("enough");
    assertThat(countOf(shop.lake().local().orElseThrow(), "c5"))
        .as("after all was read again")
        .isZero();
    RunRecord record =
        RunRecord.read(shop.reports().resolve("failed-" + SECOND.plusDays(1) + ".json"));
    assertThat(record.notes()).anyMatch(note -> note.contains("read whole"));
    assertThat(record.data().rows().get(0).used()).isEqualTo(after.data().rows().get(0).used());
  }

  private static void stopAfterAccounting(String step, List<String> steps) {
    if (steps.contains("account for broken rows")) {
      throw new IllegalStateException("enough");
    }
    steps.add(step);
  }

  /** Cells with a text in all data files and logs below a folder. */
  private static long countOf(Path lake, String id) throws IOException {
    long found = 0;
    try (Stream<Path> all = Files.walk(lake)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        if (file.toString().endsWith(".parquet")) {
          found +=
              ParquetRows.read(file).stream()
                  .filter(row -> row.toString().matches("(?s).*\\b" + id + "\\b.*"))
                  .count();
        } else if (file.toString().endsWith(".json")) {
          found +=
              Files.readString(file, StandardCharsets.UTF_8).matches("(?s).*\\b" + id + "\\b.*")
                  ? 1
                  : 0;
        }
      }
    }
    return found;
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.of(
        shop.resolve("work/artifacts/versions").resolve(run.version().orElseThrow()));
  }
}
