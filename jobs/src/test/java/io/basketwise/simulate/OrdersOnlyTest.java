package io.basketwise.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.basketwise.config.ConfigLoader;
import io.basketwise.failure.Refusal;
import io.basketwise.inputs.FooterCheck;
import io.basketwise.inputs.TableCheck;
import io.basketwise.tables.ParquetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrdersOnlyTest {
  private static final LocalDate FROM = LocalDate.of(2025, 1, 1);
  private static final int DAYS = 200;

  @TempDir Path folder;

  @Test
  void sameSpecGivesSameBytesWhateverTheThreads() throws IOException {
    OrdersOnlyShop shop = new OrdersOnlyShop(spec(400, 500, 11, 12), 1_000);
    Path one = folder.resolve("one");
    Path three = folder.resolve("three");
    new Simulation(shop, 1).write(one);
    new Simulation(shop, 3).write(three);

    assertThat(ShopFiles.of(one))
        .contains(Path.of("README.md"), Path.of("orders/part-00004.parquet"))
        .contains(Path.of("truth/complements/part-00000.parquet"))
        .noneMatch(file -> file.startsWith("clicks") || file.startsWith("labels"));
    ShopFiles.assertSameBytes(one, three);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, -4, 1_234_567_890_123L})
  void ordersAreWhatWasAskedFor(long seed) {
    int items = 150 + 350 * (int) Math.floorMod(seed, 6L);
    new Simulation(spec(3_000, items, seed, 9), 2).write(folder);
    List<Group> rows = ParquetRows.read(folder.resolve("orders"));
    assertThat((double) rows.size()).as("lines").isCloseTo(27_000, within(2_700.0));

    Map<String, Set<String>> baskets = baskets(rows);
    assertThat(baskets.values().stream().mapToInt(Set::size).average().orElseThrow())
        .as("items an order")
        .isBetween(3.0, 6.0);
    assertThat(baskets.values().stream().flatMap(Set::stream)).isSubsetOf(ids("catalog"));

    Instant from = FROM.atStartOfDay().toInstant(ZoneOffset.UTC);
    Instant end = FROM.plusDays(DAYS).atStartOfDay().toInstant(ZoneOffset.UTC);
    assertThat(rows)
        .allMatch(row -> !at(row).isBefore(from) && at(row).isBefore(end))
        .allMatch(row -> ParquetRows.number(row, "quantity") != 0)
        .allMatch(row -> ParquetRows.text(row, "session_id").isEmpty());
    double bad = rows.stream().filter(OrdersOnlyTest::breaksTheContract).count();
    assertThat(bad / rows.size()).as("bad rows").isBetween(0.0005, 0.005);
  }

  @Test
  void theInputsContractIsMet() throws IOException {
    Written written = new Simulation(spec(100, 150, 5, 6), 1).write(folder);
    Path config =
        Files.writeString(
            folder.resolve("basketwise.yaml"),
            "{ inputs.orders.path: orders, inputs.catalog.path: catalog }");
    List<TableCheck> checks =
        new FooterCheck(OrdersOnlyTest::noSpark).check(ConfigLoader.load(config, Map.of()));
    assertThat(checks).extracting(TableCheck::rows).containsExactly(written.orderLines(), 150L);
    assertThat(checks).allMatch(check -> check.missing().isEmpty());
  }

  @Test
  void aFewItemsSellMostAndComplementsAreBoughtTogether() {
    new Simulation(spec(4_000, 3_000, 21, 10), 2).write(folder);
    Map<String, Set<String>> baskets = baskets(ParquetRows.read(folder.resolve("orders")));
    Map<String, Long> sold =
        baskets.values().stream()
            .flatMap(Set::stream)
            .collect(Collectors.groupingBy(item -> item, Collectors.counting()));
    List<Long> counts = sold.values().stream().sorted((a, b) -> Long.compare(b, a)).toList();
    double best = counts.stream().limit(600).mapToLong(Long::longValue).sum();
    double all = counts.stream().mapToLong(Long::longValue).sum();
    assertThat(best / all).as("share of the best fifth").isBetween(0.6, 0.95);

    assertThat(shareWithAPair(baskets, pairs("complements"))).isGreaterThan(0.2);
    assertThat(shareWithAPair(baskets, pairs("substitutes"))).isLessThan(0.1);
  }

  @Test
  void filesAreLargeWhereTheShopIsAndManyWhereItIsNot() {
    assertThat(new OrdersOnlyShop(spec(2_000_000, 500, 1, 50), 12_500_000).customersPerPart())
        .isEqualTo(250_000);
    assertThat(new OrdersOnlyShop(spec(200_000, 500, 1, 50), 12_500_000).customersPerPart())
        .isEqualTo(25_000);
    assertThat(new OrdersOnlyShop(spec(20_000, 500, 1, 50), 12_500_000).customersPerPart())
        .isEqualTo(10_000);
    assertThat(new OrdersOnlyShop(spec(10, 500, 1, 50), 12_500_000).customersPerPart())
        .isEqualTo(10);
  }

  @Test
  void moreLinesThanTheDaysHoldAreRefusedWithTheRange() {
    assertThatThrownBy(() -> spec(10, 500, 1, 600))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("lines per customer = 600")
        .hasMessageContaining("for 200 days is (0, 494.1]");
    assertThatThrownBy(() -> spec(10, 500, 1, Double.NaN)).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> spec(10, 50, 1, 10))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("items = 50");
  }

  private static OrdersSpec spec(int customers, int items, long seed, double lines) {
    return new OrdersSpec(customers, DAYS, items, seed, FROM, lines);
  }

  private static org.apache.spark.sql.SparkSession noSpark() {
    throw new AssertionError("Parquet is checked without Spark");
  }

  private static boolean breaksTheContract(Group row) {
    return ParquetRows.text(row, "item_id").isEmpty() || ParquetRows.number(row, "unit_price") < 0;
  }

  private static Instant at(Group row) {
    return Instant.EPOCH.plus(row.getLong("ordered_at", 0), java.time.temporal.ChronoUnit.MICROS);
  }

  /** Per order the items that were sold. */
  private static Map<String, Set<String>> baskets(List<Group> rows) {
    Map<String, Set<String>> baskets = new HashMap<>();
    for (Group row : rows) {
      if (ParquetRows.number(row, "quantity") > 0 && !breaksTheContract(row)) {
        baskets
            .computeIfAbsent(row.getString("order_id", 0), id -> new HashSet<>())
            .add(row.getString("item_id", 0));
      }
    }
    return baskets;
  }

  private Set<String> ids(String table) {
    return ParquetRows.read(folder.resolve(table)).stream()
        .map(row -> row.getString("item_id", 0))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private Set<List<String>> pairs(String truth) {
    Set<List<String>> pairs = new HashSet<>();
    for (Group row : ParquetRows.read(folder.resolve("truth").resolve(truth))) {
      String a = row.getString("item_a", 0);
      String b = row.getString("item_b", 0);
      pairs.add(List.of(a, b));
      pairs.add(List.of(b, a));
    }
    return pairs;
  }

  private static double shareWithAPair(Map<String, Set<String>> baskets, Set<List<String>> pairs) {
    double with = baskets.values().stream().filter(basket -> holdsAPair(basket, pairs)).count();
    return with / baskets.size();
  }

  private static boolean holdsAPair(Set<String> basket, Set<List<String>> pairs) {
    List<String> items = new ArrayList<>(basket);
    for (int a = 0; a < items.size(); a++) {
      for (int b = a + 1; b < items.size(); b++) {
        if (pairs.contains(List.of(items.get(a), items.get(b)))) {
          return true;
        }
      }
    }
    return false;
  }
}
