package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights killed at a seeded moment; {@code KillBench} kills many. */
@Tag("slow")
class KilledNightTest {
  private static final int KILLS = 3;

  @TempDir private Path folder;

  @Test
  void theNextRunEndsWhereAnUndisturbedOneEnds() throws IOException, InterruptedException {
    KilledNights nights = new KilledNights(folder);
    for (long seed = 1; seed <= KILLS; seed++) {
      KilledNights.Aftermath aftermath = nights.kill(seed);
      assertThat(aftermath.live())
          .as("seed %d, killed after %d ms", seed, aftermath.afterMillis())
          .isEqualTo(nights.undisturbed());
      assertThat(aftermath.litter()).as("seed %d", seed).isEmpty();
    }
  }
}
