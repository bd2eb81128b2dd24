package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.InputConfig.Format;
import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FooterCheckTest {
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop(folder);
  }

  @Test
  void countsRowsFilesAndBytesWithoutSpark() throws IOException {
    shop.write("orders/a", Shop.LINE)
        .write("orders/b", Shop.LINE.replace("2026-01-02", "2025-12-31") + " from range(3)");
    TableCheck check = check("inputs.orders.path: orders\n", FooterCheckTest::noSpark).get(0);
    assertThat(check.rows()).isEqualTo(4);
    assertThat(check.files()).isEqualTo(2);
    assertThat(check.bytes())
        .isEqualTo(Files.size(shop.file("orders/a")) + Files.size(shop.file("orders/b")));
    assertThat(check.orderTimes())
        .contains(
            new TimeBounds(
                Instant.parse("2025-12-31T03:04:05Z"), Instant.parse("2026-01-02T03:04:05Z")));
    assertThat(check.columns()).extracting(mapped -> mapped.column().name()).hasSize(5);
    assertThat(check.missing()).contains("customer_id").doesNotContain("order_id");
  }

  @Test
  void tellsTimesOfARenamedColumnButNotOfAnExpression() throws IOException {
    shop.write("orders", Shop.LINE.replace("ordered_at", "day") + ", timestamp'2020-01-01' other");
    String yaml = "inputs.orders: { path: orders, columns: { ordered_at: %s } }\n";
    assertThat(check(yaml.formatted("DAY"), FooterCheckTest::noSpark).get(0).orderTimes())
        .isPresent();
    assertThat(
            check(yaml.formatted("day + interval 1 day"), FooterCheckTest::noSpark)
                .get(0)
                .orderTimes())
        .isEmpty();
    assertThat(
            check(yaml.formatted("'greatest(day, other)'"), FooterCheckTest::noSpark)
                .get(0)
                .orderTimes())
        .isEmpty();
  }

  @Test
  void asksSparkForADeltaTable() throws IOException {
    shop.writeDelta("orders", Shop.LINE).writeDelta("orders", Shop.LINE);
    TableCheck check =
        check("inputs.orders: { path: orders, format: delta }\n", () -> SharedSpark.SESSION).get(0);
    assertThat(check.format()).isEqualTo(Format.DELTA);
    assertThat(check.rows()).isEqualTo(2);
    assertThat(check.files()).isEqualTo(2);
    assertThat(check.bytes()).isPositive();
  }

  @Test
  void tellsWhatIsLeftOut() throws IOException {
    shop.write("orders", Shop.LINE)
        .write("catalog", "select 'a' item_id, 'A' title, 1d unit_cost, 'f' family, 1 tier");
    List<TableCheck> checks =
        check("inputs: { orders.path: orders, catalog.path: catalog }\n", FooterCheckTest::noSpark);
    assertThat(checks).extracting(TableCheck::table).containsExactly(Table.ORDERS, Table.CATALOG);
    assertThat(LeftOut.of(checks))
        .extracting(LeftOut::why)
        .containsExactly(
            "no clicks", "no column stock in catalog", "no column customer_id in orders");
  }

  private static SparkSession noSpark() {
    throw new AssertionError("a Parquet input must not start Spark");
  }

  private List<TableCheck> check(String yaml, Supplier<SparkSession> spark) throws IOException {
    ShopConfig config = shop.config(yaml);
    return new FooterCheck(spark).check(config);
  }
}
