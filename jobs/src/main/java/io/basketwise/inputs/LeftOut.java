package io.basketwise.inputs;

import io.basketwise.config.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Something that cannot be made from a shop's inputs.
 *
 * @param what the model or the part of one
 * @param why the table or column that is not there
 */
public record LeftOut(String what, String why) {
  private static final List<Need> NEEDS =
      List.of(
          new Need(Table.CLICKS, "", "relations from views, behaviour models"),
          new Need(Table.CLICKS, ClickColumns.ITEM_ID, "relations from views"),
          new Need(Table.CLICKS, ClickColumns.PROPENSITY, "learning from logged offers"),
          new Need(Table.CATALOG, "", "margins, stock, relations by family, tier and price"),
          new Need(Table.CATALOG, CatalogColumns.UNIT_COST, "margins"),
          new Need(Table.CATALOG, CatalogColumns.STOCK, "withholding what is out of stock"),
          new Need(Table.CATALOG, CatalogColumns.FAMILY, "relations by family"),
          new Need(Table.CATALOG, CatalogColumns.TIER, "upgrades by tier"),
          new Need(
              Table.ORDERS,
              OrderColumns.CUSTOMER_ID,
              "customers over several orders: every order counts as one buyer"));

  /** What these tables cannot give. */
  public static List<LeftOut> of(List<TableCheck> checks) {
    return NEEDS.stream().flatMap(need -> need.unmet(checks).stream()).toList();
  }

  /** A column, or with an empty name a whole table, and what is made from it. */
  private record Need(Table table, String column, String what) {
    Optional<LeftOut> unmet(List<TableCheck> checks) {
      Stream<TableCheck> own = checks.stream().filter(check -> check.table() == table);
      Optional<TableCheck> check = own.findFirst();
      if (column.isEmpty()) {
        return check.isPresent()
            ? Optional.empty()
            : Optional.of(new LeftOut(what, "no " + table.key()));
      }
      return check
          .filter(found -> found.missing().contains(column))
          .map(found -> new LeftOut(what, "no column " + column + " in " + table.key()));
    }
  }
}
