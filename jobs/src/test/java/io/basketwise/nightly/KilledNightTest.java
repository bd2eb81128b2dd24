package io.basketwise.nightly;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few nights killed at seeded moments; {@code KillBench} kills many. */
class KilledNightTest {
  private static final int KILLS = 2;

  @TempDir private Path folder;

  @Test
  void theNextRunEndsWhereAnUndisturbedOneEnds() throws IOException, InterruptedException {
    KilledNights nights = new KilledNights(folder);
    for (long seed = 1; seed <= KILLS; seed++) {
      nights.kill(seed);
    }
  }
}
