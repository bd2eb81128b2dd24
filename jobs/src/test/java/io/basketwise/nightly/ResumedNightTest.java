package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.checkpoint.Checkpoints;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.report.RunListener;
import io.basketwise.report.RunRecord;
import java.io.IOException;
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

/** A night that was cut off, and the next one, which goes on from its last finished step. */
class ResumedNightTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 2, 28);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-02-28T02:00:00Z"));
  private static final String LAST_FIT = "published fit: baskets";

  @TempDir private Path folder;

  @Test
  void goesOnFromTheLastFinishedStepAndEndsInTheSameBytes() throws IOException {
    Path undisturbed = folder.resolve("undisturbed");
    Map<String, String> expected =
        contents(undisturbed, night(shop(undisturbed), Map.of(), step -> {}));
    Path shop = folder.resolve("shop");
    Path config = shop(shop);
    cutOff(config);
    damage(shop.resolve("work/lake/.checkpoints"), "measured-fit-affinity.safetensors");
    List<String> steps = new ArrayList<>();
    RunRecord resumed = night(config, Map.of(), steps::add);
    assertThat(resumed.notes())
        .contains(
            "learned by a run that was cut off, and used (--again learns anew): blend,"
                + " measured fit: bundles, evaluation")
        .anyMatch(note -> note.startsWith("cannot read the checkpoint of measured fit: affinity"));
    assertThat(steps)
        .doesNotContain("fit the blend", "measured fit: bundles", "evaluate")
        .noneMatch(step -> step.startsWith("validation fit"))
        .contains("measured fit: ALS", "published fit: bundles", "published fit: ALS");
    assertThat(contents(shop, resumed)).isEqualTo(expected);
    assertThat(shop.resolve("work/lake").resolve(Checkpoints.FOLDER)).doesNotExist();
  }

  @Test
  void usesNothingThatOtherSettingsHaveGiven() throws IOException {
    Path config = shop(folder);
    cutOff(config);
    RunRecord other = night(config, Map.of("affinity.rank", "3"), step -> {});
    assertThat(other.notes()).noneMatch(note -> note.contains("cut off"));
    assertThat(folder.resolve("work/lake").resolve(Checkpoints.FOLDER)).doesNotExist();
  }

  /** A backfill meets finished dates before the one at which it was cut off. */
  @Test
  void aFinishedDateBeforeLeavesItAlone() throws IOException {
    Path config = shop(folder);
    night(config, Map.of(), step -> {}, AS_OF.minusDays(1));
    cutOff(config);
    RunRecord finished = night(config, Map.of(), step -> {}, AS_OF.minusDays(1));
    assertThat(finished.result().outcome()).isEqualTo(RunRecord.Outcome.UNCHANGED);
    assertThat(night(config, Map.of(), step -> {}).notes())
        .anyMatch(note -> note.startsWith("learned by a run that was cut off"));
  }

  private static Path shop(Path folder) {
    return new SmallShop(folder).write(SmallShop.lines(580));
  }

  private static void cutOff(Path config) {
    assertThatThrownBy(
            () ->
                night(
                    config,
                    Map.of(),
                    step -> {
                      if (step.equals(LAST_FIT)) {
                        throw new IllegalStateException("cut off");
                      }
                    }))
        .hasMessage("cut off");
  }

  /** Turns a byte of a file over. */
  private static void damage(Path below, String name) throws IOException {
    try (Stream<Path> files = Files.walk(below)) {
      Path file = files.filter(each -> each.endsWith(name)).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.write(file, bytes);
    }
  }

  private static RunRecord night(Path config, Map<String, String> set, RunListener listener) {
    return night(config, set, listener, AS_OF);
  }

  private static RunRecord night(
      Path config, Map<String, String> set, RunListener listener, LocalDate asOf) {
    ShopConfig shop = ConfigLoader.load(config, set);
    return new Nightly(shop, CLOCK, listener).run(Optional.of(asOf), Nightly.Outcome.PUBLISH);
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.of(
        new ArtifactStore(shop.resolve("work/artifacts")).folder(run.version().orElseThrow()));
  }
}
