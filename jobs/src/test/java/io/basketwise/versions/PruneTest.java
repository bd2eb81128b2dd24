package io.basketwise.versions;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.TeaShop;
import io.basketwise.models.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruneTest {
  private static final Instant LATER = Instant.parse("2027-01-01T00:00:00Z");

  @TempDir private Path root;
  private final List<String> ids = new ArrayList<>();
  private ArtifactStore store = new ArtifactStore(Path.of("."));

  @BeforeEach
  void fiveDays() {
    store = new ArtifactStore(root);
    for (int day = 1; day <= 5; day++) {
      ids.add(TeaShop.publish(root, LocalDate.of(2026, 11, day)));
    }
  }

  @Test
  void keepsTheNewestTheLiveOneAndTheOneBeforeIt() {
    store.rollback(LATER.minusSeconds(200_000), "worse");
    store.rollback(LATER.minusSeconds(200_000), "worse");
    Prune.Result plan = new Prune(store, 1).plan(LATER);
    assertThat(plan.removed()).containsOnlyKeys(ids.get(0), ids.get(3));
    assertThat(store.versions()).as("a plan removes nothing").hasSize(5);
    Prune.Result result = new Prune(store, 1).run(LATER);
    assertThat(result).isEqualTo(plan);
    assertThat(result.bytes()).isGreaterThan(2_000);
    assertThat(store.versions()).containsExactly(ids.get(1), ids.get(2), ids.get(4));
    assertThat(store.current()).contains(ids.get(2));
    assertThat(store.rollback(LATER, "worse").to()).isEqualTo(ids.get(1));
  }

  @Test
  void keepsWhatIsYoungerThanADay() {
    Instant day = Instant.parse("2026-11-03T02:59:59Z");
    assertThat(new Prune(store, 1).plan(day).removed()).containsOnlyKeys(ids.get(0));
    assertThat(new Prune(store, 1).plan(day.plusSeconds(1)).removed())
        .containsOnlyKeys(ids.get(0), ids.get(1));
  }

  @Test
  void keepsAVersionThatLiesUnderAnotherName() throws IOException {
    Path misnamed = root.resolve("versions/20261001-000000000000");
    Files.move(store.folder(ids.get(0)), misnamed);
    assertThat(new Prune(store, 2).run(LATER).removed()).containsOnlyKeys(ids.get(1), ids.get(2));
    assertThat(misnamed).isDirectory();
  }

  @Test
  void keepsWhatItCannotReadAndSaysNothingWhenThereIsNothingToDo() throws IOException {
    Files.writeString(store.folder(ids.get(0)).resolve("manifest.json"), "{");
    assertThat(new Prune(store, 2).run(LATER).removed()).containsOnlyKeys(ids.get(1), ids.get(2));
    assertThat(new Prune(store, 2).run(LATER).lines()).isEmpty();
    assertThat(store.versions()).contains(ids.get(0));
  }
}
