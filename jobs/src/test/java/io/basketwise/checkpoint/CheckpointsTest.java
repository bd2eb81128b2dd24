package io.basketwise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.bundles.MineBundles;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a file system that, unlike Hadoop's local one, does not look at what it reads. */
class CheckpointsTest {
  private static final MineBundles.Result BUNDLES =
      new MineBundles.Result(
          new BundleColumns(
              new int[] {3, 5, 5},
              new int[] {2, 3, 3, 3},
              new int[] {9, 8, 7},
              new int[] {6, 5, 4},
              new int[] {0, 1, 2, 2},
              new int[] {5, 3},
              new int[] {7, 7},
              new int[] {4, 4},
              new float[] {0.7f, Float.MIN_VALUE},
              new float[] {1.5f, 3e38f}),
          4,
          5_000_000_000L);

  @TempDir private Path folder;
  private FileSystem files = new RawLocalFileSystem();

  @BeforeEach
  void open() throws IOException {
    files = new RawLocalFileSystem();
    files.initialize(folder.toUri(), new Configuration(false));
  }

  private Checkpoints run(String causes) throws IOException {
    Path scratch = Files.createTempDirectory(folder, "scratch");
    return new Checkpoints(
        files,
        new org.apache.hadoop.fs.Path(folder.resolve("lake").toUri()),
        causes,
        scratch,
        () -> {});
  }

  private static MineBundles.Result bundles(Checkpoints run) {
    return run.of("first fit: bundles", new BundlesForm(), () -> BUNDLES);
  }

  private static MineBundles.Result fails() {
    throw new IllegalStateException("worked out again");
  }

  private static void assertWorksItOutAgain(Checkpoints run) {
    assertThatThrownBy(() -> run.of("first fit: bundles", new BundlesForm(), () -> fails()))
        .hasMessage("worked out again");
  }

  private Path file(String end) throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("lake"))) {
      return all.filter(each -> each.toString().endsWith(end)).findFirst().orElseThrow();
    }
  }

  @Test
  void whatOneRunHasKeptTheNextOneUses() throws IOException {
    bundles(run("a"));
    Checkpoints next = run("a");
    MineBundles.Result kept =
        next.of("first fit: bundles", new BundlesForm(), CheckpointsTest::fails);
    assertThat(kept).usingRecursiveComparison().isEqualTo(BUNDLES);
    assertThat(next.notes()).singleElement().asString().endsWith("first fit: bundles");
  }

  @Test
  void affinitiesComeBackAsTheyWere() throws IOException {
    Neighbours some =
        new Neighbours(
            new long[] {0, 1, 1}, new int[] {1}, new float[] {0.1f}, new int[] {2}, new int[] {1});
    LearnAffinity.Result learned =
        new LearnAffinity.Result(
            Map.of(Relation.COSINE, some, Relation.UPGRADE, some),
            new Factors(2, new float[] {0.1f, -0.2f, 0, 1e-30f}, new double[] {1, 0}, 40, 0.1),
            3,
            2,
            List.of("relation similar left out: ö"));
    run("a").of("fit: affinity", new AffinityForm(), () -> learned);
    LearnAffinity.Result kept =
        run("a")
            .of(
                "fit: affinity",
                new AffinityForm(),
                () -> {
                  throw new IllegalStateException("worked out again");
                });
    assertThat(kept).usingRecursiveComparison().isEqualTo(learned);
  }

  @Test
  void otherRowsOrSettingsAreAnotherRun() throws IOException {
    bundles(run("a"));
    assertWorksItOutAgain(run("b"));
  }

  /** What a run kept in one of its files. */
  private byte[] kept(String end) throws IOException {
    bundles(run("a"));
    return Files.readAllBytes(file(end));
  }

  @ParameterizedTest
  @ValueSource(strings = {".safetensors", ".sha256"})
  void aFileOfWhichAByteIsAnotherIsNotUsed(String end) throws IOException {
    byte[] bytes = kept(end);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file(end), bytes);
    Checkpoints next = run("a");
    assertWorksItOutAgain(next);
    assertThat(next.notes()).singleElement().asString().contains("first fit: bundles is damaged");
  }

  @ParameterizedTest
  @ValueSource(strings = {".safetensors", ".sha256"})
  void aFileThatWasCutOffIsNotUsed(String end) throws IOException {
    byte[] bytes = kept(end);
    Files.write(file(end), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    assertWorksItOutAgain(run("a"));
  }

  @Test
  void aFileWithoutItsDigestIsNotUsed() throws IOException {
    bundles(run("a"));
    Files.delete(file(".sha256"));
    Checkpoints next = run("a");
    assertWorksItOutAgain(next);
    assertThat(next.notes()).isEmpty();
  }

  /** A file stands where the folder should: nothing can be kept there. */
  @Test
  void aRunGoesOnWhereNothingCanBeKept() throws IOException {
    Files.createDirectories(folder.resolve("lake"));
    Files.writeString(folder.resolve("lake").resolve(Checkpoints.FOLDER), "");
    Checkpoints run = run("a");
    assertThat(bundles(run)).isSameAs(BUNDLES);
    assertThat(run.notes()).anyMatch(note -> note.startsWith("cannot keep the checkpoint"));
  }

  @Test
  void aRunThatLearnsSweepsWhatOthersLeftAndAtLastItsOwn() throws IOException {
    bundles(run("a"));
    bundles(run("b"));
    Path all = folder.resolve("lake").resolve(Checkpoints.FOLDER);
    run("c").clear();
    assertThat(all).as("nothing of others goes with a run's own").isDirectory();
    run("b").sweepOthers();
    assertWorksItOutAgain(run("a"));
    Checkpoints own = run("b");
    own.of("first fit: bundles", new BundlesForm(), CheckpointsTest::fails);
    own.clear();
    assertThat(all).doesNotExist();
  }

  @Test
  void whoLostTheLockChangesNothing() throws IOException {
    Checkpoints lost =
        new Checkpoints(
            files,
            new org.apache.hadoop.fs.Path(folder.resolve("lake").toUri()),
            "a",
            folder,
            () -> {
              throw new IllegalStateException("the lock is gone");
            });
    assertThatThrownBy(() -> bundles(lost)).hasMessage("the lock is gone");
    assertThatThrownBy(lost::clear).hasMessage("the lock is gone");
    assertThatThrownBy(lost::sweepOthers).hasMessage("the lock is gone");
    assertThat(folder.resolve("lake")).doesNotExist();
  }
}
