package io.basketwise.publish;

import io.basketwise.models.artifact.AffinityColumns;
import io.basketwise.models.artifact.ArtifactWriter;
import io.basketwise.models.artifact.BehaviourColumns;
import io.basketwise.models.artifact.Blend;
import io.basketwise.models.artifact.ItemColumns;
import io.basketwise.models.artifact.ItemKind;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.models.artifact.ManifestDraft;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.ItemFacts.Facts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Writes one fit as a complete version into an empty folder. */
public final class StageVersion {
  private final ItemDictionary dictionary;
  private final ItemFacts facts;
  private final Map<String, Object> policy;

  /** Stages versions of one shop under one compiled policy. */
  public StageVersion(ItemDictionary dictionary, ItemFacts facts, Map<String, Object> policy) {
    this.dictionary = dictionary;
    this.facts = facts;
    this.policy = policy;
  }

  /** Writes what the scorer reads, for measuring a fit that is never published. */
  public Manifest stageForScoring(
      Path folder,
      Fit fit,
      Blend blend,
      Optional<BehaviourColumns> behaviour,
      ManifestDraft draft) {
    return tensors(folder, fit, blend, behaviour).finish(draft);
  }

  /** Writes the version's files, tables for analysts included, and returns its manifest. */
  public Manifest stage(
      Path folder,
      Fit fit,
      Blend blend,
      Optional<BehaviourColumns> behaviour,
      ManifestDraft draft) {
    ArtifactWriter writer = tensors(folder, fit, blend, behaviour);
    new AnalystTables(dictionary.ids(), facts).write(folder.resolve("tables"), fit);
    return writer.finish(draft);
  }

  private ArtifactWriter tensors(
      Path folder, Fit fit, Blend blend, Optional<BehaviourColumns> behaviour) {
    ArtifactWriter writer = new ArtifactWriter(folder);
    writer.items(items(fit));
    writer.bundles(fit.bundles().columns());
    writer.affinity(
        new AffinityColumns(
            fit.affinity().relations(), Optional.of(fit.affinity().factors()), blend));
    behaviour.ifPresent(writer::behaviour);
    return writer.policy(policy);
  }

  private ItemColumns items(Fit fit) {
    List<Facts> all = dictionary.ids().stream().map(facts::of).toList();
    ResolvedFits fits = ResolvedFits.of(dictionary, all, ResolvedFits.MOST);
    boolean[] restricted = new boolean[all.size()];
    for (int item = 0; item < all.size(); item++) {
      restricted[item] = !all.get(item).fits().isEmpty();
    }
    boolean[] discontinued = new boolean[all.size()];
    for (int item = 0; item < discontinued.length; item++) {
      discontinued[item] = all.get(item).discontinued();
    }
    return new ItemColumns(
        dictionary.ids(),
        texts(all, Facts::title),
        texts(all, Facts::category),
        texts(all, Facts::family),
        all.stream().mapToInt(Facts::tier).toArray(),
        texts(all, Facts::brand),
        all.stream().mapToDouble(Facts::price).toArray(),
        all.stream().mapToDouble(Facts::unitCost).toArray(),
        all.stream().mapToLong(Facts::stock).toArray(),
        all.stream()
            .map(each -> ItemKind.valueOf(each.kind().toUpperCase(Locale.ROOT)))
            .toArray(ItemKind[]::new),
        discontinued,
        fit.counts().baskets(),
        fit.counts().recent(),
        fit.counts().buyers(),
        all.stream().mapToLong(Facts::updatedAtMillis).toArray(),
        fit.repurchases().days(),
        fit.repurchases().buyers(),
        fits.offsets(),
        fits.items(),
        restricted,
        fit.counts().totalBaskets(),
        fit.counts().totalRecent());
  }

  private static List<String> texts(List<Facts> all, Function<Facts, String> column) {
    return all.stream().map(column).toList();
  }
}
