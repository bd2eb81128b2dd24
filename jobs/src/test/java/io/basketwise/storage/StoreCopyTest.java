package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies that killed processes have left in the temporary folder. */
class StoreCopyTest {
  /** Beyond what any system gives out. */
  private static final long NOBODY = 4_194_305;

  @TempDir private Path temporary;

  private Path copyOf(long pid, int number) throws IOException {
    Path copy = temporary.resolve("basketwise-artifacts-" + pid + "-" + number);
    Files.createDirectories(copy.resolve("versions"));
    Files.writeString(copy.resolve("CURRENT"), "20261101-0123456789ab\n");
    return copy;
  }

  @Test
  void theCopiesOfKilledProcessesGoAndThoseOfLivingOnesStay() throws IOException {
    Path left = copyOf(NOBODY, 1);
    Path other = copyOf(ProcessHandle.current().pid(), 2);
    Path mine = copyOf(ProcessHandle.current().pid(), 3);
    StoreCopy.sweep(mine);
    assertThat(left).doesNotExist();
    assertThat(other).exists();
    assertThat(mine).exists();
  }

  @Test
  void whatCannotBeRemovedStopsNothing() throws IOException {
    Path closed = copyOf(NOBODY, 1);
    Path left = copyOf(NOBODY, 2);
    Path mine = copyOf(ProcessHandle.current().pid(), 3);
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    try {
      StoreCopy.sweep(mine);
      assertThat(left).doesNotExist();
    } finally {
      if (Files.exists(closed)) {
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
      }
    }
  }
}
