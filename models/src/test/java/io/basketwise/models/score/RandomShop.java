package io.basketwise.models.score;

import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.ArtifactWriter;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.BundleColumns;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.ItemColumns;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Policy;
import io.basketwise.models.artifact.Relation;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A shop of random items, relations, rules, factors and weights, among them negative ones. */
final class RandomShop {
  static final int ITEMS = 150;
  private static final int RANK = 6;
  private static final int NEIGHBOURS = 20;

  private final SplittableRandom random;

  RandomShop(long seed) {
    random = new SplittableRandom(seed);
  }

  static String id(int item) {
    return "item-" + (100 + item);
  }

  void write(Path folder) {
    Map<String, Object> policy = new TreeMap<>(Policy.defaults());
    policy.put(
        "placements",
        Map.of(
            "cart",
            Map.of("objective", "margin", "maxPerCategory", 2),
            "email",
            Map.of("objective", "revenue"),
            "category",
            Map.of("maxOffers", 9, "maxPerCategory", 3)));
    policy.put("freeShippingAt", 60.0);
    policy.put(
        "rules",
        List.of(
            Map.of(
                "id",
                "b",
                "action",
                "boost",
                "factor",
                2.5,
                "items",
                some(),
                "placements",
                List.of("cart")),
            Map.of(
                "id",
                "p",
                "action",
                "pin",
                "items",
                List.of(id(random.nextInt(ITEMS))),
                "placements",
                List.of("cart"))));
    new ArtifactWriter(folder)
        .items(items())
        .affinity(affinity())
        .bundles(bundles())
        .policy(policy)
        .finish(
            new ManifestDraft(
                "random",
                "EUR",
                LocalDate.of(2026, 11, 1),
                Instant.parse("2026-11-01T03:00:00Z"),
                Map.of(),
                Map.of(),
                List.of(),
                List.of()));
  }

  private List<String> some() {
    return IntStream.range(0, ITEMS)
        .filter(item -> random.nextInt(4) == 0)
        .mapToObj(RandomShop::id)
        .toList();
  }

  private ItemColumns items() {
    List<String> ids = IntStream.range(0, ITEMS).mapToObj(RandomShop::id).toList();
    var prices = new double[ITEMS];
    var costs = new double[ITEMS];
    var kinds = new ItemKind[ITEMS];
    var stock = new long[ITEMS];
    var baskets = new long[ITEMS];
    for (int item = 0; item < ITEMS; item++) {
      prices[item] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(1, 40);
      costs[item] = random.nextInt(5) == 0 ? Double.NaN : random.nextInt(1, 30);
      kinds[item] = random.nextInt(6) == 0 ? ItemKind.ADD_ON : ItemKind.PRODUCT;
      stock[item] = random.nextLong(-1, 7);
      baskets[item] = random.nextInt(50);
    }
    return new ItemColumns(
        ids,
        ids,
        words(7),
        words(15),
        IntStream.range(0, ITEMS).map(item -> random.nextInt(-1, 3)).toArray(),
        Collections.nCopies(ITEMS, ""),
        prices,
        costs,
        stock,
        kinds,
        new boolean[ITEMS],
        baskets,
        baskets,
        baskets,
        IntStream.range(0, ITEMS).mapToLong(item -> Long.MIN_VALUE).toArray(),
        new int[ITEMS],
        new int[ITEMS],
        new long[ITEMS + 1],
        new int[0],
        new boolean[ITEMS],
        1000,
        100);
  }

  private List<String> words(int bound) {
    return IntStream.range(0, ITEMS)
        .mapToObj(item -> random.nextInt(4) == 0 ? "" : "word-" + random.nextInt(bound))
        .toList();
  }

  private AffinityColumns affinity() {
    Map<Relation, Neighbours> relations = new EnumMap<>(Relation.class);
    for (Relation relation : Relation.values()) {
      relations.put(relation, neighbours(relation == Relation.UPGRADE ? 1 : NEIGHBOURS));
    }
    var factors = new float[ITEMS * RANK];
    for (int i = RANK; i < factors.length; i++) {
      factors[i] = (float) random.nextDouble(-1, 1);
    }
    var gram = new double[RANK];
    for (int i = 0; i < RANK; i++) {
      gram[i] = random.nextDouble(1, 9);
    }
    double[] weights =
        IntStream.range(0, EvidenceFeature.count())
            .mapToDouble(f -> random.nextDouble(-0.3, 1))
            .toArray();
    return new AffinityColumns(
        relations,
        Optional.of(new Factors(RANK, factors, gram, 10, 0.1)),
        new Blend(weights, 1.3, -1));
  }

  private Neighbours neighbours(int perItem) {
    var offsets = new long[ITEMS + 1];
    var items = new int[ITEMS * perItem];
    var weights = new float[items.length];
    var counts = new int[items.length];
    for (int item = 0; item < ITEMS; item++) {
      int first = random.nextInt(ITEMS);
      float weight = 1;
      for (int n = 0; n < perItem; n++) {
        int at = item * perItem + n;
        items[at] = (first + n * 7) % ITEMS;
        weight *= 0.9f;
        weights[at] = weight;
        counts[at] = random.nextInt(6);
      }
      offsets[item + 1] = (item + 1L) * perItem;
    }
    return new Neighbours(offsets, items, weights, counts, counts);
  }

  /** Every item leads to three others, and so does every pair of neighbouring numbers. */
  private BundleColumns bundles() {
    int nodes = 2 * ITEMS - 1;
    var item = new int[nodes];
    var children = new int[nodes + 1];
    var offsets = new int[nodes + 1];
    var consequents = new int[3 * nodes];
    var confidences = new float[3 * nodes];
    var lifts = new float[3 * nodes];
    for (int node = 0; node < nodes; node++) {
      item[node] = node < ITEMS ? node : node - ITEMS + 1;
      children[node] = Math.min(nodes, node + ITEMS);
      offsets[node + 1] = 3 * node + 3;
      int first = random.nextInt(ITEMS - 3);
      for (int r = 3 * node; r < 3 * node + 3; r++) {
        consequents[r] = first + r % 3;
        confidences[r] = (1 + random.nextInt(9)) / 10f;
        lifts[r] = 1 + random.nextInt(9);
      }
    }
    children[nodes] = nodes;
    return new BundleColumns(
        item,
        children,
        new int[nodes],
        new int[nodes],
        offsets,
        consequents,
        new int[3 * nodes],
        new int[3 * nodes],
        confidences,
        lifts);
  }
}
