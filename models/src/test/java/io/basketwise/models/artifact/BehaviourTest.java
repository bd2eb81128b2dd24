package io.basketwise.models.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.offset;

import io.basketwise.models.SmallModels;
import io.basketwise.models.SmallShop;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.format.DamagedFileException;
import io.basketwise.models.format.SafetensorsWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The models of behaviour in a version, whole and damaged. */
class BehaviourTest {
  private static final int ITEMS = SmallShop.IDS.size();
  private static final int WIDTH = SessionFeature.count();
  private static final int BOTH_LINKS = 2;

  @TempDir Path folder;

  private Path file;

  @BeforeEach
  void write() {
    new SmallShop().behaviour(SmallModels.all()).write(folder);
    file = folder.resolve(Behaviour.FILE);
  }

  private static double[] row(SplittableRandom random) {
    double[] row = new double[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      row[i] = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(4) * random.nextDouble();
    }
    row[SessionFeature.ON_PRODUCT_PAGE.column()] = 0;
    row[SessionFeature.ON_CART.column()] = 1;
    return row;
  }

  private static void same(BehaviourModels found, BehaviourModels written, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 100_000; i++) {
      double[] row = row(random);
      List<Object> expected = answers(written, row);
      if (!answers(found, row).equals(expected)) {
        assertThat(answers(found, row)).as("seed %d, row %d", seed, i).isEqualTo(expected);
      }
    }
    assertThat(found.minConfidence())
        .isEqualTo(written.intent().isPresent() ? written.minConfidence() : 1);
  }

  /** Lists of boxed numbers are equal where their bits are. */
  private static List<Object> answers(BehaviourModels models, double[] row) {
    return List.of(
        models.intent().map(model -> list(model.probabilities(row))),
        models.purchase().map(model -> list(model.probabilities(row))),
        models.timing().flatMap(model -> model.gain(row)));
  }

  private static List<Double> list(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static BehaviourModels reopened(BehaviourModels models, Path empty) {
    new SmallShop().behaviour(models).write(empty);
    return Artifact.openVerified(empty).behaviour().orElseThrow().models();
  }

  @Test
  void treesAndWeightsAnswerAsTheyDidBeforeTheyWereWritten() {
    same(Artifact.open(folder).behaviour().orElseThrow().models(), SmallModels.all(), 1);
  }

  @Test
  void soDoesAForestAlone(@TempDir Path empty) {
    BehaviourModels forest =
        new BehaviourModels(
            Optional.empty(), 0.5, Optional.of(SmallModels.PURCHASE_FOREST), Optional.empty());
    same(reopened(forest, empty), forest, 2);
  }

  @Test
  void signalsStandWithoutModels(@TempDir Path empty) {
    BehaviourModels found = reopened(BehaviourModels.NONE, empty);
    assertThat(found).isEqualTo(BehaviourModels.NONE);
    Signals signals = Artifact.open(empty).behaviour().orElseThrow().signals();
    assertThat(signals.zone()).hasToString("Europe/Berlin");
    assertThat(signals.giftShare(1)).isEqualTo(0.5f);
    assertThat(signals.giftShare(3)).isNaN();
    assertThat(signals.usualQuantity(5)).isEqualTo(4);
    assertThat(signals.pricePlace(4)).isEqualTo(0.75f);
  }

  @Test
  void everyFlippedByteIsRefused() throws IOException {
    byte[] good = Files.readAllBytes(file);
    for (int i = 0; i < good.length; i++) {
      Damage.put(file, i, good[i] ^ 1);
      assertThat(catchThrowable(() -> Artifact.open(folder)))
          .as("byte %d", i)
          .isInstanceOf(ArtifactException.class);
      Damage.put(file, i, good[i]);
    }
  }

  @Test
  void everyCutIsRefused() throws IOException {
    for (int length = (int) Files.size(file) - 1; length >= 0; length--) {
      Damage.cut(file, length);
      assertThat(catchThrowable(() -> Behaviour.open(file, ITEMS)))
          .as("cut to %d", length)
          .isInstanceOfAny(ArtifactException.class, DamagedFileException.class);
    }
    assertThatThrownBy(() -> Artifact.open(folder)).isInstanceOf(ArtifactException.class);
  }

  /** What is not refused can be computed with. */
  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 6, 7})
  void aFaultThatNoDigestCoversIsRefusedOrHarmless(int bit) throws IOException {
    byte[] good = Files.readAllBytes(file);
    double[] row = row(new SplittableRandom(3));
    int refused = 0;
    for (int i = 0; i < good.length; i++) {
      Damage.put(file, i, good[i] ^ (1 << bit));
      try {
        answers(Behaviour.open(file, ITEMS), row, "byte " + i);
      } catch (ArtifactException | DamagedFileException e) {
        refused++;
      }
      Damage.put(file, i, good[i]);
    }
    assertThat(refused).isPositive();
  }

  private static void answers(Behaviour behaviour, double[] row, String as) {
    BehaviourModels models = behaviour.models();
    models
        .intent()
        .ifPresent(
            model ->
                assertThat(Arrays.stream(model.probabilities(row)).sum())
                    .as(as)
                    .isBetween(1 - 1e-9, 1 + 1e-9));
    models
        .purchase()
        .ifPresent(model -> assertThat(model.probabilities(row)[0]).as(as).isBetween(0.0, 1.0));
    models
        .timing()
        .flatMap(model -> model.gain(row))
        .ifPresent(gain -> assertThat(gain.mean()).as(as).isNotNaN());
  }

  /** The file as a forger would write it. */
  private void forge(Consumer<SafetensorsWriter> change) throws IOException {
    forge(Arrays.stream(SessionFeature.values()).map(SessionFeature::key).toList(), change);
  }

  private void forge(List<String> features, Consumer<SafetensorsWriter> change) throws IOException {
    SafetensorsWriter writer = new SafetensorsWriter();
    writer.strings("features", features);
    writer.strings("zone", List.of("UTC"));
    writer.floats("items.gift_share", new float[ITEMS]);
    float[] ones = new float[ITEMS];
    Arrays.fill(ones, 1);
    writer.floats("items.usual_quantity", ones);
    writer.floats("items.price_place", new float[ITEMS]);
    change.accept(writer);
    Files.delete(file);
    writer.write(file);
    Forgery.sign(folder);
  }

  private void assertRefused(String what) {
    assertThatThrownBy(() -> Artifact.open(folder))
        .isInstanceOfSatisfying(
            ArtifactException.class,
            e -> assertThat(e.kind()).isEqualTo(ArtifactException.Kind.DAMAGED))
        .hasMessageContaining(what);
  }

  private static void purchase(SafetensorsWriter writer, byte link, double slope) {
    writer.bytes("purchase.link", new byte[] {link});
    writer.doubles("purchase.slope", new double[] {slope});
    writer.doubles("purchase.class_intercepts", new double[1]);
  }

  private static void trees(
      SafetensorsWriter writer, int[] roots, int[] feature, double[] threshold, int[] left) {
    purchase(writer, (byte) 0, 1);
    writer.doubles("purchase.base", new double[1]);
    writer.ints("purchase.roots", roots);
    writer.ints("purchase.feature", feature);
    writer.doubles("purchase.threshold", threshold);
    writer.ints("purchase.left", left);
    writer.doubles("purchase.values", new double[feature.length]);
  }

  @Test
  void aForgeryThatIsRightIsOpened() throws IOException {
    forge(
        w -> trees(w, new int[] {0}, new int[] {7, -1, -1}, new double[3], new int[] {1, -1, -1}));
    assertThat(Artifact.open(folder).behaviour().orElseThrow().models().purchase()).isPresent();
  }

  /** Roots, features and left children of three nodes. */
  @ParameterizedTest
  @CsvSource({
    "0, 7, 0", // its own child
    "0, 7, -1", // no child
    "0, 7, 2", // a right child beyond the end
    "0, 7, 2147483647",
    "0, 7, -2147483648",
    "0, 60000, 1", // no such feature
    "0, -2, 1",
    "0, -1, 1", // a leaf with children
    "1, 7, 1", // nodes before the first root
    "-1, 7, 1",
    "3, 7, 1"
  })
  void treesThatLeadElsewhereAreRefused(int root, int feature, int left) throws IOException {
    int[] features = {feature, -1, -1};
    int[] children = {left, -1, -1};
    forge(w -> trees(w, new int[] {root}, features, new double[3], children));
    assertRefused(Behaviour.FILE);
  }

  @Test
  void aTreeThatEndsInAnotherIsRefused() throws IOException {
    int[] features = {7, -1, -1, -1};
    int[] children = {2, -1, -1, -1};
    forge(w -> trees(w, new int[] {0, 3}, features, new double[4], children));
    assertRefused("node 0");
    forge(w -> trees(w, new int[] {0, 0}, features, new double[4], children));
    assertRefused("roots");
  }

  @Test
  void aNodeBelowTwoOthersIsRefused() throws IOException {
    int[] features = {7, 7, 7, 7, 7, -1, -1};
    int[] children = {1, 2, 3, 4, 5, -1, -1};
    forge(w -> trees(w, new int[] {0}, features, new double[7], children));
    assertRefused("below two others");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatAreNoneAreRefused(double none) throws IOException {
    int[] features = {7, -1, -1};
    int[] children = {1, -1, -1};
    double[] threshold = {none, 0, 0};
    forge(w -> trees(w, new int[] {0}, features, threshold, children));
    assertRefused("purchase.threshold");
  }

  @Test
  void columnsOfOtherLengthsAreRefused() throws IOException {
    int[] features = {7, -1, -1};
    forge(w -> trees(w, new int[] {0}, features, new double[2], new int[] {1, -1, -1}));
    assertRefused("different lengths");
    forge(w -> trees(w, new int[] {0}, features, new double[3], new int[] {1, -1}));
    assertRefused("different lengths");
    forge(w -> trees(w, new int[0], features, new double[3], new int[] {1, -1, -1}));
    assertRefused("roots");
    forge(w -> linear(w, WIDTH, WIDTH - 1));
    assertRefused("weights, expected");
    forge(w -> linear(w, WIDTH - 1, WIDTH - 1));
    assertRefused("features and");
  }

  private static void linear(SafetensorsWriter writer, int centres, int weights) {
    purchase(writer, (byte) 0, 1);
    writer.doubles("purchase.centre", new double[centres]);
    writer.doubles("purchase.weights", new double[weights]);
    writer.doubles("purchase.intercepts", new double[1]);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN})
  void aSlopeThatTurnsProbabilitiesRoundIsRefused(double slope) throws IOException {
    forge(
        w -> {
          purchase(w, (byte) 1, slope);
          w.doubles("purchase.centre", new double[WIDTH]);
          w.doubles("purchase.weights", new double[WIDTH]);
          w.doubles("purchase.intercepts", new double[1]);
        });
    assertRefused("slope");
  }

  @Test
  void anUnknownLinkIsRefused() throws IOException {
    forge(
        w -> {
          purchase(w, (byte) BOTH_LINKS, 1);
          w.doubles("purchase.centre", new double[WIDTH]);
          w.doubles("purchase.weights", new double[WIDTH]);
          w.doubles("purchase.intercepts", new double[1]);
        });
    assertRefused("purchase.link");
  }

  @Test
  void aModelWithAPartMissingIsRefused() throws IOException {
    forge(w -> w.doubles("purchase.weights", new double[WIDTH]));
    assertRefused(Behaviour.FILE);
    forge(w -> w.ints("timing.order.roots", new int[0]));
    assertRefused(Behaviour.FILE);
  }

  @Test
  void otherFeaturesAreOfAnotherTime() throws IOException {
    List<String> keys =
        new ArrayList<>(Arrays.stream(SessionFeature.values()).map(SessionFeature::key).toList());
    forge(keys.subList(0, WIDTH - 1), w -> {});
    assertKind(ArtifactException.Kind.TOO_OLD);
    keys.add("mood");
    forge(keys, w -> {});
    assertKind(ArtifactException.Kind.TOO_NEW);
    keys.remove(WIDTH);
    keys.set(3, "mood");
    forge(keys, w -> {});
    assertRefused("mood");
  }

  private void assertKind(ArtifactException.Kind kind) {
    assertThatThrownBy(() -> Artifact.open(folder))
        .isInstanceOfSatisfying(ArtifactException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining("session features");
  }

  @Test
  void anEffectIsAtMostThePlacesCeiling(@TempDir Path empty) {
    double[] row = new double[SessionFeature.count()];
    row[SessionFeature.ON_CART.column()] = 1;
    assertThat(under(1).gain(row).orElseThrow().mean()).isCloseTo(1.1, offset(1e-9));
    assertThat(under(0.04).gain(row).orElseThrow())
        .isEqualTo(new TimingModel.Gain(0.04 * 10 + 0.1, 0.04 * 10 + 0.1));
    TimingModel found = reopened(SmallModels.of(under(0.04)), empty).timing().orElseThrow();
    assertThat(found.ceiling()).containsExactly(0, 0.04, 0);
    assertThatThrownBy(() -> under(1.1)).hasMessageContaining("a ceiling of 1.1");
  }

  /** A model of an effect of 0.1 in the cart, where there is a ceiling. */
  private static TimingModel under(double ceiling) {
    TimingModel model = SmallModels.timing(0.1, 0, 0);
    return new TimingModel(
        model.order(),
        model.margin(),
        model.attach(),
        model.effect(),
        model.covariance(),
        model.centre(),
        model.scale(),
        model.moments(),
        new double[] {0, ceiling, 0},
        model.z());
  }

  @Test
  void aTimingModelOfAnotherShapeIsRefused() {
    TimingModel good = SmallModels.timing(0, 0, 0);
    assertThatThrownBy(
            () ->
                new TimingModel(
                    good.order(),
                    good.margin(),
                    good.attach(),
                    new double[2],
                    good.covariance(),
                    good.centre(),
                    good.scale(),
                    good.moments(),
                    good.ceiling(),
                    good.z()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
