package io.basketwise.inputs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.basketwise.config.ShopConfig;
import io.basketwise.config.Table;
import io.basketwise.failure.Refusal;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputReaderTest {
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void open() {
    shop = new Shop(folder);
  }

  @Test
  void givesEveryContractColumnInOrder() throws IOException {
    InputTable orders = shop.write("orders", Shop.LINE).orders("orders");
    assertThat(orders.rows().columns())
        .startsWith(Contract.of(Table.ORDERS).names().toArray(String[]::new))
        .endsWith(InputTable.FILTERED, InputTable.RULE, InputTable.RAW)
        .hasSize(16);
    Contract.of(Table.ORDERS)
        .columns()
        .forEach(
            column ->
                assertThat(orders.rows().schema().apply(column.name()).dataType())
                    .isEqualTo(column.type()));
    assertThat(orders.missing())
        .containsExactly(
            "customer_id",
            "session_id",
            "status",
            "list_price",
            "gift",
            "offer_id",
            "channel",
            "region");
    Row row = orders.good().first();
    assertThat(row.<Timestamp>getAs("ordered_at").toInstant())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(row.<String>getAs("status")).isEqualTo("placed");
    assertThat(row.isNullAt(row.fieldIndex("list_price"))).isTrue();
  }

  @Test
  void readsAFileAndAFolderOfFoldersAlike() throws IOException {
    shop.write("orders", Shop.LINE).write("orders/2026/b", Shop.LINE);
    Files.writeString(folder.resolve("orders/README.md"), "not data");
    assertThat(shop.orders("orders").rows().count()).isEqualTo(2);
    String file = folder.relativize(shop.file("orders")).toString();
    assertThat(shop.orders(file).rows().count()).isEqualTo(1);
  }

  @Test
  void takesAPathAsItIsWritten() throws IOException {
    shop.write("plain", Shop.LINE);
    Path odd = Files.createDirectories(folder.resolve("a [b] {c,d} *?%20 ü"));
    Files.copy(shop.file("plain"), odd.resolve("x[1].parquet"));
    assertThat(shop.orders(odd.getFileName().toString()).rows().count()).isEqualTo(1);
  }

  @Test
  void readsDeltaWithoutItsDeletedRows() throws IOException {
    shop.writeDelta("orders", Shop.LINE).writeDelta("orders", Shop.LINE.replace("'o1'", "'o2'"));
    Shop.rows("delete from delta.`" + folder.resolve("orders") + "` where order_id = 'o1'");
    InputTable orders = shop.read(Table.ORDERS, "inputs.orders: { path: orders, format: delta }\n");
    assertThat(orders.good().select("order_id").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactly("o2");
  }

  @Test
  void readsDeltaAsItWasBeforeAColumnCame() throws IOException {
    shop.writeDelta("orders", Shop.LINE);
    String table = "delta.`" + folder.resolve("orders") + "`";
    Shop.rows("alter table " + table + " add columns (region string)");
    Shop.rows("update " + table + " set region = 'north'");
    ShopConfig config = shop.config("inputs.orders: { path: orders, format: delta }\n");
    InputReader reader = new InputReader(SharedSpark.SESSION);
    InputTable before = reader.readAt(config, Table.ORDERS, 0);
    assertThat(before.missing()).contains("region");
    assertThat(before.good().select("region").first().isNullAt(0)).isTrue();
    InputTable now = reader.read(config, Table.ORDERS);
    assertThat(now.missing()).doesNotContain("region");
    assertThat(now.good().select("region").first().getString(0)).isEqualTo("north");
  }

  @Test
  void mapsColumnsByExpressions() throws IOException {
    shop.write(
        "orders",
        "select 17 nr, timestamp_ntz'2026-01-02 03:04:05' day, ' ab ' sku, 3 n, '2.5' price,"
            + " cast(7 as bigint) customer_id, '' session_id, date'2026-01-05' region");
    InputTable orders =
        shop.read(
            Table.ORDERS,
            """
            inputs.orders:
              path: orders
              columns:
                order_id: nr
                ordered_at: day
                item_id: upper(trim(SKU))
                quantity: n
                unit_price: cast(price as double)
            """);
    Row row = orders.good().first();
    assertThat(row.<String>getAs("order_id")).isEqualTo("17");
    assertThat(row.<Timestamp>getAs("ordered_at").toInstant())
        .isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(row.<String>getAs("item_id")).isEqualTo("AB");
    assertThat(row.<Double>getAs("quantity")).isEqualTo(3);
    assertThat(row.<Double>getAs("unit_price")).isEqualTo(2.5);
    assertThat(row.<String>getAs("customer_id")).isEqualTo("7");
    assertThat(row.isNullAt(row.fieldIndex("session_id"))).isTrue();
    assertThat(row.<String>getAs("region")).isEqualTo("2026-01-05");
  }

  @Test
  void countsFilteredRowsApartFromBadOnes() throws IOException {
    shop.write(
        "orders",
        Shop.LINE.replace("9.5d", "col1").replace("'a'", "col2")
            + " from values (1d, 'a'), (-1d, 'a'), (-1d, 'post'), (1d, null)");
    InputTable orders =
        shop.read(Table.ORDERS, "inputs.orders: { path: orders, where: \"item_id <> 'post'\" }\n");
    assertThat(orders.rows().where("__filtered and __rule is null").count()).isEqualTo(2);
    assertThat(orders.rows().where("__rule is not null").count()).isEqualTo(1);
    assertThat(orders.good().count()).isEqualTo(1);
    assertThat(orders.good().columns()).hasSize(13);
  }

  @Test
  void whoDidNotAgreeIsNobodyInOrdersAndNotThereInClicks() throws IOException {
    shop.write(
        "orders",
        "select 'o' || n order_id, timestamp'2026-01-02 03:04:05' ordered_at,"
            + " if(n = 4, null, 'a') item_id, 1d quantity, 1d unit_price, 'c' || n customer_id,"
            + " 's' || n session_id, agreed"
            + " from values (1, true), (2, false), (3, null), (4, false) as t(n, agreed)");
    InputTable orders =
        shop.read(Table.ORDERS, "inputs.orders: { path: orders, consent: agreed }\n");
    assertThat(
            orders
                .good()
                .select("order_id", "customer_id", "session_id")
                .orderBy("order_id")
                .collectAsList())
        .containsExactly(
            RowFactory.create("o1", "c1", "s1"),
            RowFactory.create("o2", null, null),
            RowFactory.create("o3", null, null));
    assertThat(
            orders.rows().where("__rule is not null").select(InputTable.RAW).first().getString(0))
        .as("a broken row keeps nothing of its person either")
        .isEqualTo("{}");
    shop.write(
        "clicks",
        "select 'e' || n event_id, timestamp'2026-01-02 03:04:05' occurred_at, 'v' visitor_id,"
            + " 'page_view' event_type, 'home' placement, n = 1 agreed from values (1), (2) as t(n)");
    InputTable clicks =
        shop.read(
            Table.CLICKS,
            "inputs: { orders: { path: orders }, clicks: { path: clicks, consent: agreed } }\n");
    assertThat(clicks.good().select("event_id").collectAsList())
        .containsExactly(RowFactory.create("e1"));
    assertThat(clicks.rows().where(InputTable.FILTERED).count()).isEqualTo(1);
  }

  @Test
  void keepsTheRawValuesOfABadRow() throws IOException {
    shop.write(
        "orders",
        "select 'o1' order_id, timestamp'2026-01-02 03:04:05' ordered_at, 'a' item_id, 'two' n,"
            + " 1d unit_price, 'unused' note, cast(null as string) region");
    InputTable orders =
        shop.read(
            Table.ORDERS,
            "inputs.orders: { path: orders, columns: { quantity: cast(N as double) } }\n");
    Row row = orders.rows().first();
    assertThat(row.<String>getAs(InputTable.RULE)).isEqualTo("quantity is missing");
    assertThat(row.<String>getAs(InputTable.RAW))
        .isEqualTo(
            "{\"order_id\":\"o1\",\"ordered_at\":\"2026-01-02T03:04:05.000Z\",\"item_id\":\"a\","
                + "\"n\":\"two\",\"unit_price\":1.0,\"region\":null}");
  }

  @Test
  void readsFilesThatLackAColumnAsNull() throws IOException {
    shop.write("orders/a", Shop.LINE).write("orders/b", Shop.LINE + ", 'c7' customer_id");
    List<Row> customers =
        shop.orders("orders").good().select("customer_id").distinct().collectAsList();
    assertThat(customers).extracting(row -> row.get(0)).containsExactlyInAnyOrder(null, "c7");
  }

  @Test
  void readsArraysAndNullsOfTheCatalog() throws IOException {
    shop.write("orders", Shop.LINE)
        .write("catalog", "select 1 item_id, 'Lamp' title, array(3, 4) fits, 5 stock, 2 tier");
    InputTable catalog =
        shop.read(Table.CATALOG, "inputs: { orders.path: orders, catalog.path: catalog }\n");
    Row row = catalog.good().first();
    assertThat(row.<String>getAs("kind")).isEqualTo("product");
    assertThat(row.getList(row.fieldIndex("fits"))).isEqualTo(List.of("3", "4"));
    assertThat(row.<Long>getAs("stock")).isEqualTo(5L);
    assertThat(row.<Integer>getAs("tier")).isEqualTo(2);
  }

  @Test
  void namesTheFileWhosePagesAreDamaged() throws IOException {
    shop.write(
        "orders", Shop.LINE.replace("'a'", "cast(id * 7919 as string)") + " from range(5000)");
    Path file = shop.file("orders");
    try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
      bytes.seek(4);
      bytes.write(new byte[(int) Math.min(2_000, bytes.length() / 2)]);
    }
    InputTable orders = shop.orders("orders");
    assertThatThrownBy(() -> orders.good().collectAsList())
        .satisfies(
            failure ->
                assertThat(InputFailures.refusal(failure))
                    .get()
                    .satisfies(
                        refusal -> {
                          assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INPUTS);
                          assertThat(refusal).hasMessageContaining(file.getFileName().toString());
                        }));
    assertThat(InputFailures.refusal(new IllegalStateException("other"))).isEmpty();
  }
}
