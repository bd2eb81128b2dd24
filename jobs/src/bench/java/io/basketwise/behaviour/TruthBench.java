package io.basketwise.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.behaviour.SessionRow.Kind;
import io.basketwise.behaviour.learn.BoostedTrees;
import io.basketwise.behaviour.learn.BoostingParameters;
import io.basketwise.behaviour.learn.CalibrationError;
import io.basketwise.behaviour.learn.ConfusionMatrix;
import io.basketwise.behaviour.learn.FitClassifier;
import io.basketwise.behaviour.learn.Objective;
import io.basketwise.behaviour.learn.TrainingSet;
import io.basketwise.config.ConfigLoader;
import io.basketwise.config.ShopConfig;
import io.basketwise.inputs.SparkSessions;
import io.basketwise.models.artifact.ArtifactStore;
import io.basketwise.models.behaviour.BehaviourModels;
import io.basketwise.models.behaviour.Classifier;
import io.basketwise.models.behaviour.GainBounds;
import io.basketwise.models.behaviour.Predictor;
import io.basketwise.models.behaviour.TimingModel;
import io.basketwise.models.behaviour.TimingPolicy;
import io.basketwise.models.decision.Intent;
import io.basketwise.models.decision.Reason;
import io.basketwise.nightly.Nightly;
import io.basketwise.prepare.Lake;
import io.basketwise.prepare.LakeView;
import io.basketwise.prepare.TimeWindow;
import io.basketwise.simulate.ShopSpec;
import io.basketwise.simulate.Simulation;
import io.basketwise.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is learned from simulated shops against the truth that made them. */
class TruthBench {
  private static final int DAYS = 240;

  /** A shop of four times as many logs four times as much. */
  private static final int CUSTOMERS = Integer.getInteger("customers", 4_000);

