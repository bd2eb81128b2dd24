package io.basketwise.models.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.basketwise.models.behaviour.SessionFeature;
import io.basketwise.models.format.SafetensorsWriter;
import io.basketwise.models.format.StringColumn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes one version into an empty folder: the tables in any order, then {@link #finish}. Other
 * files, such as the analysts' tables, may be put into the folder before that and become part of
 * the version.
 */
public final class ArtifactWriter {
  private final Path folder;

  /** A writer into a folder that exists and is empty. */
  public ArtifactWriter(Path emptyFolder) {
    folder = emptyFolder;
    try (var children = Files.list(folder)) {
      if (children.findAny().isPresent()) {
        throw new IllegalArgumentException("folder " + folder + " is not empty");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes {@code items.safetensors}. */
  public ArtifactWriter items(ItemColumns items) {
    var writer = new SafetensorsWriter();
    writer.strings("ids", items.ids()).strings("titles", items.titles());
    dictionary(writer, "category", "categories", items.categories());
    dictionary(writer, "family", "families", items.families());
    dictionary(writer, "brand", "brands", items.brands());
    writer.ints("tier", items.tiers());
    writer.doubles("price", items.prices()).doubles("unit_cost", items.unitCosts());
    writer.longs("stock", items.stock());
    writer.bytes("kind", kinds(items)).bytes("flags", flags(items));
    writer.longs("baskets", items.baskets()).longs("recent_baskets", items.recentBaskets());
    writer.longs("buyers", items.buyers()).longs("updated_at", items.updatedAtMillis());
    writer.ints("repurchase.days", items.repurchaseDays());
    writer.ints("repurchase.buyers", items.repurchaseBuyers());
    writer.longs("fits.offsets", items.fitsOffsets()).ints("fits.items", items.fitsItems());
    writer.longs("totals", new long[] {items.totalBaskets(), items.totalRecentBaskets()});
    return write(writer, Items.FILE);
  }

  private static void dictionary(
      SafetensorsWriter writer, String codes, String table, List<String> values) {
    var codeOf = new TreeMap<String, Integer>(StringColumn.ORDER);
    values.stream().filter(v -> !v.isEmpty()).forEach(v -> codeOf.put(v, 0));
    int next = 0;
    for (var entry : codeOf.entrySet()) {
      entry.setValue(next++);
    }
    writer.ints(codes, values.stream().mapToInt(v -> codeOf.getOrDefault(v, -1)).toArray());
    writer.strings(table, new ArrayList<>(codeOf.keySet()));
  }

  private static byte[] kinds(ItemColumns items) {
    var codes = new byte[items.size()];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = items.kinds()[i].code();
    }
    return codes;
  }

  private static byte[] flags(ItemColumns items) {
    var flags = new byte[items.size()];
    for (int i = 0; i < flags.length; i++) {
      flags[i] =
          (byte)
              ((items.discontinued()[i] ? Items.DISCONTINUED : 0)
                  | (items.restricted()[i] ? Items.RESTRICTED : 0));
    }
    return flags;
  }

  /** Writes {@code bundles.safetensors}; the consequents of an antecedent must ascend. */
  public ArtifactWriter bundles(BundleColumns bundles) {
    Checks.ascending("rule.consequent", bundles.ruleOffsets(), bundles.ruleConsequent());
    var writer = new SafetensorsWriter();
    writer.ints("trie.item", bundles.item()).ints("trie.children", bundles.children());
    writer.ints("trie.count", bundles.count()).ints("trie.buyers", bundles.buyers());
    writer.ints("rule.offsets", bundles.ruleOffsets());
    writer.ints("rule.consequent", bundles.ruleConsequent());
    writer.ints("rule.count", bundles.ruleCount()).ints("rule.buyers", bundles.ruleBuyers());
    writer.floats("rule.confidence", bundles.ruleConfidence());
    writer.floats("rule.lift", bundles.ruleLift());
    return write(writer, Bundles.FILE);
  }

  /** Writes {@code affinity.safetensors}. */
  public ArtifactWriter affinity(AffinityColumns affinity) {
    var writer = new SafetensorsWriter();
    affinity
        .relations()
        .forEach(
            (relation, neighbours) -> {
              String key = relation.key();
              writer.longs(key + ".offsets", neighbours.offsets());
              writer.ints(key + ".items", neighbours.items());
              writer.floats(key + ".weights", neighbours.weights());
              writer.ints(key + ".counts", neighbours.counts());
              writer.ints(key + ".buyers", neighbours.buyers());
            });
    affinity.factors().ifPresent(factors -> factors(writer, factors));
    Blend blend = affinity.blend();
    writer.doubles("blend.weights", blend.weights());
    writer.doubles(
        "blend.calibration", new double[] {blend.calibrationSlope(), blend.calibrationIntercept()});
    return write(writer, Affinity.FILE);
  }

  private static void factors(SafetensorsWriter writer, Factors factors) {
    int rank = factors.rank();
    writer.floats("als.factors", factors.values(), factors.values().length / rank, rank);
    writer.doubles("als.gram", factors.gram());
    writer.doubles("als.parameters", new double[] {factors.alpha(), factors.regularization()});
  }

  /** Writes {@code behaviour.safetensors}. */
  public ArtifactWriter behaviour(BehaviourColumns behaviour) {
    var writer = new SafetensorsWriter();
    writer.strings(
        "features", Arrays.stream(SessionFeature.values()).map(SessionFeature::key).toList());
    SignalColumns signals = behaviour.signals();
    writer.strings("zone", List.of(signals.zone()));
    writer.floats("items.gift_share", signals.giftShare());
    writer.floats("items.usual_quantity", signals.usualQuantity());
    writer.floats("items.price_place", signals.pricePlace());
    BehaviourTensors.write(writer, behaviour.models());
    return write(writer, Behaviour.FILE);
  }

  /** Writes {@code policy.json} in canonical form; a policy that cannot be read is refused. */
  public ArtifactWriter policy(Map<String, Object> policy) {
    Map<String, Object> canonical = Json.canonicalObject(policy);
    Policy.of(canonical);
    try {
      Files.writeString(folder.resolve(Policy.FILE), Json.pretty(canonical), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private ArtifactWriter write(SafetensorsWriter writer, String name) {
    try {
      writer.write(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Hashes every file, plays and writes the golden moments, writes the manifest, and syncs all. */
  public Manifest finish(ManifestDraft draft) {
    try {
      List<FileEntry> files = VersionFolder.scan(folder);
      String version = Manifest.versionId(draft.asOf(), files);
      Golden.record(folder, Artifact.of(folder, Manifest.of(draft, version, files)));
      Manifest manifest = Manifest.of(draft, version, VersionFolder.scan(folder));
      Files.writeString(folder.resolve(Manifest.FILE), manifest.toJson(), UTF_8);
      VersionFolder.sync(folder);
      return manifest;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
