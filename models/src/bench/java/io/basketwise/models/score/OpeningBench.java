package io.basketwise.models.score;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.models.bench.LargeShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Opens a version of 1 GB in a JVM with a heap of 64 MB, five times. {@code -Dopening.items} asks
 * for another number of items, in hundreds.
 */
class OpeningBench {
  private static final int ITEMS = Integer.getInteger("opening.items", 265_000);
  private static final int RUNS = 5;

  @Test
  void aGigabyteWithSixtyFourMegabytesOfHeap() throws Exception {
    Path artifacts = Path.of("target", "bench", LargeShop.name(ITEMS)).toAbsolutePath();
    if (!Files.exists(artifacts.resolve("CURRENT"))) {
      Files.createDirectories(artifacts);
      new LargeShop(ITEMS).publish(artifacts);
    }
    System.out.printf("a version of %,d bytes%n", sizeBytes(artifacts.resolve("versions")));
    for (int run = 0; run < RUNS; run++) {
      Process child =
          new ProcessBuilder(
                  List.of(
                      Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                      "-Xmx64m",
                      "-cp",
                      System.getProperty("java.class.path"),
                      OpeningProbe.class.getName(),
                      artifacts.toString(),
                      LargeShop.id(ITEMS / 2)))
              .redirectErrorStream(true)
              .start();
      System.out.print(new String(child.getInputStream().readAllBytes(), UTF_8));
      assertThat(child.waitFor()).isZero();
    }
  }

  private static long sizeBytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(path -> Files.isRegularFile(path) ? path.toFile().length() : 0).sum();
    }
  }
}
