package io.basketwise.models.score;

import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.ArtifactStore;
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
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A version of so many items, about 4 KB each; what goes with what follows from the numbers. */
final class LargeVersion {
  private static final int NEIGHBOURS = 50;
  private static final int PAIRS = 4;
  private static final int RANK = 64;
  private static final int RULES = 2;

  private final int items;

  LargeVersion(int items) {
    this.items = items;
  }

  static String id(int item) {
    return String.format("item-%07d", item);
  }

  void publish(Path artifacts) {
    var store = new ArtifactStore(artifacts);
    Path staged = store.stage();
    new ArtifactWriter(staged)
        .items(items())
        .bundles(bundles())
        .affinity(affinity())
        .policy(Policy.defaults())
        .finish(
            new ManifestDraft(
                "large",
                "EUR",
                LocalDate.of(2026, 11, 1),
                Instant.EPOCH,
                Map.of(),
                Map.of(),
                List.of(),
                List.of()));
    store.publish(staged);
  }

  private int neighbour(int item, int step) {
    return (int) ((item + step * 7919L + 1) % items);
  }

  private ItemColumns items() {
    var kinds = new ItemKind[items];
    Arrays.fill(kinds, ItemKind.PRODUCT);
    var counts = new long[items];
    Arrays.fill(counts, 1_000);
    var tiers = new int[items];
    Arrays.fill(tiers, -1);
    var prices = new double[items];
    Arrays.setAll(prices, i -> 1 + i % 100);
    var stock = new long[items];
    Arrays.fill(stock, -1);
    List<String> unknown = Collections.nCopies(items, "");
    return new ItemColumns(
        IntStream.range(0, items).mapToObj(LargeVersion::id).toList(),
        IntStream.range(0, items).mapToObj(i -> "The item with number " + i).toList(),
        IntStream.range(0, items).mapToObj(i -> "category " + i % 500).toList(),
        unknown,
        tiers,
        unknown,
        prices,
        prices.clone(),
        stock,
        kinds,
        new boolean[items],
        counts,
        counts.clone(),
        counts.clone(),
        new long[items],
        new int[items],
        new int[items],
        new long[items + 1],
        new int[0],
        new boolean[items],
        1_000_000,
        100_000);
  }

  /** Every item, then four pairs of every item with a later one; two rules each. */
  private BundleColumns bundles() {
    int nodes = items + PAIRS * items;
    var item = new int[nodes];
    var children = new int[nodes + 1];
    int next = items;
    for (int i = 0; i < items; i++) {
      item[i] = i;
      children[i] = next;
      for (int p = 1; p <= PAIRS && i + p < items; p++) {
        item[next++] = i + p;
      }
    }
    item = Arrays.copyOf(item, next);
    children = Arrays.copyOf(children, next + 1);
    Arrays.fill(children, items, next + 1, next);
    var offsets = new int[next + 1];
    Arrays.setAll(offsets, n -> RULES * n);
    var consequents = new int[RULES * next];
    for (int rule = 0; rule < consequents.length; rule++) {
      consequents[rule] = Math.floorMod(item[rule / RULES] + 10 + rule % RULES, items);
    }
    var confidence = new float[consequents.length];
    Arrays.fill(confidence, 0.2f);
    return new BundleColumns(
        item,
        children,
        filled(next),
        filled(next),
        offsets,
        consequents,
        filled(consequents.length),
        filled(consequents.length),
        confidence,
        confidence.clone());
  }

  private static int[] filled(int length) {
    var values = new int[length];
    Arrays.fill(values, 20);
    return values;
  }

  private AffinityColumns affinity() {
    var offsets = new long[items + 1];
    Arrays.setAll(offsets, i -> (long) NEIGHBOURS * i);
    var neighbours = new int[NEIGHBOURS * items];
    var weights = new float[neighbours.length];
    for (int e = 0; e < neighbours.length; e++) {
      neighbours[e] = neighbour(e / NEIGHBOURS, e % NEIGHBOURS);
      weights[e] = 1f / (1 + e % NEIGHBOURS);
    }
    int[] counts = filled(neighbours.length);
    var all = new Neighbours(offsets, neighbours, weights, counts, counts);
    var factors = new float[RANK * items];
    Arrays.fill(factors, 0.01f);
    var gram = new double[RANK];
    Arrays.fill(gram, 1);
    var blend = new double[EvidenceFeature.count()];
    Arrays.fill(blend, 0.1);
    return new AffinityColumns(
        Map.of(
            Relation.LINEAR, all,
            Relation.COSINE, all,
            Relation.COMPLEMENT, all,
            Relation.SIMILAR, all),
        Optional.of(new Factors(RANK, factors, gram, 10, 0.01)),
        new Blend(blend, 1, -1));
  }
}