  private static final int HOLDOUT = 40;
  private static final int VALIDATION = 20;
  private static final double LEAST_WEAK_SHARE = 0.9;
  private static final double MOST_CALIBRATION_ERROR = 0.03;
  private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
  private static final BoostingParameters TAUGHT =
      new BoostingParameters(600, 0.05, 16, 20, 10, 0.8, 0.5, 30, 63, 1);
  private static final List<Intent> INTENTS = List.of(Intent.values());

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"9001,1,1", "9002,1,1", "9003,1,1", "9004,1,0", "9005,0,1"}) // seed, benefit, harm
  void shop(long seed, double benefit, double harm) throws IOException {
    Path shop = folder.resolve("shop");
    new Simulation(new ShopSpec(CUSTOMERS, DAYS, 800, seed, FROM, 1.2, benefit, harm), 2).write(shop);
    ShopConfig config = config();
    // What features know of items is of before the days on which all is judged.
    new Nightly(config, InstantSource.fixed(Instant.EPOCH), step -> {})
        .run(Optional.of(FROM.plusDays(DAYS - HOLDOUT)), Nightly.Outcome.PUBLISH);
    SparkSession spark = SparkSessions.start(config);
    try {
      Path version = new ArtifactStore(config.artifacts().local().orElseThrow()).live();
      var lake = new Lake(spark, Storage.path(config.lake()));
      var view = new LakeView(lake, TimeWindow.of(config, FROM.plusDays(DAYS)));
      Dataset<Row> rows = new ReadSessions(view, config).run(version);
      rows = rows.cache();
      say("seed %d, offers' benefit %.0f, harm %.0f", seed, benefit, harm);
      if (benefit == 1 && harm == 1) {
        intents(spark, shop, rows);
      }
      double offered = timing(spark, shop, rows, config);
      if (harm == 0) {
        assertThat(offered).isGreaterThan(0.5);
      }
      if (benefit == 0) {
        assertThat(offered).isLessThan(0.05);
      }
    } finally {
      spark.stop();
    }
  }

  private ShopConfig config() throws IOException {
    Path file = folder.resolve("shop.yaml");
    Files.writeString(
        file,
        """
        inputs:
          orders: { path: shop/orders }
          clicks: { path: shop/clicks }
          catalog: { path: shop/catalog }
        window: { trainDays: 180, holdoutDays: 40, validationDays: 20 }
        bundles: { minSupport: 0.002 }
        affinity: { rank: 16, iterations: 5 }
        evaluate: { maxBaskets: 200, resamples: 10 }
        """);
    return ConfigLoader.load(file, Map.of());
  }

  private static int day(int fromEnd) {
    return (int) FROM.plusDays(DAYS - fromEnd).toEpochDay();
  }

  private static void intents(SparkSession spark, Path shop, Dataset<Row> rows) {
    Map<String, double[]> truth = new HashMap<>();
    for (Row row : spark.read().parquet(shop.resolve("labels").toString()).collectAsList()) {
      double[] shares = new double[INTENTS.size()];
      shares[INTENTS.indexOf(Intent.of(row.getString(1)).orElseThrow())] = 1;
      truth.put(row.getString(0), shares);
    }
    Map<String, double[]> weak =
        WeakLabels.of(rows, LabellingFunctions.of(Map.of())).probabilities();
    weak.keySet().retainAll(truth.keySet());
    Sample prefixes = Samples.collect(rows, Kind.PREFIX).of(Kind.PREFIX);
    Sample halves = Samples.collect(rows, Kind.HALF).of(Kind.HALF);
    TrainingSet judged =
        halves.intents(halves.between(day(HOLDOUT), Integer.MAX_VALUE), truth, INTENTS.size());
    double learned = macroF1("true labels", truth, prefixes, judged);
    double weakly = macroF1("weak labels", weak, prefixes, judged);
    say("weak to true %.3f", weakly / learned);
    assertThat(weakly).isGreaterThan(LEAST_WEAK_SHARE * learned);
  }

  private static double macroF1(
      String name, Map<String, double[]> labels, Sample prefixes, TrainingSet judged) {
    int validation = day(HOLDOUT + VALIDATION);
    Classifier model =
        FitClassifier.fit(
            new BoostedTrees(
                Objective.SOFTMAX, LearnBehaviour.parameters(Objective.SOFTMAX)),
            prefixes.intents(
                prefixes.between(Integer.MIN_VALUE, validation), labels, INTENTS.size()),
            prefixes.intents(
                prefixes.between(validation, day(HOLDOUT)), labels, INTENTS.size()));
    double[] found = FitClassifier.probabilities(model, judged);
    ConfusionMatrix confusion = ConfusionMatrix.of(found, judged);
    double error = CalibrationError.of(found, judged);
    say(
        "%s: macro-F1 %.4f at half of %d sessions, calibration error %.4f",
        name, confusion.macroF1(), judged.rows(), error);
    assertThat(error).isLessThan(MOST_CALIBRATION_ERROR);
    for (double[] row : confusion.weights()) {
      say("  %6.0f %6.0f %6.0f %6.0f %6.0f", row[0], row[1], row[2], row[3], row[4]);
    }
    return confusion.macroF1();
  }

  /** Share of the moments of the holdout at which the learned policy offers. */
  private static double timing(
      SparkSession spark, Path shop, Dataset<Row> rows, ShopConfig config) {
    Sample logged = Samples.collect(rows, Kind.LOGGED).of(Kind.LOGGED);
    Sample past = logged.select(logged.between(Integer.MIN_VALUE, day(HOLDOUT)));
    TimingModel model =
        LearnTiming.fit(past, config.behaviour().gainConfidence()).orElseThrow();
    Map<String, Double> gains = new HashMap<>();
    for (Row row :
        spark
            .read()
            .parquet(shop.resolve("truth/moments").toString())
            .selectExpr("event_id", "offer_margin - quiet_margin")
            .collectAsList()) {
      gains.put(row.getString(0), row.getDouble(1));
    }
    Sample later = logged.select(logged.between(day(HOLDOUT), Integer.MAX_VALUE));
    double[] truth = later.events().stream().mapToDouble(gains::get).toArray();
    IntPredicate learned = offers(later, Optional.of(model));
    report("always", truth, row -> true);
    report("never", truth, row -> false);
    report("rules alone", truth, offers(later, Optional.empty()));
    Predictor taught = taught(past, gains);
    report("taught", truth, row -> taught.value(later.row(row)) > 0);
    return report("learned", truth, learned);
  }

  /** Trees that are shown the true gain of every moment: more is not in the features. */
  private static Predictor taught(Sample log, Map<String, Double> gains) {
    IntUnaryOperator tenth =
        row -> Math.floorMod((log.visitors().get(row).hashCode() * 0x85EBCA6B) >>> 11, 10);
    IntToDoubleFunction gain = row -> gains.getOrDefault(log.events().get(row), Double.NaN);
    return new BoostedTrees(Objective.SQUARED_ERROR, TAUGHT)
        .fit(
            log.amounts(log.rows(row -> tenth.applyAsInt(row) > 0), gain),
            log.amounts(log.rows(row -> tenth.applyAsInt(row) == 0), gain));
  }

  private static IntPredicate offers(Sample log, Optional<TimingModel> model) {
    TimingPolicy policy =
        new TimingPolicy(
            new BehaviourModels(Optional.empty(), 1, Optional.empty(), model),
            0,
            GainBounds.everywhere(0));
    return row -> policy.judge(log.row(row)).reason() == Reason.OK;
  }

  private static double report(String name, double[] truth, IntPredicate offers) {
    double value = 0;
    double always = 0;
    double oracle = 0;
    int offered = 0;
    for (int row = 0; row < truth.length; row++) {
      boolean offer = offers.test(row);
      offered += offer ? 1 : 0;
      value += offer ? truth[row] : 0;
      always += truth[row];
      oracle += Math.max(0, truth[row]);
    }
    say(
        "%-12s offers at %5.1f %% of %d moments, gain a moment %7.3f, share of the oracle's over always %.3f",
        name,
        100.0 * offered / truth.length,
        truth.length,
        value / truth.length,
        (value - always) / (oracle - always));
    return (double) offered / truth.length;
  }

  private static void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
