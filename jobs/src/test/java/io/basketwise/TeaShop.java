package io.basketwise;

import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.ArtifactWriter;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.ItemColumns;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.artifact.SignalColumns;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.score.EvidenceFeature;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A version of two items, of which tea leads to the pot. */
public final class TeaShop {
  private TeaShop() {}

  /** Publishes it and returns its id. */
  public static String publish(Path root) {
    return publish(root, "Tea", "Pot");
  }

  /** Publishes it with other titles. */
  public static String publish(Path root, String tea, String pot) {
    var store = new ArtifactStore(root);
    return store.publish(stage(store, LocalDate.of(2026, 11, 1), tea, pot));
  }

  /** Publishes it as of a date, made at three in the morning of that day. */
  public static String publish(Path root, LocalDate asOf) {
    var store = new ArtifactStore(root);
    return store.publish(stage(store, asOf, "Tea", "Pot"));
  }

  /** Stages it as of a date. */
  public static Path stage(ArtifactStore store, LocalDate asOf, String tea, String pot) {
    return stage(store, asOf, items(tea, pot, Double.NaN), Optional.empty());
  }

  /**
   * Stages it with what session features need. Tea costs the shop 1, a pot nobody knows what; usual
   * are four units of tea, and one pot.
   */
  public static Path stageWithSignals(ArtifactStore store) {
    return stageWithModels(store, BehaviourModels.NONE);
  }

  /** Stages it with models of behaviour, too. */
  public static Path stageWithModels(ArtifactStore store, BehaviourModels models) {
    return stage(store, items("Tea", "Pot", 1), models);
  }

  /** Stages it with signals when both are of one family and have a tier in it, or -1. */
  public static Path stageWithTiers(ArtifactStore store, int tea, int pot) {
    List<String> families = List.of("teatime", "teatime");
    return stage(
        store, items("Tea", "Pot", 1, families, new int[] {pot, tea}), BehaviourModels.NONE);
  }

  private static Path stage(ArtifactStore store, ItemColumns items, BehaviourModels models) {
    float[] half = {0.5f, 0.5f};
    SignalColumns signals = new SignalColumns("UTC", half, new float[] {1, 4}, half);
    return stage(
        store,
        LocalDate.of(2026, 11, 1),
        items,
        Optional.of(new BehaviourColumns(signals, models)));
  }

  private static Path stage(
      ArtifactStore store,
      LocalDate asOf,
      ItemColumns items,
      Optional<BehaviourColumns> behaviour) {
    Path staged = store.stage();
    var writer = new ArtifactWriter(staged).items(items).bundles(noBundles());
    behaviour.ifPresent(writer::behaviour);
    var linear =
        new Neighbours(
            new long[] {0, 0, 1}, new int[] {0}, new float[] {0.5f}, new int[] {9}, new int[] {8});
    var weights = new double[EvidenceFeature.count()];
    Arrays.fill(weights, 1);
    writer.affinity(
        new AffinityColumns(
            Map.of(Relation.LINEAR, linear), Optional.empty(), new Blend(weights, 1, 0)));
    writer
        .policy(Policy.defaults())
        .finish(
            new ManifestDraft(
                "tea",
                "EUR",
                asOf,
                asOf.atTime(3, 0).toInstant(ZoneOffset.UTC),
                Map.of(),
                Map.of("hr6", 0.3),
                List.of(),
                List.of()));
    return staged;
  }

  private static ItemColumns items(String tea, String pot, double teaCost) {
    return items(tea, pot, teaCost, List.of("", ""), new int[] {-1, -1});
  }

  private static ItemColumns items(
      String tea, String pot, double teaCost, List<String> families, int[] tiers) {
    List<String> empty = List.of("", "");
    return new ItemColumns(
        List.of("pot", "tea"),
        List.of(pot, tea),
        empty,
        families,
        tiers,
        empty,
        new double[] {12, 4},
        new double[] {Double.NaN, teaCost},
        new long[] {-1, -1},
        new ItemKind[] {ItemKind.PRODUCT, ItemKind.PRODUCT},
        new boolean[2],
        new long[] {20, 30},
        new long[2],
        new long[] {20, 30},
        new long[2],
        new int[2],
        new int[2],
        new long[3],
        new int[0],
        new boolean[2],
        100,
        0);
  }

  private static BundleColumns noBundles() {
    int[] none = {};
    int[] zero = {0};
    float[] nothing = {};
    return new BundleColumns(none, zero, none, none, zero, none, none, none, nothing, nothing);
  }
}
