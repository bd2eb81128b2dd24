package io.basketwise.prepare;

import static org.assertj.core.api.Assertions.assertThat;

import io.basketwise.config.Table;
import io.basketwise.inputs.CatalogColumns;
import io.basketwise.intake.Ledger;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a day knows of items whose catalog was written before it, after it, or who knows when. */
class CatalogAsOfTest {
  private static final StructType ROWS =
      new StructType()
          .add(CatalogColumns.ITEM_ID, DataTypes.StringType)
          .add(CatalogColumns.TITLE, DataTypes.StringType)
          .add(CatalogColumns.UPDATED_AT, DataTypes.TimestampType);

  @TempDir private Path folder;

  private static Row row(String item, String title, @Nullable String updatedAt) {
    return RowFactory.create(
        item, title, updatedAt == null ? null : Timestamp.from(Instant.parse(updatedAt)));
  }

  private static void assertSeen(Lake lake, String asOf, Map<String, String> titles, String note) {
    LakeView view = new LakeView(lake, new TimeWindow(LocalDate.parse(asOf), 30, 7, 7));
    Map<String, String> seen = new TreeMap<>();
    view.catalog()
        .collectAsList()
        .forEach(row -> seen.put(row.getString(0), row.getAs(CatalogColumns.TITLE)));
    assertThat(seen).isEqualTo(titles);
    AccountRows accounts = new AccountRows(lake, view);
    RowAccount account = accounts.of(Table.CATALOG, ledger(lake.read(Lake.CATALOG).count()));
    assertThat(account.used()).isEqualTo(titles.size());
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
        new Ledger.Counts(rows, 0, 0),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  @Test
  void theNearestRowOfAnItemIsSeen() throws IOException {
    try (LocalLake local = LocalLake.in(folder)) {
      List<Row> rows =
          List.of(
              row("told twice", "first", "2026-02-20T00:30:00Z"),
              row("told twice", "second", "2026-02-27T00:30:00Z"),
              row("told after midnight", "third", "2026-03-01T00:30:00Z"),
              row("told after midnight", "fourth", "2026-03-02T00:30:00Z"),
              row("told before and after", "fifth", "2026-02-28T23:59:59Z"),
              row("told before and after", "sixth", "2026-03-01T00:00:00Z"),
              row("told at no time", "seventh", null),
              row("told at no time", "eighth", "2026-03-01T00:30:00Z"));
      local.lake().replace(Lake.CATALOG, local.spark().createDataFrame(rows, ROWS), 1);
      assertSeen(
          local.lake(),
          "2026-03-01",
          Map.of(
              "told twice", "second",
              "told after midnight", "third",
              "told before and after", "fifth",
              "told at no time", "seventh"),
          "of 1 of 4 items nothing was written before the as-of date");
      assertSeen(
          local.lake(),
          "2026-02-01",
          Map.of(
              "told twice", "first",
              "told after midnight", "third",
              "told before and after", "fifth",
              "told at no time", "seventh"),
          "of 3 of 4 items");
      assertSeen(
          local.lake(),
          "2026-03-03",
          Map.of(
              "told twice", "second",
              "told after midnight", "fourth",
              "told before and after", "sixth",
              "told at no time", "eighth"),
          "");
    }
  }
}
