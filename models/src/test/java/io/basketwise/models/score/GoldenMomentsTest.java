package io.basketwise.models.score;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactException;
import io.basketwise.models.artifact.Forgery;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.decision.Placement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenMomentsTest {
  @TempDir private Path folder;
  private List<Map<?, ?>> lines;

  @BeforeEach
  void record() throws Exception {
    new SmallShop().behaviour(SmallModels.all()).write(folder);
    lines =
        Files.readAllLines(folder.resolve("golden.jsonl")).stream()
            .<Map<?, ?>>map(line -> (Map<?, ?>) Json.read(line))
            .toList();
  }

  private static Map<?, ?> part(Map<?, ?> line, String name) {
    return (Map<?, ?>) Objects.requireNonNull(line.get(name));
  }

  private List<@Nullable Object> moments(String member) {
    return lines.stream().<@Nullable Object>map(line -> part(line, "moment").get(member)).toList();
  }

  private Map<?, ?> decision(String momentId) {
    return lines.stream()
        .filter(line -> momentId.equals(part(line, "moment").get("moment_id")))
        .<Map<?, ?>>map(line -> part(line, "decision"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPlacementIsRehearsed() {
    assertThat(moments("placement"))
        .containsAll(Arrays.stream(Placement.values()).map(Placement::key).toList());
  }

  @Test
  void soIsWhatAMomentTellsBesideItsCart() {
    for (String member :
        List.of(
            "events",
            "stock",
            "shown",
            "on_page",
            "owned",
            "visitor_id",
            "customer_id",
            "first_time_buyer",
            "consent")) {
      assertThat(moments(member)).as(member).anyMatch(each -> each != null);
    }
  }

  @Test
  void somethingIsOfferedAndSomethingIsNot() {
    List<@Nullable Object> actions =
        lines.stream().<@Nullable Object>map(line -> part(line, "decision").get("action")).toList();
    assertThat(actions).contains("offer", "quiet");
    assertThat(decision("golden-due").toString()).contains("replenish");
    assertThat(decision("golden-empty").get("action")).isEqualTo("quiet");
  }

  @Test
  void theyAreAnsweredAsTheyWereRecorded() {
    try (Artifact artifact = Artifact.openVerified(folder)) {
      Scorer scorer = Scorer.of(artifact);
      GoldenMoments.warm(scorer, artifact);
      assertThat(new GoldenMoments().record(artifact)).hasSameSizeAs(lines);
    }
  }

  @Test
  void aFeedThatIsBelievedForLongerThanTimeLastsIsRefused() throws IOException {
    Path file = folder.resolve("policy.json");
    String good = Files.readString(file);
    String bad = good.replace("\"maxStockAgeHours\": 24", "\"maxStockAgeHours\": 1.0E13");
    assertThat(bad).isNotEqualTo(good);
    Files.writeString(file, bad);
    Forgery.sign(folder);
    assertThatThrownBy(() -> Artifact.openVerified(folder))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("$.quiet.maxStockAgeHours: found 1.0E13");
  }

  @Test
  void aFeedMayBeBelievedForAHundredYears(@TempDir Path other) throws IOException {
    var quiet = Map.<String, Object>of("maxStockAgeHours", 876_600);
    new SmallShop().policy(Map.of("quiet", quiet)).write(other);
    assertThat(Files.readString(other.resolve("golden.jsonl"))).doesNotContain("\"error\"");
    Artifact.openVerified(other).close();
  }

  @Test
  void idsThatAreOutOfOrderAreRefused() throws IOException {
    Path file = folder.resolve("items.safetensors");
    byte[] good = Files.readAllBytes(file);
    String text = new String(good, ISO_8859_1);
    int refused = 0;
    for (String id : ids()) {
      byte[] bad = good.clone();
      bad[text.indexOf(id)] = (byte) 0x93;
      Files.delete(file);
      Files.write(file, bad);
      Forgery.sign(folder);
      refused += recorded() ? 0 : 1;
    }
    assertThat(refused).isPositive();
  }

  private List<String> ids() {
    try (Artifact artifact = Artifact.open(folder)) {
      return IntStream.range(0, artifact.items().size()).mapToObj(artifact.items()::id).toList();
    }
  }

  /** Whether golden moments could be recorded; otherwise the version was refused. */
  private boolean recorded() {
    try (Artifact artifact = Artifact.open(folder)) {
      new GoldenMoments().record(artifact);
      return true;
    } catch (ArtifactException refusal) {
      assertThat(refusal).hasMessageContaining("ascending order");
      return false;
    }
  }
}
