package io.basketwise.models;

import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.ArtifactWriter;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.ItemColumns;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.artifact.SignalColumns;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.score.EvidenceFeature;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A shop of eight items, by index: 0 brush, 1 case, 2 drill, 3 drill-pro, 4 &lt;extra&gt;, 5
 * filter, 6 gone, 7 hammer. Drill and brush lead to filter (rule of 40 %), drill to case (linear)
 * and hammer (cosine); drill-pro is drill's upgrade, extra an add-on that fits the drill alone,
 * gone is discontinued, hammer has no stock left. Filters are bought again after 30 days.
 */
public final class SmallShop {
  public static final List<String> IDS =
      List.of("brush", "case", "drill", "drill-pro", "extra", "filter", "gone", "hammer");

  /** When the shop's prices and stock were read. */
  public static final Instant UPDATED_AT = Instant.parse("2026-11-02T06:00:00Z");

  private static final int N = 8;

  // The cart's order is the score's, which the tests can tell by the evidence. The default texts
  // are
  // left to the reader, so that there are fewer bytes to damage.
  private Map<String, Object> policy =
      merged(
          Policy.defaults(),
          Map.of(
              "messages",
              List.of(),
              "placements",
              Map.of("cart", Map.of("objective", "relevance"))));
  private Instant createdAt = Instant.parse("2026-11-01T03:00:00Z");
  private String shop = "small";
  private double popularityWeight = 0.01;
  private boolean learnedUpgrades = true;
  private boolean alternatives;
  private String familyOfGone = "";
  private int extraFits = 2;
  private ItemKind extraKind = ItemKind.ADD_ON;
  private Optional<BehaviourModels> behaviour = Optional.empty();

  /** A policy with one trial of the cart in November 2026, of whom a share is held out. */
  public static Map<String, Object> trial(double quietShare) {
    return experiment(
        "cart-quiet",
        Map.of("name", "offers", "share", 1 - quietShare),
        Map.of("name", "holdout", "share", quietShare, "quiet", true));
  }

  /** The same with visitors who see offers whatever timing says. */
  public static Map<String, Object> exploring(double exploringShare) {
    return experiment(
        "cart-explore",
        Map.of("name", "timely", "share", 1 - exploringShare),
        Map.of("name", "explorers", "share", exploringShare, "explore", true));
  }

  private static Map<String, Object> experiment(
      String id, Map<String, Object> one, Map<String, Object> other) {
    Map<String, Object> experiment =
        Map.of(
            "id",
            id,
            "placement",
            "cart",
            "from",
            "2026-11-01",
            "to",
            "2026-12-01",
            "variants",
            List.of(one, other));
    return Map.of("experiments", List.of(experiment));
  }

  /** Lays members over the default policy. */
  public SmallShop policy(Map<String, Object> members) {
    policy = merged(policy, members);
    return this;
  }

  private static Map<String, Object> merged(Map<String, Object> base, Map<String, Object> over) {
    var merged = new TreeMap<>(base);
    merged.putAll(over);
    return merged;
  }

  public SmallShop createdAt(String instant) {
    createdAt = Instant.parse(instant);
    return this;
  }

  public SmallShop shop(String name) {
    shop = name;
    return this;
  }

  public SmallShop popularityWeight(double weight) {
    popularityWeight = weight;
    return this;
  }

  /** The index of the one item that the extra fits. */
  public SmallShop extraFits(int item) {
    extraFits = item;
    return this;
  }

  /** What the catalog calls the extra. */
  public SmallShop extraKind(ItemKind kind) {
    extraKind = kind;
    return this;
  }

  /**
   * Adds what sessions tell: who looks at a brush or a drill looks at the case, only the first of
   * them bought both; and complements, filter of brush and case of drill.
   */
  public SmallShop alternatives() {
    alternatives = true;
    return this;
  }

  /** Puts what is gone into the family of the drills, with a tier that nobody knows. */
  public SmallShop goneWasADrill() {
    familyOfGone = "drill";
    return this;
  }

  /** Leaves the relation out; the family still tells. */
  public SmallShop withoutLearnedUpgrades() {
    learnedUpgrades = false;
    return this;
  }

  /**
   * Adds what sessions tell; the shop lies in Berlin. Cases are half gifts, brushes a tenth, and of
   * filters four are usual; nothing is known of drill-pros as gifts.
   */
  public SmallShop behaviour(BehaviourModels models) {
    behaviour = Optional.of(models);
    return this;
  }

  /** Publishes it; returns its version. */
  public String publish(ArtifactStore store) {
    Path staged = store.stage();
    write(staged);
    return store.publish(staged);
  }

  /** Writes the version into an empty folder. */
  public Manifest write(Path folder) {
    ArtifactWriter writer =
        new ArtifactWriter(folder)
            .items(items())
            .bundles(bundles())
            .affinity(affinity())
            .policy(policy);
    behaviour.ifPresent(models -> writer.behaviour(new BehaviourColumns(signals(), models)));
    return writer.finish(
        new ManifestDraft(
            shop,
            "EUR",
            LocalDate.of(2026, 11, 1),
            createdAt,
            Map.of("orders", 8L),
            Map.of("hr6", 0.25),
            List.of(),
            List.of()));
  }

