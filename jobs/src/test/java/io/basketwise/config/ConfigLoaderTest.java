package io.basketwise.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
  private static final String ORDERS = "inputs: { orders: { path: orders } }\n";

  @TempDir private Path folder;

  @Test
  void resolvesPathsAgainstTheFile() throws IOException {
    ShopConfig config = load("inputs: { orders: { path: ../data/orders } }\npolicy: p.yaml\n");
    assertThat(config.inputs().get(Table.ORDERS))
        .extracting(InputConfig::path)
        .isEqualTo(Location.of(folder.resolveSibling("data").resolve("orders")));
    assertThat(config.policy()).contains(folder.resolve("p.yaml"));
    assertThat(config.lake()).isEqualTo(Location.of(folder.resolve("work/lake")));
  }

  @Test
  void takesAPlaceOfAnotherFileSystemAsItStands() throws IOException {
    ShopConfig config =
        load(
            """
            inputs: { orders: { path: s3a://shop/orders/ } }
            lake: hdfs://namenode:8020/lake
            artifacts: work/here
            """);
    assertThat(config.inputs().get(Table.ORDERS))
        .extracting(InputConfig::path)
        .isEqualTo(new Location("s3a://shop/orders"));
    assertThat(config.lake().local()).isEmpty();
    assertThat(config.lake().resolve("orders").qualified())
        .isEqualTo("hdfs://namenode:8020/lake/orders");
    assertThat(config.artifacts().local()).contains(folder.resolve("work/here"));
  }

  @Test
  void readsTheMappingAndTheFilter() throws IOException {
    ShopConfig config =
        load(
            """
            inputs:
              orders:
                path: orders
                format: delta
                columns: { item_id: upper(trim(sku)), quantity: 1 }
                where: "sku rlike '^[0-9]'"
            spark: { conf: { spark.sql.shuffle.partitions: 3 } }
            """);
    assertThat(config.inputs())
        .containsExactly(
            Map.entry(
                Table.ORDERS,
                new InputConfig(
                    Location.of(folder.resolve("orders")),
                    InputConfig.Format.DELTA,
                    Map.of("item_id", "upper(trim(sku))", "quantity", "1"),
                    Optional.of("sku rlike '^[0-9]'"),
                    Optional.empty())));
    assertThat(config.spark().conf())
        .containsExactly(Map.entry("spark.sql.shuffle.partitions", "3"));
  }

  @Test
  void prefersTheOverrideThenTheFileThenTheDefault() throws IOException {
    Path file = write(ORDERS + "window: { trainDays: 200, holdoutDays: 20 }\n");
    ShopConfig config = ConfigLoader.load(file, Map.of("window.trainDays", "300"));
    assertThat(config.window()).isEqualTo(new ShopConfig.Window(300, 20, 28, 30, 6));
  }

  @ParameterizedTest
  @CsvSource({
    "spark.sql.session.timeZone, Europe/Berlin",
    "spark.sql.ansi.enabled, true",
    "spark.databricks.delta.stats.collect, true"
  })
  void refusesSparkSettingsThatWouldChangeResults(String setting, String value) throws IOException {
    Path file = write(ORDERS);
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of("spark.conf." + setting, value)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.kind().exitCode()).isEqualTo(2))
        .hasMessageContainingAll("spark.conf." + setting, "would change results", "remove it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"locl[2]", "local[0]", "local[2", "spark:host", "LOCAL"})
  void refusesAMasterThatSparkDoesNotKnow(String master) throws IOException {
    Path file = write(ORDERS);
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of("spark.master", master)))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll("spark.master", master, "local[N]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "local",
        "local[*]",
        "local[2]",
        "local[*, 3]",
        "local-cluster[2,1,1024]",
        "yarn",
        "spark://host:7077",
        "k8s://https://host:6443"
      })
  void takesEveryMasterOfSparks(String master) throws IOException {
    ShopConfig config = ConfigLoader.load(write(ORDERS), Map.of("spark.master", master));
    assertThat(config.spark().master()).isEqualTo(master);
  }

  @Test
  void takesNothingAsTheDefault() throws IOException {
    ShopConfig config = load(ORDERS + "seed:\nwindow: {}\npolicy: ~\n");
    assertThat(config.seed()).isEqualTo(7);
    assertThat(config.policy()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "bundels.minSupport, bundles.minSupport",
    "bundles.minsupport, bundles.minSupport",
    "evaluate.resample, evaluate.resamples",
    "inputs.order.path, inputs.orders.path",
    "inputs.click.columns.item_id, inputs.clicks.columns.item_id",
    "sparc.conf.spark.x, spark.conf.spark.x",
    "sede, seed"
  })
  void namesTheNearestKey(String unknown, String nearest) throws IOException {
    Path file = write(ORDERS + "'" + unknown + "': 1\n");
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContainingAll(
            "unknown key '" + unknown + "'", file + " line 2", "did you mean '" + nearest + "'?");
    Path good = write(ORDERS);
    assertThatThrownBy(() -> ConfigLoader.load(good, Map.of(unknown, "1")))
        .hasMessageContainingAll("--set " + unknown + "=1", "did you mean '" + nearest + "'?");
  }

  @Test
  void refusesACurrencyThatIsNone() {
    refused(ORDERS + "currency: euro\n", "'currency' is 'euro'", "an ISO 4217 code");
  }

  @Test
  void refusesAKeyGivenTwice() {
    refused(ORDERS + "seed: 1\nshop: a\nseed: 2\n", "line 4: 'seed' is given twice", "line 2");
    refused(ORDERS + "window: { trainDays: 99 }\nwindow.trainDays: 98\n", "given twice");
  }

  @Test
  void refusesWhatIsNoConfiguration() {
    refused("- a\n", "the file is no section");
    refused("a: [b\n", "is not YAML", "line 2");
    refused(ORDERS + "window: 5\n", "'window' is '5'", "it is a section", "line 2");
    refused(ORDERS + "shop: [a]\n", "'shop' is a list", "line 2");
    refused("shop: a\n", "'inputs.orders.path' is missing");
    refused(ORDERS + "inputs.clicks.where: a = 1\n", "'inputs.clicks.path' is missing");
    refused(ORDERS + "window: { trainDays: 56 }\n", "no day to learn from", "trainDays 56");
    refused(ORDERS + "a: &x { b: *x }\n", "is no");
    assertThatThrownBy(() -> ConfigLoader.load(folder.resolve("none.yaml"), Map.of()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no configuration at " + folder.resolve("none.yaml"));
  }

  @Test
  void refusesAnOverrideThatIsNoScalar() throws IOException {
    Path file = write(ORDERS);
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of("shop", "{a: b}")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("'--set shop={a: b}' is not one value");
    assertThatThrownBy(() -> ConfigLoader.load(file, Map.of("shop", "'a")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("is not one value");
  }

  private void refused(String yaml, String... words) {
    assertThatThrownBy(() -> load(yaml))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFIGURATION))
        .hasMessageContainingAll(words);
  }

  private ShopConfig load(String yaml) throws IOException {
    return ConfigLoader.load(write(yaml), Map.of());
  }

  private Path write(String yaml) throws IOException {
    return Files.writeString(folder.resolve("basketwise.yaml"), yaml);
  }
}
