package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import io.basketwise.nightly.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose temporary folders go, and whose stay. */
class TemporaryFolderTest {
  @TempDir private Path outputs;
  @TempDir private Path place;

  /** A process with a folder that is not empty. */
  private record Holder(Process process, Path folder) {}

  private Holder hold(String name) throws IOException {
    Path out = outputs.resolve(name);
    Process process = Commands.start(out, Hold.class, place.toString());
    while (process.isAlive() && !Files.readString(out).endsWith("\n")) {
      Thread.onSpinWait();
    }
    return new Holder(process, Path.of(Files.readString(out).strip()));
  }

  private void sweep() {
    TemporaryFolder.below(place).close();
  }

  @AfterEach
  void openAll() throws IOException {
    Path closed = place.resolve("basketwise-tmp-1/closed");
    if (Files.exists(closed)) {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Test
  void theFolderOfAKilledProcessGoesAndThatOfALivingOneStays() throws Exception {
    Holder killed = hold("killed");
    Holder living = hold("living");
    killed.process().destroyForcibly().waitFor();
    sweep();
    assertThat(place).isDirectoryNotContaining("glob:**" + killed.folder().getFileName());
    assertThat(living.folder().resolve("spark/blocks")).isRegularFile();
    sweep();
    assertThat(living.folder().resolve("spark/blocks")).isRegularFile();
    living.process().destroyForcibly().waitFor();
    sweep();
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void noProcessTakesItsOwnForLeft() throws Exception {
    TemporaryFolder first = TemporaryFolder.below(place);
    sweep();
    Holder other = hold("other");
    assertThat(place.toFile().list()).as("the first and the other's").hasSize(2);
    first.close();
    other.process().destroyForcibly().waitFor();
    sweep();
    assertThat(place).isEmptyDirectory();
  }

  @Test
  void whatMayBeSomebodyElsesStays() throws IOException {
    Path unlocked = Files.createDirectories(place.resolve("basketwise-tmp-1/without-a-lock"));
    Path named = Files.createDirectory(place.resolve("basketwise-shop"));
    Path linked = Files.createDirectory(place.resolve("linked"));
    Files.createFile(linked.resolve(".lock"));
    Path link = Files.createSymbolicLink(place.resolve("basketwise-tmp-2"), linked);
    Path file = Files.createFile(place.resolve("basketwise-tmp-3"));
    Path empty = Files.createDirectory(place.resolve("basketwise-tmp-4"));
    sweep();
    assertThat(unlocked).exists();
    assertThat(named).exists();
    assertThat(link).isSymbolicLink();
    assertThat(linked.resolve(".lock")).exists();
    assertThat(file).exists();
    assertThat(empty).as("of a process that was killed before it had a lock").doesNotExist();
  }

  @Test
  void whatCannotBeRemovedStopsNothing() throws IOException {
    Path closed = Files.createDirectories(place.resolve("basketwise-tmp-1/closed/inner"));
    Path left = Files.createDirectories(place.resolve("basketwise-tmp-2/spark/blocks"));
    Files.createFile(place.resolve("basketwise-tmp-1/.lock"));
    Files.createFile(place.resolve("basketwise-tmp-2/.lock"));
    Files.setPosixFilePermissions(closed.getParent(), PosixFilePermissions.fromString("---------"));
    sweep();
    assertThat(left).doesNotExist();
    assertThat(place.resolve("basketwise-tmp-2")).doesNotExist();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsRefused() throws IOException {
    Path file = Files.createFile(place.resolve("file"));
    assertThatThrownBy(() -> TemporaryFolder.below(file.resolve("tmp")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(2))
        .hasMessageContainingAll(file.toString(), "-Djava.io.tmpdir=DIR");
  }

  /** A process that takes a folder and keeps it until it is killed. */
  static final class Hold {
    private Hold() {}

    public static void main(String[] place) throws IOException {
      Path folder = TemporaryFolder.below(Path.of(place[0])).path();
      Files.createFile(Files.createDirectory(folder.resolve("spark")).resolve("blocks"));
      System.out.println(folder);
      // It ends when the test does, even if that is killed itself.
      System.in.read();
    }
  }
}
