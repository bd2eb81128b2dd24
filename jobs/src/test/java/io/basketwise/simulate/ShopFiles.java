package io.basketwise.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of simulated shops. */
final class ShopFiles {
  private ShopFiles() {}

  /** All files below a folder, as paths from there. */
  static List<Path> of(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
    }
  }

  static void assertSameBytes(Path one, Path other) throws IOException {
    List<Path> files = of(one);
    assertThat(of(other)).isEqualTo(files);
    for (Path file : files) {
      assertThat(other.resolve(file)).hasSameBinaryContentAs(one.resolve(file));
    }
  }
}
