package io.basketwise.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A shop's whole configuration, validated. The keys, their units, defaults and ranges are listed in
 * the configuration reference.
 *
 * @param file the file it was read from; every path is resolved against its folder
 * @param reports a folder of this machine, whatever the others are
 * @param keepVersions newest versions that are never pruned
 */
public record ShopConfig(
    Path file,
    String shop,
    String currency,
    Map<Table, InputConfig> inputs,
    Optional<Path> policy,
    Location lake,
    Location artifacts,
    Path reports,
    Observe observe,
    Window window,
    Quality quality,
    Bundles bundles,
    Affinity affinity,
    Behaviour behaviour,
    Evaluate evaluate,
    Gates gates,
    int keepVersions,
    long seed,
    Spark spark) {

  public ShopConfig {
    inputs = Map.copyOf(inputs);
  }

  /** The same shop with another lake. */
  public ShopConfig in(Location otherLake) {
    return new ShopConfig(
        file,
        shop,
        currency,
        inputs,
        policy,
        otherLake,
        artifacts,
        reports,
        observe,
        window,
        quality,
        bundles,
        affinity,
        behaviour,
        evaluate,
        gates,
        keepVersions,
        seed,
        spark);
  }

  /**
   * What others read of a run.
   *
   * @param metrics file of the last run's measurements
   * @param lineageUrl where lineage events are posted
   * @param lineageFile file that lineage events are added to
   */
  public record Observe(Path metrics, Optional<URI> lineageUrl, Optional<Path> lineageFile) {}

  /**
   * Which rows count.
   *
   * @param trainDays days before the as-of date that models learn from
   * @param holdoutDays the last days of the window, held out for evaluation
   * @param validationDays days before the holdout on which the blend is fitted
   * @param sessionGapMinutes idle minutes after which a new session starts
   * @param catalogHours hours of the as-of day whose rows of the catalog count as those of its
   *     night
   */
  public record Window(
      int trainDays,
      int holdoutDays,
      int validationDays,
      int sessionGapMinutes,
      int catalogHours) {}

  /**
   * What a table may break before the run stops.
   *
   * @param maxBadShare largest share of quarantined rows, 0 to 1
   * @param goneFiles what becomes of the rows of files that are no longer there
   * @param thresholds of every rule
   */
  public record Quality(
      double maxBadShare, GoneFiles goneFiles, Map<QualityRule, Thresholds> thresholds) {
    public Quality {
      thresholds = Map.copyOf(thresholds);
    }
  }

  /** Beyond {@code warn} a check warns, beyond {@code fail} the run stops. */
  public record Thresholds(double warn, double fail) {}

  /** What becomes of the rows of input files that were read before and are gone. */
  public enum GoneFiles {
    /** The run stops and asks. */
    REFUSE,
    /** They stay. */
    KEEP,
    /** They go: all that is left is read again. */
    FORGET
  }

  /**
   * Frequent itemsets and rules.
   *
   * @param minSupport share of baskets; the absolute support is its product with the number of
   *     baskets, rounded up
   * @param minConfidence smallest confidence of a rule
   * @param minLift smallest lift of a rule
   * @param maxSize largest itemset, antecedents and consequent together
   * @param maxBasketItems a basket with more items counts with this many, its most frequent ones
   * @param minBuyers smallest number of distinct buyers behind a rule or pair
   * @param engine who mines
   */
  public record Bundles(
      double minSupport,
      double minConfidence,
      double minLift,
      int maxSize,
      int maxBasketItems,
      int minBuyers,
      Engine engine) {}

  /**
   * Affinities between items.
   *
   * @param engine who fits ALS
   * @param solver how our own ALS solves a row
   * @param rank ALS factors per item
   * @param iterations ALS sweeps
   * @param regularization ALS lambda, weighted by the number of a row's observations
   * @param alpha ALS confidence per unit of preference
   * @param neighbours neighbours kept per item and relation
   * @param halfLifeDays age at which a basket counts half
   * @param linearRegularization lambda of the linear item-item model, in weighted baskets
   * @param maxLinearItems largest number of items for which the linear model's dense Gram matrix (8
   *     bytes times its square) is inverted; above it each item is regressed on its neighbourhood
   * @param linearNeighbourhood items in such a neighbourhood
   */
  public record Affinity(
      Engine engine,
      Solver solver,
      int rank,
      int iterations,
      double regularization,
      double alpha,
      int neighbours,
      double halfLifeDays,
      double linearRegularization,
      int maxLinearItems,
      int linearNeighbourhood) {

    /** How ALS solves a row. */
    public enum Solver {
      /** A few steps of conjugate gradient from the row's last factor. */
      CG,
      /** Exactly, by Cholesky. */
      CHOLESKY
    }
  }

  /**
   * Intent, purchase and timing.
   *
   * @param enabled whether they are learned
   * @param timeZone where the shop's day begins
   * @param maxSessions sessions that are read at most
   * @param maxMoments moments that classifiers learn from at most
   * @param maxLoggedMoments moments of the log of offers that timing learns from at most
   * @param momentsPerSession moments drawn from each
   * @param maxSessionEvents a longer session is left out
   * @param minSessions with fewer a model is left out
   * @param minConfidence smallest probability of an intent that is named
   * @param gainConfidence one-sided confidence of a gain's lower bound
   * @param labelling the shop's own labelling functions: {@code intent.name} to SQL condition
   */
  public record Behaviour(
      boolean enabled,
      String timeZone,
      int maxSessions,
      int maxMoments,
      int maxLoggedMoments,
      int momentsPerSession,
      int maxSessionEvents,
      int minSessions,
      double minConfidence,
      double gainConfidence,
      Map<String, String> labelling) {
    public Behaviour {
      labelling = Map.copyOf(labelling);
    }
  }

  /**
   * Offline evaluation.
   *
   * @param maxBaskets holdout baskets that are evaluated at most; a larger holdout is sampled by
   *     seed
   * @param resamples bootstrap resamples behind each interval
   */
  public record Evaluate(int maxBaskets, int resamples) {}

  /**
   * Thresholds a version must meet to be published.
   *
   * @param minHitRate smallest HR@6 of the blend on the holdout
   * @param beatPopularity whether the blend's HR@6 must be above popularity's
   * @param beatPersonalFrequency whether it must be above that of what each buyer bought before
   * @param maxLossToLive how far the blend's HR@6 may surely lie below the live version's, as a
   *     share of it
   * @param minCoverage smallest coverage@6 of the blend on the holdout
   * @param maxCalibrationError largest calibration error of a classifier of behaviour
   * @param maxPolicyLoss how far the lower bound of a new timing policy may lie below the live
   *     one's value, as a share of it
   */
  public record Gates(
      double minHitRate,
      boolean beatPopularity,
      boolean beatPersonalFrequency,
      double maxLossToLive,
      double minCoverage,
      double maxCalibrationError,
      double maxPolicyLoss) {}

  /**
   * The engine.
   *
   * @param master Spark master; under spark-submit the submitted one wins
   * @param conf further Spark settings
   */
  public record Spark(String master, Map<String, String> conf) {
    /** Settings that no shop changes: results depend on them, or what the lake keeps of people. */
    public static final SortedMap<String, String> FIXED =
        Collections.unmodifiableSortedMap(
            new TreeMap<>(
                Map.of(
                    "spark.sql.session.timeZone",
                    "UTC",
                    // A cast that fails must yield null, so that the row goes to quarantine; ANSI
                    // mode would stop the whole run instead.
                    "spark.sql.ansi.enabled",
                    "false",
                    // A plan that turns out empty would be cut short, and the counts of the rows
                    // read with it.
                    "spark.sql.adaptive.optimizer.excludedRules",
                    "org.apache.spark.sql.execution.adaptive.AQEPropagateEmptyRelation",
                    // Minima and maxima of every column, ids of customers among them, would stay in
                    // the log of a table after its rows were erased; whole tables are read anyway.
                    "spark.databricks.delta.stats.collect",
                    "false")));

    public Spark {
      conf = Map.copyOf(conf);
    }
  }
}
