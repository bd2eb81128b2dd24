package io.basketwise.models.bench;

import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.artifact.ArtifactWriter;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.ItemColumns;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.Relation;
import io.basketwise.models.artifact.SignalColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A large shop: items with 50 neighbours each under linear, cosine, complement and similar, an
 * upgrade for every fifth, ten rules an item, and ALS factors of rank 64, with families, rules, an
 * experiment and free shipping of the policy, and models of intent, purchase and timing. Items are
 * bought by a power law; half of all neighbours are of the same category, and the relations agree
 * on about half of theirs.
 */
public final class LargeShop {
  private static final int NEIGHBOURS = 50;
  private static final int RULES_PER_ITEM = 7;
  private static final int RULES_PER_PAIR = 3;
  private static final int CATEGORY_SIZE = 100;
  private static final int RANK = 64;
  private static final int TOTAL_BASKETS = 1_000_000;

  /** Another whenever the shop changes, so that no version that lies there is taken for it. */
  private static final long SEED = 20261124;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final int size;
  private final Popularity popularity;
  private final int[][] linear;

  /** A shop of so many items, some 4 KB each in its version. */
  public LargeShop(int size) {
    this.size = size;
    popularity = new Popularity(size);
    linear = new int[size][];
  }

  /** A version's folder below another, written if it is not there. */
  public Path folder(Path parent) {
    Path folder = parent.resolve(name(size));
    if (!Files.exists(folder.resolve("manifest.json"))) {
      try {
        Files.createDirectories(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      write(folder);
    }
    return folder;
  }

  /** Tells shops of other sizes, and of other builds, apart. */
  public static String name(int size) {
    return "large-shop-" + size + "-" + SEED;
  }

  /** Publishes the version, which is checked in full. */
  public void publish(Path artifacts) {
    var store = new ArtifactStore(artifacts);
    Path staged = store.stage();
    write(staged);
    store.publish(staged);
  }

  /** The id of an item. */
  public static String id(int item) {
    return String.format(Locale.ROOT, "item-%06d", item);
  }

  private void write(Path folder) {
    new ArtifactWriter(folder)
        .items(items())
        .affinity(affinity())
        .bundles(bundles())
        .policy(policy())
        .behaviour(new BehaviourColumns(signals(), LargeModels.of(SEED)))
        .finish(
            new ManifestDraft(
                "large",
                "EUR",
                LocalDate.of(2026, 11, 1),
                Instant.parse("2026-11-01T03:00:00Z"),
                Map.of(),
                Map.of(),
                List.of(),
                List.of()));
  }

  private ItemColumns items() {
    List<String> ids = new ArrayList<>();
    List<String> titles = new ArrayList<>();
    List<String> categories = new ArrayList<>();
    List<String> families = new ArrayList<>();
    var tiers = new int[size];
    var prices = new double[size];
    var costs = new double[size];
    var stock = new long[size];
    var kinds = new ItemKind[size];
    var discontinued = new boolean[size];
    var baskets = new long[size];
    for (int item = 0; item < size; item++) {
      ids.add(id(item));
      titles.add("Item " + item + " & more");
      categories.add("Category " + item / CATEGORY_SIZE);
      families.add("Family " + item / 5);
      tiers[item] = item % 5;
      prices[item] = Math.round(100 * (2 + 98 * random.nextDouble())) / 100.0;
      costs[item] = item % 10 == 0 ? Double.NaN : prices[item] * 0.7;
      stock[item] = item % 25 == 0 ? 0 : 100;
      kinds[item] = item % 20 == 0 ? ItemKind.ADD_ON : ItemKind.PRODUCT;
      discontinued[item] = item % 33 == 0;
      baskets[item] = popularity.baskets(item);
    }
    return new ItemColumns(
        ids,
        titles,
        categories,
        families,
        tiers,
        Collections.nCopies(size, ""),
        prices,
        costs,
        stock,
        kinds,
        discontinued,
        baskets,
        Arrays.stream(baskets).map(count -> count / 12).toArray(),
        Arrays.stream(baskets).map(count -> count * 2 / 3).toArray(),
        filled(Instant.parse("2026-11-01T02:00:00Z").toEpochMilli()),
        new int[size],
        new int[size],
        new long[size + 1],
        new int[0],
        new boolean[size],
        TOTAL_BASKETS,
        TOTAL_BASKETS / 12);
  }

  private SignalColumns signals() {
    var gifts = new float[size];
    var usual = new float[size];
    var places = new float[size];
    for (int item = 0; item < size; item++) {
      gifts[item] = item % 7 / 10f;
      usual[item] = 1 + item % 3;
      places[item] = item % CATEGORY_SIZE / (float) CATEGORY_SIZE;
    }
    return new SignalColumns("Europe/Berlin", gifts, usual, places);
  }

  private long[] filled(long value) {
    var values = new long[size];
    Arrays.fill(values, value);
    return values;
  }

  private AffinityColumns affinity() {
    Map<Relation, Neighbours> relations = new EnumMap<>(Relation.class);
    for (int item = 0; item < size; item++) {
      linear[item] = drawn(item, new int[0]);
    }
    relations.put(Relation.LINEAR, columns(linear));
    for (Relation relation : List.of(Relation.COSINE, Relation.COMPLEMENT, Relation.SIMILAR)) {
      var rows = new int[size][];
      for (int item = 0; item < size; item++) {
        rows[item] = drawn(item, Arrays.copyOf(linear[item], NEIGHBOURS / 2));
      }
      relations.put(relation, columns(rows));
    }
    var upgrades = new int[size][];
    for (int item = 0; item < size; item++) {
      upgrades[item] = item % 5 == 0 ? new int[] {item + 1, item + 2} : new int[0];
    }
    relations.put(Relation.UPGRADE, columns(upgrades));
    return new AffinityColumns(relations, Optional.of(factors()), blend());
  }

  /** Distinct neighbours of an item, the given ones first. */
  private int[] drawn(int item, int[] first) {
    int[] drawn = Arrays.copyOf(first, NEIGHBOURS);
    for (int n = first.length; n < NEIGHBOURS; n++) {
      int candidate = item;
      while (candidate == item || contains(drawn, n, candidate)) {
        int category = item / CATEGORY_SIZE * CATEGORY_SIZE;
        candidate =
            random.nextInt(2) == 0
                ? category + random.nextInt(CATEGORY_SIZE)
                : popularity.draw(random);
      }
      drawn[n] = candidate;
    }
    return drawn;
  }

  private static boolean contains(int[] values, int length, int value) {
    for (int i = 0; i < length; i++) {
      if (values[i] == value) {
        return true;
      }
    }
    return false;
  }

  private Neighbours columns(int[][] rows) {
    int entries = Arrays.stream(rows).mapToInt(row -> row.length).sum();
    var offsets = new long[size + 1];
    var items = new int[entries];
    var weights = new float[entries];
    var counts = new int[entries];
    var buyers = new int[entries];
    int at = 0;
    for (int item = 0; item < size; item++) {
      float weight = 0.5f;
      for (int neighbour : rows[item]) {
        items[at] = neighbour;
        weights[at] = weight;
        counts[at] = 5 + random.nextInt(100);
        buyers[at] = 5;
        weight *= 0.97f - 0.05f * (float) random.nextDouble();
        at++;
      }
      offsets[item + 1] = at;
    }
    return new Neighbours(offsets, items, weights, counts, buyers);
  }

  private Factors factors() {
    var values = new float[size * RANK];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5) / (1 + i % RANK / 4f);
    }
    var gram = new double[RANK];
    for (int c = 0; c < RANK; c++) {
      gram[c] = size / 12.0 / ((1 + c / 4.0) * (1 + c / 4.0));
    }
    return new Factors(RANK, values, gram, 10, 0.01);
  }

