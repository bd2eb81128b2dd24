package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.inputs.Contract;
import io.basketwise.intake.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day knows of items whose catalog was written before it, after it, or who knows when. */
class CatalogAsOfTest {
  private static final StructType ROWS =
      Contract.of(Table.CATALOG).columns().stream()
          .reduce(
              new StructType(),
              (type, column) -> type.add(column.name(), column.type()),
              (one, other) -> one);

  @TempDir private Path folder;

  /** A row that has a price and a stock. */
  private static Row row(String item, String title, @Nullable String updatedAt) {
    Map<String, Object> values = new HashMap<>();
    values.put(CatalogColumns.ITEM_ID, item);
    values.put(CatalogColumns.TITLE, title);
    values.put(CatalogColumns.PRICE, 7.5);
    values.put(CatalogColumns.UNIT_COST, 2.5);
    values.put(CatalogColumns.STOCK, 3L);
    values.put(CatalogColumns.STATUS, "discontinued");
    values.put(
        CatalogColumns.UPDATED_AT,
        updatedAt == null ? null : Timestamp.from(Instant.parse(updatedAt)));
    return RowFactory.create(Stream.of(ROWS.fieldNames()).map(values::get).toArray());
  }

  private static LakeView view(Lake lake, String asOf) {
    return new LakeView(lake, new TimeWindow(LocalDate.parse(asOf), 30, 7, 7, 30, 6));
  }

  private static void assertSeen(Lake lake, String asOf, Map<String, String> wanted, String note) {
    Map<String, String> titles = new TreeMap<>(wanted);
    LakeView view = view(lake, asOf);
    Map<String, String> seen = new TreeMap<>();
    ItemFacts facts = ItemFacts.of(view.orders(), Optional.of(view.catalog()));
    facts.ids().forEach(id -> seen.put(id, facts.of(id).title()));
    assertThat(seen).isEqualTo(titles);
    AccountRows accounts = new AccountRows(lake, view);
    RowAccount account = accounts.of(Table.CATALOG, ledger(lake.read(Lake.CATALOG).count()));
    titles.values().removeIf(String::isEmpty);
    assertThat(account.used()).as("items with a row").isEqualTo(titles.size());
    assertThat(account.used() + account.duplicate() + account.outsideWindow())
        .isEqualTo(account.read());
    assertThat(String.join("", accounts.notes())).contains(note);
    assertThat(accounts.notes().isEmpty()).isEqualTo(note.isEmpty());
  }

