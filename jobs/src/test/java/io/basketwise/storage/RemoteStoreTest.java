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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.PathIOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Artifacts that lie elsewhere, while others change them. */
class RemoteStoreTest {
  private static final String POLICY = "glob:**policy.json";
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
        try {
          happens.run();
        } catch (UncheckedIOException e) {
          throw e.getCause();
        }
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
    return new ArtifactStore(
        here,
        version -> {
          try {
            remote.complete(version);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
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

  /** What S3 says of an object that is replaced between its opening and its reading. */
  @Test
  void aFileThatIsReplacedWhileItIsReadIsReadAgain() throws IOException {
    String version = TeaShop.publish(there, DAY);
    files.happens(
        "CURRENT",
        () -> {
          throw new UncheckedIOException(new PathIOException("CURRENT", "was replaced"));
        });
    remote.pull(here);
    assertThat(copy().current()).contains(version);
  }

  @Test
  void whatIsPrunedWhileItIsCopiedIsLeftOut() throws IOException {
    String old = TeaShop.publish(there, DAY);
    String live = TeaShop.publish(there, DAY.plusDays(1));
    Path pruned = there.resolve("versions").resolve(old);
    files.happens("manifest.json", () -> remove(pruned));
    remote.pull(here);
    assertThat(copy().versions()).containsExactly(live);
    Artifact.verify(copy().live());
  }

  @Test
  void whatIsPrunedBeforeOrWhileItsFilesAreCopiedIsNotTakenForAVersion() throws IOException {
    String old = TeaShop.publish(there, DAY);
    String older = TeaShop.publish(there, DAY.minusDays(1));
    remote.pull(here);
    remove(there.resolve("versions").resolve(older));
    files.happens("policy.json", () -> remove(there.resolve("versions").resolve(old)));
    for (String gone : List.of(old, older)) {
      assertThatThrownBy(() -> copy().folder(gone))
          .hasMessageContainingAll(gone, "was removed while it was copied");
    }
  }

  /**
   * Of a version that loses its manifest while it is copied, files may be gone that nobody missed.
   */
  @Test
  void aVersionWhoseManifestWentMeanwhileIsNotTakenForWhole() throws IOException {
    String old = TeaShop.publish(there, DAY);
    remote.pull(here);
    Path manifest = there.resolve("versions").resolve(old).resolve("manifest.json");
    files.happens("policy.json", () -> remove(manifest));
    assertThatThrownBy(() -> copy().folder(old)).hasMessageContaining("was removed while");
  }

  @Test
  void whatSomebodyElsePrunedIsNotSentBack() throws IOException {
    String old = TeaShop.publish(there, DAY);
    String live = TeaShop.publish(there, DAY.plusDays(1));
    remote.pull(here);
    remove(there.resolve("versions").resolve(old));
    remote.push(here, () -> {});
    assertThat(new ArtifactStore(there).versions()).containsExactly(live);
  }

  /** Looking at a store of many large versions, or going back in it, must not copy them all. */
  @Test
  void ofAVersionThatNobodyAsksForTheManifestAloneIsCopied() throws IOException {
    String old = TeaShop.publish(there, DAY);
    String before = TeaShop.publish(there, DAY.plusDays(1));
    String live = TeaShop.publish(there, DAY.plusDays(2));
    remote.pull(here);
    assertThat(copy().manifest(old).version()).isEqualTo(old);
    copy().rollback(Instant.EPOCH, "worse");
    remote.push(here, () -> {});
    assertThat(new ArtifactStore(there).current()).contains(before);
    assertThat(new ArtifactStore(there).versions()).containsExactly(old, before, live);
    new ArtifactStore(there)
        .versions().stream().map(new ArtifactStore(there)::folder).forEach(Artifact::verify);
    assertThat(here.resolve("versions").resolve(before)).isDirectoryContaining(POLICY);
    for (String version : List.of(old, live)) {
      assertThat(here.resolve("versions").resolve(version)).isDirectoryNotContaining(POLICY);
    }
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
