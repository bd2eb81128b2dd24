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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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
    List<List<Integer>> fits = new FitsResolver(dictionary, facts).resolve();
    long[] offsets = new long[all.size() + 1];
    boolean[] restricted = new boolean[all.size()];
    for (int item = 0; item < all.size(); item++) {
      offsets[item + 1] = offsets[item] + fits.get(item).size();
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
        offsets,
        fits.stream().flatMap(List::stream).mapToInt(Integer::intValue).toArray(),
        restricted,
        fit.counts().totalBaskets(),
        fit.counts().totalRecent());
  }

  private static List<String> texts(List<Facts> all, Function<Facts, String> column) {
    return all.stream().map(column).toList();
  }

  /** Turns what an item fits (ids, families or tags) into item numbers. */
  private static final class FitsResolver {
    private final ItemDictionary dictionary;
    private final ItemFacts facts;
    private final Map<String, List<Integer>> byFamilyOrTag = new TreeMap<>();

    FitsResolver(ItemDictionary dictionary, ItemFacts facts) {
      this.dictionary = dictionary;
      this.facts = facts;
      for (int item = 0; item < dictionary.size(); item++) {
        Facts each = facts.of(dictionary.ids().get(item));
        List<String> names = new ArrayList<>(each.tags());
        names.add(each.family());
        for (String name : names) {
          byFamilyOrTag.computeIfAbsent(name, key -> new ArrayList<>()).add(item);
        }
      }
    }

    List<List<Integer>> resolve() {
      List<List<Integer>> resolved = new ArrayList<>();
      for (String id : dictionary.ids()) {
        resolved.add(
            facts.of(id).fits().stream()
                .flatMap(
                    name ->
                        dictionary.number(name).isPresent()
                            ? List.of(dictionary.number(name).getAsInt()).stream()
                            : byFamilyOrTag.getOrDefault(name, List.of()).stream())
                .distinct()
                .sorted()
                .toList());
      }
      return resolved;
    }
  }
}
