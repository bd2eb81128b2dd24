package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFolderTest {
  @Test
  void aTextThatTheHeapMightNotHoldIsRefused(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("policy.json"), "[[],[]]");
    assertThat(VersionFolder.text(file, 7, 7)).isEqualTo("[[],[]]");
    assertThatThrownBy(() -> VersionFolder.text(file, 7, 6))
        .isInstanceOfSatisfying(
            ArtifactException.class,
            e -> assertThat(e.kind()).isEqualTo(ArtifactException.Kind.TOO_LARGE))
        .hasMessageContainingAll("7 bytes", "at most 6", "more heap");
    assertThatThrownBy(() -> VersionFolder.text(file, 6, 7))
        .isInstanceOf(ArtifactException.class)
        .hasMessageContaining("at most 6");
  }
}
