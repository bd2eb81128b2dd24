package io.basketwise.prepare;

import io.basketwise.inputs.CatalogColumns;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each item besides who bought it: the catalog's row, and the price paid last
 * where the catalog has none. On the driver: one row an item.
 */
public final class ItemFacts {
  /**
   * One item. Texts are empty, the tier -1, money NaN, stock -1 and the update {@link
   * Long#MIN_VALUE} where nothing is known.
   */
  public record Facts(
      String title,
      String category,
      String family,
      int tier,
      String brand,
      double price,
      double unitCost,
      long stock,
      String kind,
      boolean discontinued,
      List<String> tags,
      List<String> fits,
      long updatedAtMillis) {
    /** An item of which only the paid price is known. */
    static Facts ofPrice(double price) {
      return new Facts(
          "",
          "",
          "",
          -1,
          "",
          price,
          Double.NaN,
          -1,
          "product",
          false,
          List.of(),
          List.of(),
          Long.MIN_VALUE);
    }

    Facts withPrice(double paid) {
      return new Facts(
          title,
          category,
          family,
          tier,
          brand,
          paid,
          unitCost,
          stock,
          kind,
          discontinued,
          tags,
          fits,
          updatedAtMillis);
    }
  }

  private final Map<String, Facts> byId;
  private final long bought;
  private final boolean fromCatalog;

  private ItemFacts(Map<String, Facts> byId, long bought, boolean fromCatalog) {
    this.byId = byId;
    this.bought = bought;
    this.fromCatalog = fromCatalog;
  }

  /** Gathers the facts from the net order lines and, where there is one, the catalog. */
  public static ItemFacts of(Dataset<Row> orders, Optional<Dataset<Row>> catalog) {
    Map<String, Facts> byId = new HashMap<>();
    LatestPrices.of(orders).forEach((item, price) -> byId.put(item, Facts.ofPrice(price)));
    long bought = byId.size();
    catalog.ifPresent(
        rows -> {
          Iterator<Row> items = rows.toLocalIterator();
          while (items.hasNext()) {
            Row row = items.next();
            byId.merge(row.getAs(CatalogColumns.ITEM_ID), facts(row), ItemFacts::complete);
          }
        });
    return new ItemFacts(byId, bought, catalog.isPresent());
  }

  private static Facts complete(Facts paid, Facts listed) {
    return Double.isNaN(listed.price()) ? listed.withPrice(paid.price()) : listed;
  }

  private static Facts facts(Row row) {
    return new Facts(
        text(row, CatalogColumns.TITLE),
        text(row, CatalogColumns.CATEGORY),
        text(row, CatalogColumns.FAMILY),
        tier(row),
        text(row, CatalogColumns.BRAND),
        or(row.getAs(CatalogColumns.PRICE), Double.NaN),
        or(row.getAs(CatalogColumns.UNIT_COST), Double.NaN),
        stock(row),
        text(row, CatalogColumns.KIND),
        text(row, CatalogColumns.STATUS).equals("discontinued"),
        list(row, CatalogColumns.TAGS),
        list(row, CatalogColumns.FITS),
        row.isNullAt(row.fieldIndex(CatalogColumns.UPDATED_AT))
            ? Long.MIN_VALUE
            : row.getTimestamp(row.fieldIndex(CatalogColumns.UPDATED_AT)).getTime());
  }

  /** Below zero is none. */
  private static int tier(Row row) {
    Integer tier = row.getAs(CatalogColumns.TIER);
    return tier == null ? -1 : Math.max(-1, tier);
  }

  /** Below zero is oversold: there is none. */
  private static long stock(Row row) {
    Long stock = row.getAs(CatalogColumns.STOCK);
    return stock == null ? -1 : Math.max(0, stock);
  }

  private static String text(Row row, String column) {
    return or(row.getAs(column), "");
  }

  private static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  private static List<String> list(Row row, String column) {
    int field = row.fieldIndex(column);
    return row.isNullAt(field)
        ? List.of()
        : row.<String>getList(field).stream().filter(Objects::nonNull).toList();
  }

  /** Whether a catalog was read. */
  public boolean fromCatalog() {
    return fromCatalog;
  }

  /** Number of items that were bought. */
  public long bought() {
    return bought;
  }

  /** All items that are bought or listed. */
  public Set<String> ids() {
    return new HashSet<>(byId.keySet());
  }

  /** The facts of an item. */
  public Facts of(String id) {
    return byId.getOrDefault(id, Facts.ofPrice(Double.NaN));
  }
}
