package io.basketwise.models.score;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.Json;
import io.basketwise.models.decision.Placement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
}
