package io.basketwise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.affinity.LearnAffinity;
import io.basketwise.behaviour.BehaviourReport;
import io.basketwise.behaviour.LearnBehaviour;
import io.basketwise.behaviour.OffPolicy;
import io.basketwise.behaviour.learn.Family;
import io.basketwise.bundles.MineBundles;
import io.basketwise.evaluate.Evaluate;
import io.basketwise.evaluate.FitBlend;
import io.basketwise.evaluate.Interval;
import io.basketwise.evaluate.Query;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Calibration;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.LinearModel;
import io.basketwise.models.behaviour.Link;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.decision.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
    assertComesBack(new AffinityForm(), learned);
  }

  /** What one run keeps, another reads. */
  private <T> void assertComesBack(TensorForm<T> form, T result) throws IOException {
    String step = form.getClass().getSimpleName();
    run("a").of(step, form, () -> result);
    T kept =
        run("a")
            .of(
                step,
                form,
                () -> {
                  throw new IllegalStateException("worked out again");
                });
    assertThat(kept)
        .usingRecursiveComparison()
        .withEqualsForType(Double::equals, Double.class)
        .withEqualsForType(Float::equals, Float.class)
        .isEqualTo(result);
  }

  @Test
  void blendsComeBackAsTheyWere() throws IOException {
    Blend blend = new Blend(new double[] {0.1, -1e-300, 3}, 0.7, -2.5);
    assertComesBack(new BlendForm(), new FitBlend.Result(blend, 6_000, 2_047));
  }

  @Test
  void evaluationsComeBackAsTheyWere() throws IOException {
    Map<String, Interval> figures =
        Map.of("HR@6", new Interval(0.1, 0.09, 0.11), "MRR@6", new Interval(Double.NaN, 0, 1));
    assertComesBack(
        new HoldoutForm(),
        new Evaluate.Holdout(
            new Evaluate.Figures(2, 3, Map.of("blend", figures)),
            List.of(
                new Query(0, 20_000, new int[] {1, 5}, 3, new int[] {7}),
                new Query(0, 20_000, new int[] {}, 1, new int[] {}),
                new Query(1, 20_001, new int[] {2}, 0, new int[] {9, 8, 7})),
            List.of(new int[] {4, 2}, new int[] {}, new int[] {1})));
  }

  @Test
  void modelsOfBehaviourComeBackAsTheyWereWithHowTheyFared() throws IOException {
    int width = SessionFeature.count();
    double[] weights = new double[width];
    weights[3] = -0.25;
    LinearModel linear = new LinearModel(new double[width], weights, new double[] {0.5});
    int terms = TimingModel.terms();
    TimingModel timing =
        new TimingModel(
            linear,
            linear,
            linear,
            new double[terms],
            new double[terms * terms],
            new double[TimingModel.moods()],
            new double[] {1, 1, 1, 1},
            new double[] {200, 0, 199},
            new double[] {0, 0.5, 1},
            0.7);
    Map<Family, Double> losses = new EnumMap<>(Family.class);
    losses.put(Family.BOOSTED_TREES, 0.6);
    losses.put(Family.LOGISTIC_REGRESSION, Double.NaN);
    OffPolicy.Value value = new OffPolicy.Value(1.5, Double.NaN, 2);
    BehaviourReport report =
        new BehaviourReport(
            7,
            List.of(new BehaviourReport.FunctionReport(Intent.EXPLORER, "wide", 1, 0, 0, 0.9)),
            OptionalDouble.empty(),
            Optional.empty(),
            Optional.of(
                new BehaviourReport.Purchases(
                    Family.BOOSTED_TREES,
                    losses,
                    12,
                    Double.NaN,
                    0.4,
                    0.02,
                    List.of(),
                    List.of(SessionFeature.VIEWS))),
            new BehaviourReport.Timing(
                BehaviourReport.Timing.KEPT,
                Optional.of("why"),
                3,
                1,
                Map.of(),
                Optional.of(value)),
            List.of("no intent model: ö"));
    assertComesBack(
        new MeasuredBehaviourForm(),
        new LearnBehaviour.Measured(
            report,
            new BehaviourModels(
                Optional.empty(),
                1,
                Optional.of(
                    new Classifier(
                        linear, Link.LOGITS, new Calibration(0.75, new double[] {-0.5}))),
                Optional.of(timing))));
    assertComesBack(new BehaviourForm(), BehaviourModels.NONE);
  }

  @Test
  void whatAFormRefusesIsWorkedOutAgain() throws IOException {
    run("a")
        .of(
            "first fit: bundles",
            new BlendForm(),
            () -> new FitBlend.Result(new Blend(new double[1], 1, 0), 1, 1));
    Checkpoints next = run("a");
    assertWorksItOutAgain(next);
    assertThat(next.notes())
        .singleElement()
        .asString()
        .startsWith("cannot use the checkpoint of first fit: bundles");
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
