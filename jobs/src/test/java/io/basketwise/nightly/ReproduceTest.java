package io.basketwise.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.ConfigLoader;
import io.basketwise.config.Location;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.models.artifact.Manifest;
import io.basketwise.storage.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T02:00:00Z");

  @TempDir private Path folder;
  private ShopConfig shop;

  @BeforeEach
  void write() throws IOException {
    Path file = new SmallShop(folder).config("orders");
    Files.writeString(
        file,
        "metrics: shown.prom\nlineage: { url: 'http://lineage.example/', file: events.json }\n",
        StandardOpenOption.APPEND);
    shop = ConfigLoader.load(file, Map.of());
    Files.createDirectories(lake());
  }

  private Path lake() {
    return shop.lake().local().orElseThrow();
  }

  /** A version that was made by a configuration. */
  private static Manifest madeBy(ShopConfig config) {
    return new Manifest(
        1,
        "20260301-000000000000",
        "small",
        "EUR",
        LocalDate.parse("2026-03-01"),
        NOW,
        Map.of("config", new TreeMap<String, Object>(Fingerprint.settings(config))),
        Map.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private ShopConfig ofThen(Manifest manifest, Map<String, String> overrides) {
    Path work = folder.resolve("elsewhere");
    return new Reproduce(shop.file(), overrides, InstantSource.fixed(NOW), step -> {})
        .config(manifest, work, Location.of(work.resolve("lake")));
  }

  @Test
  void nothingThatCameSinceIsInForce() throws IOException {
    Map<String, String> then =
        Map.of(
            "inputs.orders.where", "\"'#1' <> order_id -- not: the #1\"",
            "inputs.orders.columns.channel", "\"'shop #2'\"",
            "window.trainDays", "70");
    Manifest manifest = madeBy(ConfigLoader.load(shop.file(), then));
    Files.writeString(
        shop.file(),
        Files.readString(shop.file())
            + """
            bundles.maxSize: 3
            inputs.orders.consent: agreed
            inputs.orders.columns.region: "'north'"
            inputs.clicks: { path: clicks, format: delta, columns: { device: "'phone'" } }
            behaviour.labelling.gift_shopper.many: "events > 1"
            """);
    ShopConfig again = ofThen(manifest, Map.of("inputs.orders.path", "elsewhere"));
    assertThat(Fingerprint.settings(again)).isEqualTo(manifest.lineage().get("config"));
    assertThat(again.inputs())
        .containsOnlyKeys(Table.ORDERS)
        .hasEntrySatisfying(
            Table.ORDERS,
            orders ->
                assertThat(orders.path()).isEqualTo(Location.of(folder.resolve("elsewhere"))));
  }

  @Test
  void nothingThatTheShopShowsOfItsRunsIsTouched() {
    Path work = folder.resolve("elsewhere");
    ShopConfig config = ofThen(madeBy(shop), Map.of());
    assertThat(config.observe().metrics()).startsWithRaw(work);
    assertThat(config.observe().lineageUrl()).isEmpty();
    assertThat(config.observe().lineageFile()).isEmpty();
    assertThat(config.reports()).startsWithRaw(work);
    assertThat(Fingerprint.settings(config)).isEqualTo(Fingerprint.settings(shop));
  }

  @Test
  void theNextRunRemovesWhatAKilledReproductionHasLeft() throws IOException {
    Path killed = lake().resolve(".reproduce-1");
    Files.createDirectories(killed.resolve("orders/_delta_log"));
    Files.writeString(killed.resolve("orders/_delta_log/0.json"), "{}");
    Files.writeString(killed.resolve(".lock"), "");
    Path early = lake().resolve(".reproduce-2");
    Files.createDirectories(early.resolve(".staging"));
    Files.writeString(early.resolve(".lock"), LockHolder.here(NOW).json());
    Path begins = Files.createDirectories(lake().resolve(".reproduce-3/intake"));
    Path held = Files.createDirectories(lake().resolve(".reproduce-4"));
    Path orders = Files.createDirectories(lake().resolve("orders"));
    try (RunLock lock = LocalRunLock.take(held, LockHolder.here(NOW))) {
      ScratchLake.sweep(shop, NOW);
      assertThat(killed).doesNotExist();
      assertThat(early).doesNotExist();
      assertThat(begins).as("about to be taken").exists();
      assertThat(held).as("at work").exists();
      assertThat(orders).exists();
    }
    ScratchLake.sweep(shop, NOW);
    assertThat(held).doesNotExist();
  }

  @Test
  void aScratchLakeIsGoneWhenItIsClosed() throws IOException {
    Path made;
    try (ScratchLake scratch = ScratchLake.of(shop)) {
      made = scratch.place().local().orElseThrow();
      Files.createDirectories(made.resolve("orders"));
    }
    assertThat(made).doesNotExist().hasParentRaw(lake());
  }
}
