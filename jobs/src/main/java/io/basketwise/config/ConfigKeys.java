package io.basketwise.config;

import io.basketwise.config.ValueType.Choice;
import io.basketwise.config.ValueType.Flag;
import io.basketwise.config.ValueType.Real;
import io.basketwise.config.ValueType.Text;
import io.basketwise.config.ValueType.Whole;
import io.basketwise.failure.Nearest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Every configuration key, once: parsing, validation, the hint for a misspelt key and the written
 * reference are all made from this list.
 */
public final class ConfigKeys {
  private static final long MANY = Integer.MAX_VALUE;
  private static final ValueType NAME = Text.any("text");
  private static final ValueType PATH = Text.any("a path, relative to the configuration file");
  private static final ValueType PLACE =
      Text.any("a path, relative to the configuration file, or a URI such as s3a://bucket/shop");
  private static final ValueType SQL = Text.any("a Spark SQL expression");

  private static final ValueType MASTER =
      new Text(
          "local, local[N], local[*], yarn, spark://HOST:PORT or k8s://HOST:PORT",
          "local(\\[([1-9][0-9]*|\\*)(\\s*,\\s*[0-9]+)?])?|local-cluster\\[.+]|yarn|(spark|k8s)://.+");

  static final List<ConfigKey> ALL =
      Stream.of(
              general(),
              observe(),
              inputs(),
              window(),
              QualityKeys.all(),
              LearningKeys.all(),
              BehaviourKeys.all(),
              evaluation(),
              gates(),
              spark())
          .flatMap(List::stream)
          .toList();

  private ConfigKeys() {}

  /** Every value that is in force, by key, in the order of the names: what a lineage records. */
  public static SortedMap<String, String> effective(ShopConfig config) {
    SortedMap<String, String> all = new TreeMap<>();
    for (ConfigKey key : ALL) {
      key.values().apply(config).forEach((name, value) -> all.put(name, value.toString()));
    }
    return all;
  }

  static Optional<ConfigKey> find(String name) {
    return ALL.stream().filter(key -> key.matches(name)).findFirst();
  }

  static boolean isSection(String name) {
    return ALL.stream().anyMatch(key -> sectionOf(key, name));
  }

  private static boolean sectionOf(ConfigKey key, String name) {
    return key.candidates(name).anyMatch(candidate -> candidate.startsWith(name + "."));
  }

  static String nearest(String unknown) {
    return Nearest.name(unknown, ALL.stream().flatMap(key -> key.candidates(unknown)))
        .orElseThrow();
  }

  private static List<ConfigKey> general() {
    return List.of(
        ConfigKey.of("shop", NAME, "shop", "", "name of the shop in reports", ShopConfig::shop),
        ConfigKey.of(
            "currency",
            new Text("an ISO 4217 code", "[A-Z]{3}"),
            "EUR",
            "",
            "the one currency of all prices",
            ShopConfig::currency),
        many(
            "policy",
            PATH,
            "",
            "the merchandisers' policy; without it every default of the policy holds."
                + " Its `messageFiles` are paths relative to it",
            (config, all) -> config.policy().ifPresent(path -> all.accept("policy", path))),
        ConfigKey.of(
            "lake", PLACE, "work/lake", "", "folder of the runs' Delta tables", ShopConfig::lake),
        ConfigKey.of(
            "artifacts",
            PLACE,
            "work/artifacts",
            "",
            "folder of the published versions",
            ShopConfig::artifacts),
        ConfigKey.of(
            "reports",
            PATH,
            "work/reports",
            "",
            "folder of the reports, on this machine",
            ShopConfig::reports),
        ConfigKey.of(
            "keepVersions",
            new Whole(1, 100_000),
            "14",
            "versions",
            "newest versions that are never pruned; nor are the live one, the one that a rollback goes to, and any younger than a day",
            ShopConfig::keepVersions),
        ConfigKey.of(
            "seed",
            new Whole(0, Long.MAX_VALUE),
            "7",
            "",
            "seed of every random choice",
            ShopConfig::seed));
  }

  private static List<ConfigKey> observe() {
    return List.of(
        many(
            "metrics",
            PATH,
            "",
            "file of the last run's measurements as OpenMetrics text; without it `metrics.prom` in"
                + " the folder of the reports",
            (config, all) -> all.accept("metrics", config.observe().metrics())),
        many(
            "lineage.url",
            new Text("an http or https URL", "https?://[^\\s]+"),
            "",
            "where OpenLineage events of a run are posted",
            (config, all) ->
                config.observe().lineageUrl().ifPresent(url -> all.accept("lineage.url", url))),
        many(
            "lineage.file",
            PATH,
            "",
            "file that OpenLineage events of a run are added to, one JSON object a line",
            (config, all) ->
                config
                    .observe()
                    .lineageFile()
                    .ifPresent(file -> all.accept("lineage.file", file))));
  }