  private static SignalColumns signals() {
    var nan = Float.NaN;
    return new SignalColumns(
        "Europe/Berlin",
        new float[] {0.125f, 0.5f, 0, nan, 0.25f, 0, 0, 0},
        new float[] {1, 1, 1, 1, 2, 4, 1, 1},
        new float[] {0, 1, 0.5f, 1, 0.75f, 0.25f, 0, nan});
  }

  private ItemColumns items() {
    var kinds = new ItemKind[N];
    Arrays.fill(kinds, ItemKind.PRODUCT);
    kinds[4] = extraKind;
    var nan = Double.NaN;
    return new ItemColumns(
        IDS,
        List.of("Brush", "Case", "Drill", "Drill Pro", "<Extra>", "Filter", "Gone", "Hammer"),
        List.of("Care", "Care", "Tools", "Tools", "Care", "Care", "Tools", ""),
        List.of("", "", "drill", "drill", "", "", familyOfGone, ""),
        new int[] {-1, -1, 1, 2, -1, -1, -1, -1},
        List.of("", "", "Bo", "Bo", "", "", "", ""),
        new double[] {2, 20, 50, 90, 5, 4, 10, nan},
        new double[] {1, 19, 30, 40, nan, 1, 5, nan},
        new long[] {-1, 5, 3, -1, -1, 9, 4, 0},
        kinds,
        new boolean[] {false, false, false, false, false, false, true, false},
        new long[] {50, 40, 60, 10, 20, 80, 30, 30},
        new long[] {5, 4, 6, 1, 2, 8, 0, 3},
        new long[] {40, 30, 50, 9, 18, 70, 20, 20},
        updated(),
        new int[] {0, 0, 0, 0, 0, 30, 0, 0},
        new int[] {0, 0, 0, 0, 0, 14, 0, 0},
        new long[] {0, 0, 0, 0, 0, 1, 1, 1, 1},
        new int[] {extraFits},
        new boolean[] {false, false, false, false, true, false, false, false},
        200,
        20);
  }

  private static long[] updated() {
    var millis = new long[N];
    Arrays.fill(millis, UPDATED_AT.toEpochMilli());
    return millis;
  }

  private static BundleColumns bundles() {
    // Itemsets {0}, {2}, {5}, {0, 2} and {0, 2, 5}; rules {2} -> 6 and {0, 2} -> 5.
    return new BundleColumns(
        new int[] {0, 2, 5, 2, 5},
        new int[] {3, 4, 4, 4, 5, 5},
        new int[] {50, 60, 80, 30, 12},
        new int[] {40, 50, 70, 20, 10},
        new int[] {0, 0, 1, 1, 2, 2},
        new int[] {6, 5},
        new int[] {12, 12},
        new int[] {9, 10},
        new float[] {0.2f, 0.4f},
        new float[] {1.3f, 1.5f});
  }

  private AffinityColumns affinity() {
    var factors = new float[N * 2];
    for (int i = 0; i < 6; i++) {
      factors[2 * i] = 0.1f * (i + 1);
      factors[2 * i + 1] = i % 2 == 0 ? 0.2f : -0.2f;
    }
    var relations =
        new EnumMap<Relation, Neighbours>(
            Map.of(
                Relation.LINEAR, drillTo(new int[] {1, 4}, new float[] {0.5f, 0.1f}, 24, 15),
                Relation.COSINE, drillTo(new int[] {7, 1}, new float[] {0.4f, 0.3f}, 10, 24),
                Relation.UPGRADE, drillTo(new int[] {3}, new float[] {0.9f}, 0)));
    if (!learnedUpgrades) {
      relations.remove(Relation.UPGRADE);
    }
    if (alternatives) {
      relations.put(
          Relation.SIMILAR, brushAndDrillTo(1, 1, new float[] {0.5f, 0.8f}, new int[] {6, 0}));
      relations.put(
          Relation.COMPLEMENT, brushAndDrillTo(5, 1, new float[] {0.9f, 0.7f}, new int[] {20, 30}));
    }
    return new AffinityColumns(
        relations,
        Optional.of(new Factors(2, factors, new double[] {0.91, 0.24}, 10, 0.01)),
        new Blend(weights(), 1, -1));
  }

  private double[] weights() {
    var of = new EnumMap<EvidenceFeature, Double>(EvidenceFeature.class);
    of.put(EvidenceFeature.RULE_CONFIDENCE, 2.0);
    of.put(EvidenceFeature.RULE_LIFT, 0.1);
    of.put(EvidenceFeature.COSINE, 0.5);
    of.put(EvidenceFeature.LINEAR, 1.5);
    of.put(EvidenceFeature.ALS, 0.2);
    of.put(EvidenceFeature.POPULARITY, popularityWeight);
    return Arrays.stream(EvidenceFeature.values())
        .mapToDouble(feature -> of.getOrDefault(feature, 0.0))
        .toArray();
  }

  private static Neighbours brushAndDrillTo(
      int ofBrush, int ofDrill, float[] weights, int[] counts) {
    long[] offsets = {0, 1, 1, 2, 2, 2, 2, 2, 2};
    return new Neighbours(offsets, new int[] {ofBrush, ofDrill}, weights, counts, counts.clone());
  }

  private static Neighbours drillTo(int[] items, float[] weights, int... counts) {
    long n = items.length;
    return new Neighbours(
        new long[] {0, 0, 0, n, n, n, n, n, n}, items, weights, counts, counts.clone());
  }
}
