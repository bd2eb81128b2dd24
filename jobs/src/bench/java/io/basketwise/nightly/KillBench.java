package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many nights killed at random moments: {@code -Dkills=200 -DfirstSeed=1}. {@code -Dshop=small} takes
 * the shop of the tests, which has orders alone, instead of the shipped one with all inputs.
 */
class KillBench {
  @TempDir private Path folder;

  @Test
  void everyNextRunEndsWhereAnUndisturbedOneEnds() throws IOException, InterruptedException {
    KilledNights nights = new KilledNights(folder, template());
    String build = build();
    long first = Long.getLong("firstSeed", 1);
    long kills = Long.getLong("kills", 200);
    for (long seed = first; seed < first + kills; seed++) {
      KilledNights.Aftermath aftermath = nights.kill(seed);
      assertThat(aftermath.live()).as("seed %d", seed).isEqualTo(nights.undisturbed());
      assertThat(aftermath.lake()).as("seed %d", seed).isEqualTo(nights.undisturbedLake());
      assertThat(aftermath.litter()).as("seed %d", seed).isEmpty();
      System.out.printf(
          "%s, seed %d: killed after %,d ms, %d tables read, equal bytes, equal rows, no litter%n",
          build, seed, aftermath.afterMillis(), aftermath.tables());
    }
  }

  /** The commit that the working tree is at, with a plus where it has changes. */
  private static String build() throws IOException, InterruptedException {
    Process git = new ProcessBuilder("git", "describe", "--always", "--dirty=+").start();
    String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(git.waitFor()).isZero();
    return said;
  }

  private SecondNight template() throws IOException {
    Path template = folder.resolve("template");
    return switch (System.getProperty("shop", "demo")) {
      case "demo" -> DemoShop.secondNight(template);
      case "small" -> SecondNight.ofSmallShop(template);
      default -> throw new IllegalArgumentException("shop is demo or small");
    };
  }
}
