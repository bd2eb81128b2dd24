package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalDirAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir private Path folder;

  @Test
  void whatIsAboutToBeSentWaitsInTheFolderOfTheProcess() throws IOException {
    Configuration settings = Storage.settings(Map.of());
    Path place = TemporaryFolder.ofProcess();
    assertThat(buffer(settings)).startsWithRaw(place);
  }

  @Test
  void unlessAnotherPlaceWasNamed() throws IOException {
    Configuration settings =
        Storage.settings(Map.of("spark.hadoop.hadoop.tmp.dir", folder.toString()));
    assertThat(buffer(settings)).startsWithRaw(folder);
  }

  /** As S3A makes the file of a part that it uploads. */
  private static Path buffer(Configuration settings) throws IOException {
    File part =
        new LocalDirAllocator("fs.s3a.buffer.dir")
            .createTmpFileForWrite("s3ablock-0001-", 1024, settings);
    assertThat(part.delete()).isTrue();
    return part.toPath();
  }
}