  private static Ledger ledger(long rows) {
    return new Ledger(
        1,
        "",
        Map.of(),
        OptionalLong.empty(),
        new Ledger.Counts(rows, 0, 0),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /** Items of which a line was bought on 20 January. */
  private static void buy(LocalLake local, int batch, String... items) {
    Dataset<Row> lines =
        local
            .spark()
            .createDataset(List.of(items), Encoders.STRING())
            .selectExpr(
                "'o' order_id",
                "value item_id",
                "'c' buyer",
                "timestamp'2026-01-20T00:00:00Z' ordered_at",
                "1d quantity",
                "9d unit_price",
                "'PLACED' fate",
                "cast(null as array<struct<at: timestamp, units: double>>) taken",
                "timestamp(null) gone_at");
    local.lake().replace(Lake.ORDERS, lines, batch);
  }

  @Test
  void theNearestRowOfAnItemIsSeen() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      List<Row> rows =
          List.of(
              row("told twice", "first", "2026-02-20T00:30:00Z"),
              row("told twice", "second", "2026-02-27T00:30:00Z"),
              row("told later that day", "third", "2026-03-01T06:00:00Z"),
              row("told later that day", "fourth", "2026-03-02T00:30:00Z"),
              row("told before and after", "fifth", "2026-02-28T23:59:59Z"),
              row("told before and after", "sixth", "2026-03-01T06:00:00Z"),
              row("told in the night", "ninth", "2026-02-28T05:59:59Z"),
              row("told in the night", "tenth", "2026-03-01T05:59:59Z"),
              row("told at no time", "seventh", null),
              row("told at no time", "eighth", "2026-03-01T07:30:00Z"));
      local.lake().replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 1);
      buy(local, 1, "told twice");
      assertSeen(
          local.lake(),
          "2026-03-01",
          Map.of(
              "told twice", "second",
              "told before and after", "fifth",
              "told in the night", "tenth",
              "told at no time", "seventh"),
          "the as-of date knows 4 of 5 items");
      assertSeen(
          local.lake(),
          "2026-02-01",
          Map.of("told twice", "", "told at no time", "seventh"),
          "the as-of date knows 1 of 5 items");
      assertSeen(
          local.lake(),
          "2026-03-03",
          Map.of(
              "told twice", "second",
              "told later that day", "fourth",
              "told before and after", "sixth",
              "told in the night", "tenth",
              "told at no time", "eighth"),
          "");
    }
  }

  @Test
  void theFirstDayOfALaterCatalogTellsWhatItemsAreAndNotWhatTheyCost() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      List<Row> rows =
          List.of(
              row("lamp", "Lamp", "2026-03-01T00:30:00Z"),
              row("lamp", "Light", "2026-03-01T23:30:00Z"),
              row("lamp", "Lantern", "2026-03-02T00:30:00Z"),
              row("shade", "Shade", "2026-03-01T00:30:00Z"),
              row("bulb", "Bulb", "2026-03-02T00:30:00Z"));
      local.lake().replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 1);
      buy(local, 1, "lamp", "bulb");
      assertSeen(
          local.lake(),
          "2026-03-01",
          Map.of("lamp", "Lamp", "shade", "Shade", "bulb", ""),
          "the as-of date knows 2 of 3 items");
      ItemFacts.Facts that = lamp(local.lake(), "2026-03-01");
      assertThat(that.price()).isEqualTo(7.5);
      assertThat(that.stock()).isEqualTo(3);
      assertThat(that.discontinued()).isTrue();
      assertSeen(
          local.lake(),
          "2026-02-01",
          Map.of("lamp", "Lamp", "bulb", ""),
          "nothing in it was written up to the as-of date; of 1 of 3 items");
      buy(local, 2, "lamp", "shade");
      assertSeen(
          local.lake(),
          "2026-02-01",
          Map.of("lamp", "Lamp", "shade", "Shade"),
          "nothing in it was written up to the as-of date; of 2 of 3 items");
      ItemFacts.Facts before = lamp(local.lake(), "2026-02-01");
      assertThat(before.price()).as("that was paid").isEqualTo(9);
      assertThat(before.unitCost()).isNaN();
      assertThat(before.stock()).as("unknown").isEqualTo(-1);
      assertThat(before.discontinued()).isFalse();
      assertThat(before.updatedAtMillis()).isEqualTo(Long.MIN_VALUE);
    }
  }

  @Test
  void aCatalogThatIsWrittenAnewInTheMorningIsThatOfItsDay() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      List<Row> rows =
          List.of(
              row("lamp", "Lamp", "2026-03-01T08:00:00Z"),
              row("lamp", "Light", "2026-03-01T18:00:00Z"),
              row("shade", "Shade", "2026-03-01T08:00:00Z"),
              row("bulb", "Bulb", "2026-03-02T08:00:00Z"));
      local.lake().replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 1);
      buy(local, 1, "lamp");
      assertSeen(
          local.lake(),
          "2026-03-01",
          Map.of("lamp", "Lamp", "shade", "Shade"),
          "the as-of date knows 2 of 3 items");
      assertThat(lamp(local.lake(), "2026-03-01").stock()).isEqualTo(3);
    }
  }

  private static ItemFacts.Facts lamp(Lake lake, String asOf) {
    LakeView view = view(lake, asOf);
    return ItemFacts.of(view.orders(), Optional.of(view.catalog())).of("lamp");
  }

  @Test
  void theDigestOfADayChangesWithWhatTheDaySees() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      Lake lake = local.lake();
      List<Row> rows = new ArrayList<>(List.of(row("lamp", "Lamp", "2026-02-20T00:30:00Z")));
      lake.replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 1);
      buy(local, 1, "lamp");
      String before = RowsDigest.of(view(lake, "2026-03-01").catalog());
      rows.add(row("lamp", "Lamp", "2026-02-20T00:30:00Z"));
      rows.add(row("lamp", "Light", "2026-03-02T00:30:00Z"));
      rows.add(row("shade", "Shade", "2026-03-02T00:30:00Z"));
      lake.replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 2);
      assertThat(RowsDigest.of(view(lake, "2026-03-01").catalog()))
          .as("a copy and later rows")
          .isEqualTo(before);
      assertThat(RowsDigest.of(view(lake, "2026-03-03").catalog())).isNotEqualTo(before);
      rows.add(row("lamp", "Lantern", "2026-02-20T00:30:01Z"));
      lake.replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 3);
      assertThat(RowsDigest.of(view(lake, "2026-03-01").catalog()))
          .as("a late row")
          .isNotEqualTo(before);
    }
  }
}