  private static List<ConfigKey> inputs() {
    return List.of(
        many(
            "inputs.<table>.path",
            PLACE,
            "",
            "a file or a folder; required for orders, a table without it is left out",
            (config, all) ->
                config.inputs().forEach((t, in) -> all.accept(input(t, "path"), in.path()))),
        many(
            "inputs.<table>.format",
            Choice.of(InputConfig.Format.class),
            "parquet",
            "file format",
            (config, all) ->
                config
                    .inputs()
                    .forEach((t, in) -> all.accept(input(t, "format"), Choice.word(in.format())))),
        many(
            "inputs.<table>.columns.<column>",
            SQL,
            "",
            "a contract column's value, over the source's columns; without it the source's column"
                + " of the same name",
            (config, all) ->
                config
                    .inputs()
                    .forEach(
                        (t, in) ->
                            in.columns()
                                .forEach((c, sql) -> all.accept(input(t, "columns." + c), sql)))),
        many(
            "inputs.<table>.where",
            SQL,
            "",
            "condition over the source's columns; other rows are left out and counted as filtered",
            (config, all) ->
                config
                    .inputs()
                    .forEach(
                        (t, in) ->
                            in.where().ifPresent(sql -> all.accept(input(t, "where"), sql)))),
        many(
            "inputs.<table>.consent",
            SQL,
            "",
            "of orders and clicks: condition over the source's columns, whether the person agreed to be known. Where it"
                + " does not hold, an order line is nobody's, without customer and session, and an"
                + " event is left out and counted as filtered",
            (config, all) ->
                config
                    .inputs()
                    .forEach(
                        (t, in) ->
                            in.consent().ifPresent(sql -> all.accept(input(t, "consent"), sql)))));
  }

  private static List<ConfigKey> window() {
    return List.of(
        ConfigKey.of(
            "window.trainDays",
            new Whole(1, 36_500),
            "365",
            "days",
            "days before the as-of date that models learn from",
            c -> c.window().trainDays()),
        ConfigKey.of(
            "window.holdoutDays",
            new Whole(1, 3_650),
            "28",
            "days",
            "last days of the window, held out for evaluation",
            c -> c.window().holdoutDays()),
        ConfigKey.of(
            "window.validationDays",
            new Whole(1, 3_650),
            "28",
            "days",
            "days before the holdout on which the blend is fitted",
            c -> c.window().validationDays()),
        ConfigKey.of(
            "window.sessionGapMinutes",
            new Whole(1, 1_440),
            "30",
            "minutes",
            "idle time after which a new session starts",
            c -> c.window().sessionGapMinutes()),
        ConfigKey.of(
            "window.catalogHours",
            new Whole(0, 24),
            "6",
            "hours",
            "hours of the as-of day in which the catalog of its night is written: rows of them count as if from before"
                + " it. Where the catalog is written all day long, no more than until the run begins",
            c -> c.window().catalogHours()));
  }

  private static List<ConfigKey> evaluation() {
    return List.of(
        ConfigKey.of(
            "evaluate.maxBaskets",
            new Whole(1, MANY),
            "20000",
            "baskets",
            "holdout baskets evaluated at most; a larger holdout is sampled by seed",
            c -> c.evaluate().maxBaskets()),
        ConfigKey.of(
            "evaluate.resamples",
            new Whole(1, 100_000),
            "200",
            "resamples",
            "bootstrap resamples behind each interval",
            c -> c.evaluate().resamples()));
  }

  private static List<ConfigKey> gates() {
    return List.of(
        ConfigKey.of(
            "gates.minHitRate",
            Real.from(0, 1),
            "0",
            "share of holdout cases",
            "smallest HR@6 of the blend with which a version is published",
            c -> c.gates().minHitRate()),
        ConfigKey.of(
            "gates.beatPopularity",
            new Flag(),
            "true",
            "",
            "publish only if the blend's HR@6 is above popularity's",
            c -> c.gates().beatPopularity()),
        ConfigKey.of(
            "gates.beatPersonalFrequency",
            new Flag(),
            "true",
            "",
            "publish only if the blend's HR@6 is above that of ranking what each buyer bought before, most often first",
            c -> c.gates().beatPersonalFrequency()),
        ConfigKey.of(
            "gates.maxLossToLive",
            Real.from(0, 1),
            "0.05",
            "share of the live version's HR@6",
            "how far the blend's HR@6 may surely lie below the live version's on the same holdout: the upper end of the 95 % interval of their difference, by paired bootstrap over baskets, may not lie further below 0. What the live version has learned from is asked of the fit that is to be published, the rest of the measured one",
            c -> c.gates().maxLossToLive()),
        ConfigKey.of(
            "gates.minCoverage",
            Real.from(0, 1),
            "0.01",
            "share of items",
            "smallest coverage@6 of the blend with which a version is published",
            c -> c.gates().minCoverage()),
        ConfigKey.of(
            "gates.maxCalibrationError",
            Real.from(0, 1),
            "0.15",
            "probability",
            "largest calibration error on the holdout of the models of intent and purchase, where they were learned",
            c -> c.gates().maxCalibrationError()),
        ConfigKey.of(
            "gates.maxPolicyLoss",
            Real.from(0, 1),
            "0.02",
            "share of the live policy's value",
            "how far the lower bound of a new timing policy's value may lie below the live one's, rules or model; further, and the live timing stays in the new version, with the purchase model where `quiet.minPurchaseProbability` bounds it",
            c -> c.gates().maxPolicyLoss()));
  }

  private static List<ConfigKey> spark() {
    return List.of(
        ConfigKey.of(
            "spark.master",
            MASTER,
            "local[*]",
            "",
            "Spark master; under spark-submit the submitted one wins",
            c -> c.spark().master()),
        many(
            "spark.conf.<setting>",
            Text.any("text"),
            "",
            "any further Spark setting; it wins over ours, but for the few that would change results, which are refused",
            (config, all) ->
                config.spark().conf().forEach((k, v) -> all.accept("spark.conf." + k, v))));
  }

  private static ConfigKey many(
      String name,
      ValueType type,
      String defaultText,
      String description,
      BiConsumer<ShopConfig, BiConsumer<String, Object>> values) {
    return new ConfigKey(
        name,
        type,
        defaultText,
        "",
        description,
        config -> {
          Map<String, Object> all = new TreeMap<>();
          values.accept(config, all::put);
          return all;
        });
  }

  private static String input(Table table, String rest) {
    return "inputs." + table.key() + "." + rest;
  }
}
