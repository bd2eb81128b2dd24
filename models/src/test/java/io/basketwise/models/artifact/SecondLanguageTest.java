package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.basketwise.models.Documents;
import io.basketwise.models.SmallShop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python of FORMAT.md, run where there is a Python with its two packages. */
class SecondLanguageTest {
  @TempDir Path root;

  private record Run(int exitCode, String said) {}

  private static Run python(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Run(process.waitFor(), said);
    } catch (IOException e) {
      return new Run(-1, "no python3: " + e.getMessage());
    }
  }

  @Test
  void readsAVersionWithoutUs() throws Exception {
    assumeTrue(python("-c", "import numpy, safetensors").exitCode == 0, "no numpy, safetensors");
    var store = new ArtifactStore(root);
    Path staged = store.stage();
    new SmallShop().write(staged);
    store.publish(staged);
    Path script = root.resolve("complements.py");
    Files.writeString(script, Documents.block(Documents.FORMAT, "python"));
    Run run = python(script.toString(), root.toString(), "drill", "linear");
    assertThat(run.said.lines())
        .containsExactly("0.500  24 orders  Case", "0.100  15 orders  <Extra>");
    assertThat(run.exitCode).isZero();
  }
}
