package io.basketwise.affinity;

import io.basketwise.config.ShopConfig;
import io.basketwise.models.artifact.Factors;
import io.basketwise.models.artifact.Neighbours;
import io.basketwise.models.artifact.Relation;
import io.basketwise.prepare.ItemDictionary;
import io.basketwise.prepare.ItemFacts;
import io.basketwise.prepare.TrainingBaskets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Learns what goes with what from the baskets and, where there are clicks, the views of a span. */
public final class LearnAffinity {
  private final SparkSession spark;
  private final ShopConfig config;
  private final ItemDictionary dictionary;
  private final ItemFacts facts;
  private final String scratch;

  /**
   * Learns for the items of a dictionary.
   *
   * @param scratch a folder that driver and executors see; nothing stays in it
   */
  public LearnAffinity(
      SparkSession spark,
      ShopConfig config,
      ItemDictionary dictionary,
      ItemFacts facts,
      String scratch) {
    this.spark = spark;
    this.config = config;
    this.dictionary = dictionary;
    this.facts = facts;
    this.scratch = scratch;
  }

  /** Measures the parts of the step. */
  public interface Timer {
    /** Runs a part that says how many bytes it holds at most, where that is of note. */
    <T> T time(String part, OptionalLong bytes, Supplier<T> work);

    /** Runs a part that holds nothing of note. */
    default <T> T time(String part, Supplier<T> work) {
      return time(part, OptionalLong.empty(), work);
    }
  }

  /**
   * What was learned.
   *
   * @param relations neighbours by relation
   * @param factors ALS item factors
   * @param pairs neighbours of all relations together
   * @param linearItems items in the linear model; 0 when it was left out
   * @param notes what was left out, and why
   */
  public record Result(
      Map<Relation, Neighbours> relations,
      Factors factors,
      long pairs,
      int linearItems,
      List<String> notes) {}

  /** Runs the step. */
  public Result run(TrainingBaskets baskets, Optional<TrainingBaskets> views, Timer timer) {
    int limit = config.affinity().neighbours();
    List<String> notes = new ArrayList<>();
    Map<Relation, Neighbours> relations = new EnumMap<>(Relation.class);
    int linearItems = 0;
    NeighbourLists cosine;
    Optional<NeighbourLists> viewed;
    try (CoOccurrence bought = timer.time("co-occurrence", () -> coOccurrence(baskets))) {
      cosine = timer.time("cosine", () -> bought.cosine(limit));
      relations.put(Relation.COSINE, cosine.columns());
      LinearFit fit =
          new LinearFit(config.affinity(), bought, Runtime.getRuntime().maxMemory() / 3 * 2);
      if (fit.wanted()) {
        LinearItemModel model = timer.time("linear model", fit.bytes(), fit::solve);
        linearItems = bought.order().size();
        relations.put(
            Relation.LINEAR,
            timer.time("linear neighbours", () -> bought.topNeighbours(limit, model).columns()));
      }
      notes.addAll(fit.notes());
      viewed =
          views.map(seen -> timer.time("co-views", () -> bought.counted(coViews(seen, limit))));
    }
    notes.addAll(missing(viewed.isPresent()));
    relations.putAll(
        timer.time(
            "relations",
            () ->
                new Relations(
                        dictionary, facts, baskets.counts(), config.bundles().minLift(), limit)
                    .tell(cosine, viewed)));
    AlsFactors als = new AlsFactors(spark, config.affinity(), config.seed(), scratch);
    Factors factors =
        timer.time(
            "ALS",
            als.bytes(baskets, dictionary.size()),
            () -> als.fit(baskets, dictionary.size()));
    long pairs = relations.values().stream().mapToLong(each -> each.items().length).sum();
    return new Result(relations, factors, pairs, linearItems, List.copyOf(notes));
  }

  private CoOccurrence coOccurrence(TrainingBaskets baskets) {
    return CoOccurrence.of(
        baskets.blocks(),
        baskets.counts(),
        new BasketWeight(baskets.toDay(), config.affinity().halfLifeDays()),
        config.bundles().minBuyers(),
        spark.sparkContext().defaultParallelism());
  }

  private NeighbourLists coViews(TrainingBaskets views, int limit) {
    try (CoOccurrence viewed = coOccurrence(views)) {
      return viewed.cosine(limit);
    }
  }

  private List<String> missing(boolean views) {
    List<String> missing = new ArrayList<>();
    if (!views) {
      missing.add("relation similar left out: it needs clicks with item views");
    }
    if (!facts.fromCatalog()) {
      missing.add("relation upgrade left out: it needs a catalog");
    }
    return missing;
  }
}
