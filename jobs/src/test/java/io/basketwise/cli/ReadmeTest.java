package io.basketwise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.basketwise.config.ConfigLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README tells people to type is what the command line takes. */
class ReadmeTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void everyCommandOfTheReadmeParses() throws IOException {
    List<String> commands =
        Files.readAllLines(ROOT.resolve("README.md")).stream()
            .filter(line -> line.startsWith("    ./basketwise "))
            .map(line -> line.replaceFirst("#.*", "").strip().substring("./basketwise ".length()))
            .toList();
    assertThat(commands).hasSizeGreaterThan(5);
    for (String command : commands) {
      String[] words = Arrays.stream(command.split(" +")).toArray(String[]::new);
      assertThatCode(() -> Basketwise.commandLine().parseArgs(words))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void everySampleConfigurationLoads() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("data-samples"))) {
      List<Path> configs = files.filter(file -> file.toString().endsWith(".yaml")).toList();
      assertThat(configs).hasSizeGreaterThanOrEqualTo(3);
      for (Path config : configs) {
        assertThatCode(() -> ConfigLoader.load(config, Map.of()))
            .as(config.toString())
            .doesNotThrowAnyException();
      }
    }
  }
}
