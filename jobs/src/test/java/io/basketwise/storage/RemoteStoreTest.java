package io.basketwise.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.TeaShop;
import io.basketwise.failure.Refusal;
import io.basketwise.models.artifact.Artifact;
import io.basketwise.models.artifact.ArtifactStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts that lie elsewhere, while others change them. */
class RemoteStoreTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 1);

  @TempDir private Path folder;
  private Path there = Path.of(".");
  private Path here = Path.of(".");
  private Meanwhile files = new Meanwhile(new FilterFileSystem());
  private RemoteStore remote = remote();

  /** A file system in which something happens while a file is opened. */
  private static final class Meanwhile extends FilterFileSystem {
    private String during = "";
    private Runnable happens = () -> {};

    Meanwhile(FileSystem files) {
      super(files);
    }

    void happens(String name, Runnable what) {
      during = name;
      happens = what;
    }

    @Override
    public String getScheme() {
      return "file";
    }

    @Override
    public FSDataInputStream open(org.apache.hadoop.fs.Path file, int bufferSize)
        throws IOException {
      if (file.getName().equals(during)) {
        during = "";
        happens.run();
      }
      return super.open(file, bufferSize);
    }
  }

  @BeforeEach
  void places() throws IOException {
    there = Files.createDirectory(folder.resolve("there"));
    here = Files.createDirectory(folder.resolve("here"));
    files = new Meanwhile(FileSystem.getLocal(new Configuration()));
    remote = remote();
  }

  private RemoteStore remote() {
    return new RemoteStore(
        files, new org.apache.hadoop.fs.Path(there.toUri()), new Configuration());
  }

  private ArtifactStore copy() {
    return new ArtifactStore(here);
  }

  private static void remove(Path version) {
    try {
      Folders.delete(version);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCopyNamesNoVersionThatWasPublishedWhileItWasMade() throws IOException {
    TeaShop.publish(there, DAY);
    files.happens("manifest.json", () -> TeaShop.publish(there, DAY.plusDays(1)));
    remote.pull(here);
    Artifact.verify(copy().live());
    assertThat(copy().current()).isEqualTo(new ArtifactStore(there).current());
  }

  @Test
  void whatIsPrunedWhileItIsCopiedIsLeftOut() throws IOException {
    String old = TeaShop.publish(there, DAY);
    String live = TeaShop.publish(there, DAY.plusDays(1));
    Path pruned = there.resolve("versions").resolve(old);
    files.happens("policy.json", () -> remove(pruned));
    remote.pull(here);
    assertThat(copy().versions()).containsExactly(live);
    Artifact.verify(copy().live());
  }

  @Test
  void whatIsChangedHereIsThereAndBack() throws IOException {
    String version = TeaShop.publish(here, DAY);
    remote.push(here, () -> {});
    remove(here);
    Files.createDirectory(here);
    remote.pull(here);
    assertThat(copy().current()).contains(version);
    assertThat(copy().history()).isEqualTo(new ArtifactStore(there).history());
    Artifact.verify(copy().live());
  }

  @Test
  void aLockThatWasLostWhileAVersionWasSentLeavesTheLiveOneLive() throws IOException {
    String before = TeaShop.publish(there, DAY);
    remote.pull(here);
    TeaShop.publish(here, DAY.plusDays(1));
    Runnable lost =
        () -> {
          throw Refusal.locked("taken away", "stood still", "start again");
        };
    assertThatThrownBy(() -> remote.push(here, lost)).hasMessageContaining("taken away");
    ArtifactStore store = new ArtifactStore(there);
    assertThat(store.current()).isEqualTo(Optional.of(before));
    assertThat(store.history().rollbackOf(before)).isEmpty();
  }
}