  private static Blend blend() {
    return new Blend(new double[] {0.5, 0.3, 0.1, 1, 2, 0.3, 0.5, 0.2, 0.8, 0.2, -0.1}, 1, -3);
  }

  /** Every item leads to some others, and so does every item with its best linear neighbour. */
  private BundleColumns bundles() {
    int nodes = 2 * size - 1;
    var item = new int[nodes];
    var children = new int[nodes + 1];
    var counts = new int[nodes];
    var offsets = new int[nodes + 1];
    var consequents = new int[nodes * RULES_PER_ITEM];
    for (int node = 0; node < nodes; node++) {
      boolean single = node < size;
      int first = single ? node : node - size;
      item[node] = single ? node : Math.max(first + 1, linear[first][0]);
      children[node] = Math.min(nodes, node + size);
      counts[node] = single ? popularity.baskets(node) : together(first, item[node]);
      int rules = single ? RULES_PER_ITEM : RULES_PER_PAIR;
      int[] to = Arrays.copyOfRange(linear[first], 1, 1 + rules);
      Arrays.sort(to);
      System.arraycopy(to, 0, consequents, offsets[node], rules);
      offsets[node + 1] = offsets[node] + rules;
    }
    children[nodes] = nodes;
    return withRules(item, children, counts, offsets, Arrays.copyOf(consequents, offsets[nodes]));
  }

