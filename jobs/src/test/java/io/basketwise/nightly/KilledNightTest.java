package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights killed at a seeded moment; {@code KillBench} kills many. */
class KilledNightTest {
  private static final int KILLS = 2;

  @TempDir private Path folder;

  @Test
  void theNextRunEndsWhereAnUndisturbedOneEnds() throws IOException, InterruptedException {
    KilledNights nights =
        new KilledNights(folder, SecondNight.ofSmallShop(folder.resolve("template")));
    for (long seed = 1; seed <= KILLS; seed++) {
      KilledNights.Aftermath aftermath = nights.kill(seed);
      assertThat(aftermath.live())
          .as("seed %d, killed after %d ms", seed, aftermath.afterMillis())
          .isEqualTo(nights.undisturbed());
      assertThat(aftermath.lake()).as("seed %d", seed).isEqualTo(nights.undisturbedLake());
      assertThat(aftermath.litter()).as("seed %d", seed).isEmpty();
    }
  }

  @Test
  @Tag("slow")
  void whatAKilledNightLeftInTheTemporaryFolderGoesWithTheNextCommand()
      throws IOException, InterruptedException {
    Path config = new SmallShop(folder).write(SmallShop.lines(580));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path progress = folder.resolve("killed.err");
    Process night = start(temporary, "killed", config);
    while (night.isAlive() && !Files.readString(progress).contains("count baskets")) {
      Thread.onSpinWait();
    }
    night.destroyForcibly().waitFor();
    try (Stream<Path> left = Files.walk(temporary, 2)) {
      assertThat(left.map(path -> path.getFileName().toString().replaceFirst("-.*", "")))
          .contains("blockmgr", "spark", "artifacts");
    }
    assertThat(start(temporary, "next", config).waitFor()).isZero();
    assertThat(temporary).isEmptyDirectory();
  }

  private Process start(Path temporary, String name, Path config) throws IOException {
    return Commands.start(
        temporary,
        folder.resolve(name),
        Main.class,
        "nightly",
        "--config=" + config,
        "--as-of=2026-02-27");
  }
}
