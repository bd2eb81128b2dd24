package io.basketwise.simulate;

import io.basketwise.tables.ParquetTable;
import io.basketwise.tables.ParquetTable.Column;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Columns of the written tables: contract v1, and the truth beside it. */
final class ShopColumns {
  static final List<Column> ORDERS =
      Column.list(
          "order_id STRING, ordered_at TIMESTAMP, item_id STRING, quantity DOUBLE,"
              + " unit_price DOUBLE, customer_id STRING, session_id STRING, status STRING,"
              + " list_price DOUBLE, gift BOOLEAN, offer_id STRING, channel STRING,"
              + " region STRING");
  static final List<Column> CLICKS =
      Column.list(
          "event_id STRING, visitor_id STRING, occurred_at TIMESTAMP, event_type STRING,"
              + " session_id STRING, customer_id STRING, placement STRING, item_id STRING,"
              + " price DOUBLE, quantity DOUBLE, dwell_ms LONG, value DOUBLE, device STRING,"
              + " channel STRING, region STRING, order_id STRING, offer_id STRING,"
              + " experiment STRING, variant STRING, propensity DOUBLE");
  static final List<Column> CATALOG =
      Column.list(
          "item_id STRING, title STRING, category STRING, price DOUBLE, unit_cost DOUBLE,"
              + " stock LONG, status STRING, kind STRING, family STRING, tier INT,"
              + " brand STRING, tags STRING_LIST, fits STRING_LIST, updated_at TIMESTAMP");
  static final List<Column> LABELS = Column.list("session_id STRING, intent STRING");
  static final List<Column> COMPLEMENTS = Column.list("item_a STRING, item_b STRING, project INT");
  static final List<Column> SUBSTITUTES = Column.list("item_a STRING, item_b STRING");
  static final List<Column> UPGRADES = Column.list("item_id STRING, upgrade_id STRING");
  static final List<Column> SESSIONS =
      Column.list(
          "session_id STRING, intent STRING, rush DOUBLE, price_sensitivity DOUBLE,"
              + " purchased BOOLEAN, margin DOUBLE");
  static final List<Column> MOMENTS =
      Column.list(
          "event_id STRING, session_id STRING, occurred_at TIMESTAMP, placement STRING,"
              + " anchor_item_id STRING, action STRING, quiet_propensity DOUBLE,"
              + " candidate_item_id STRING, candidate_relation STRING,"
              + " candidate_probability DOUBLE, quiet_purchase DOUBLE, quiet_margin DOUBLE,"
              + " offer_purchase DOUBLE, offer_margin DOUBLE, best_item_id STRING,"
              + " best_relation STRING, best_margin DOUBLE, oracle STRING");

  private ShopColumns() {}

  /** Opens one of the numbered files of a table. */
  static ParquetTable open(Path folder, int number, List<Column> columns) {
    return ParquetTable.create(
        folder.resolve(String.format(Locale.ROOT, "part-%05d.parquet", number)), columns);
  }
}
