package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputFoldersTest {
  @Test
  void aTrialLeavesNothingAndRemovesWhatAKilledOneHasLeft(@TempDir Path folder) throws IOException {
    Path theirs = Files.createFile(folder.resolve(".writable-of-another"));
    Path left = Files.createFile(folder.resolve(".writable-of-one-that-was-killed"));
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(7_200)));
    try (FileSystem files = FileSystem.newInstanceLocal(new Configuration(false))) {
      OutputFolders.tryOut(files, new org.apache.hadoop.fs.Path(folder.toUri()));
    }
    try (var all = Files.list(folder)) {
      assertThat(all.filter(file -> !file.toString().endsWith(".crc"))).containsExactly(theirs);
    }
  }
}
