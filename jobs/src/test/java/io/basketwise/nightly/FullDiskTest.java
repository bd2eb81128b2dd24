package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that is full at some moment of a night: all stays as it was, and the next night mends it.
 */
@Tag("slow")
class FullDiskTest {
  private static final LocalDate FIRST = LocalDate.of(2026, 2, 22);
  private static final LocalDate SECOND = LocalDate.of(2026, 3, 1);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T23:59:59Z"));
  private static final Map<String, String> ON_IT =
      Map.of(
          "spark.conf.spark.hadoop.fs.file.impl",
          FullDisk.class.getName(),
          "spark.conf.spark.hadoop.fs.file.impl.disable.cache",
          "true");
  private static final long SEED = 20261121;
  private static final int NIGHTS = 3;

  @TempDir private Path folder;

  @AfterEach
  void empty() {
    FullDisk.room(Long.MAX_VALUE);
  }

  @Test
  void nothingIsLostAndTheNextNightEndsAsIfNothingHadBeen() throws IOException {
    Path undisturbed = folder.resolve("undisturbed");
    twoFiles(undisturbed);
    long before = FullDisk.room();
    RunRecord whole = night(undisturbed, SECOND);
    Map<String, String> expected = contents(undisturbed, whole);
    long written = before - FullDisk.room();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < NIGHTS; i++) {
      Path shop = folder.resolve("shop-" + i);
      RunRecord first = twoFiles(shop);
      long room = random.nextLong(written * 8 / 10);
      FullDisk.room(room);
      assertThatThrownBy(() -> night(shop, SECOND))
          .as("seed %d, room for %d of %d bytes", SEED, room, written)
          .hasStackTraceContaining("No space left on device");
      FullDisk.room(Long.MAX_VALUE);
      // A disk that only checkpoints found full, or the record of the run, had room for the
      // version.
      assertThat(new ArtifactStore(shop.resolve("work/artifacts")).current())
          .isIn(first.version(), whole.version());
      assertThat(contents(shop, night(shop, SECOND)))
          .as("seed %d, room for %d of %d bytes", SEED, room, written)
          .isEqualTo(expected);
    }
  }

  /** A first night, and a further file for the second. */
  private static RunRecord twoFiles(Path folder) {
    SmallShop shop = new SmallShop(folder);
    List<SmallShop.Line> lines = SmallShop.lines(590);
    int most = lines.size() * 9 / 10;
    shop.write(lines.subList(0, most));
    RunRecord first = night(folder, FIRST);
    shop.add("part-1", lines.subList(most, lines.size()));
    return first;
  }

  private static RunRecord night(Path shop, LocalDate asOf) {
    ShopConfig config = ConfigLoader.load(shop.resolve("basketwise.yaml"), ON_IT);
    return new Nightly(config, CLOCK, step -> {}).run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.of(
        new ArtifactStore(shop.resolve("work/artifacts")).folder(run.version().orElseThrow()));
  }
}
