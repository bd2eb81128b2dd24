package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.report.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A night on a cluster of processes, one of which is killed midway. */
@Tag("slow")
class ClusterNightTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T02:00:00Z"));

  @TempDir private Path folder;

  @Test
  void aClusterThatLosesAWorkerGivesTheBytesOfOneMachine() throws IOException {
    Path here = folder.resolve("here");
    RunRecord local = night(here, Map.of(), () -> {});
    Path there = folder.resolve("there");
    try (StandaloneCluster cluster =
        new StandaloneCluster(Files.createDirectories(folder.resolve("cluster")))) {
      RunRecord run = night(there, cluster.settings(), cluster::killWorker);
      assertThat(contents(there, run)).isEqualTo(contents(here, local));
    }
  }

  private static RunRecord night(Path shop, Map<String, String> set, Runnable midway) {
    Path config = new SmallShop(shop).write(SmallShop.lines(580));
    return new Nightly(
            ConfigLoader.load(config, set),
            CLOCK,
            step -> {
              if (step.equals("measured fit: bundles")) {
                midway.run();
              }
            })
        .run(Optional.of(LocalDate.parse("2026-03-01")), Nightly.Outcome.PUBLISH);
  }

  private static Map<String, String> contents(Path shop, RunRecord run) throws IOException {
    return VersionContents.of(
        shop.resolve("work/artifacts/versions").resolve(run.version().orElseThrow()));
  }
}