  /** Baskets with two items: a third of what there is of the rarer. */
  private int together(int item, int other) {
    return Math.min(popularity.baskets(item), popularity.baskets(other)) / 3;
  }

  /** Rules of confidences from 0.1 to 0.6, as near as whole baskets come. */
  private BundleColumns withRules(
      int[] item, int[] children, int[] counts, int[] offsets, int[] consequents) {
    var ruleCounts = new int[consequents.length];
    var confidences = new float[consequents.length];
    var lifts = new float[consequents.length];
    for (int node = 0; node < item.length; node++) {
      for (int rule = offsets[node]; rule < offsets[node + 1]; rule++) {
        int baskets = popularity.baskets(consequents[rule]);
        long drawn = Math.round(counts[node] * (0.1 + 0.5 * random.nextDouble()));
        ruleCounts[rule] = (int) Math.min(drawn, baskets);
        double confidence = (double) ruleCounts[rule] / counts[node];
        confidences[rule] = (float) confidence;
        lifts[rule] = (float) (confidence * TOTAL_BASKETS / baskets);
      }
    }
    return new BundleColumns(
        item,
        children,
        counts,
        buyers(counts),
        offsets,
        consequents,
        ruleCounts,
        buyers(ruleCounts),
        confidences,
        lifts);
  }

  /** Two of three baskets are of buyers of their own. */
  private static int[] buyers(int[] baskets) {
    return Arrays.stream(baskets).map(count -> count * 2 / 3).toArray();
  }

  private static Map<String, Object> policy() {
    Map<String, Object> cart =
        Map.of(
            "kinds",
            List.of("bundle", "complement", "add_on", "threshold"),
            "maxOffers",
            3,
            "objective",
            "margin",
            "maxShareOfCart",
            0.8,
            "maxPerCategory",
            2);
    Map<String, Object> policy = new TreeMap<>(Policy.defaults());
    policy.put("placements", Map.of("cart", cart));
    policy.put("freeShippingAt", 150);
    policy.put("experiments", List.of(experiment()));
    policy.put(
        "rules",
        List.of(
            Map.of("id", "none", "action", "exclude", "items", range(300, 400)),
            Map.of("id", "some", "action", "boost", "factor", 1.3, "items", range(1000, 2000)),
            pin()));
    return policy;
  }

  /** At one placement alone, so that moments with pins and without are among those measured. */
  private static Map<String, Object> pin() {
    return Map.of(
        "id",
        "first",
        "action",
        "pin",
        "items",
        range(2000, 2100),
        "placements",
        List.of("post_purchase"));
  }

  private static Map<String, Object> experiment() {
    return Map.of(
        "id",
        "cart-quiet",
        "placement",
        "cart",
        "from",
        "2026-11-01",
        "to",
        "2026-12-01",
        "variants",
        List.of(
            Map.of("name", "offers", "share", 0.9),
            Map.of("name", "holdout", "share", 0.1, "quiet", true)));
  }

  private static List<String> range(int from, int to) {
    return IntStream.range(from, to).mapToObj(LargeShop::id).toList();
  }
}
