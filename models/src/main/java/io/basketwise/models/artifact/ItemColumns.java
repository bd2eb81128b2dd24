package io.basketwise.models.artifact;

import io.basketwise.models.format.StringColumn;
import java.util.List;

/**
 * The items to write, one value an item in every column, in the order of their ids.
 *
 * @param ids strictly ascending by UTF-8 bytes; the position is the item's index everywhere else
 * @param titles empty when unknown, like categories, families and brands
 * @param tiers -1 when unknown; higher is the better version within a family
 * @param prices NaN when unknown, like unitCosts
 * @param stock -1 when not tracked
 * @param baskets training baskets with the item
 * @param recentBaskets those of the last 28 training days
 * @param buyers distinct buyers; a guest order counts as one
 * @param updatedAtMillis when price and stock were read; {@code Long.MIN_VALUE} when unknown
 * @param repurchaseDays days after which a buyer comes back for the item; 0 when it is not bought
 *     again
 * @param repurchaseBuyers distinct buyers that bought it again
 * @param fitsOffsets where each item's range of fitsItems begins, one more than items
 * @param fitsItems indices of the items that it fits
 * @param restricted whether the item is offered only with one that it fits
 */
public record ItemColumns(
    List<String> ids,
    List<String> titles,
    List<String> categories,
    List<String> families,
    int[] tiers,
    List<String> brands,
    double[] prices,
    double[] unitCosts,
    long[] stock,
    ItemKind[] kinds,
    boolean[] discontinued,
    long[] baskets,
    long[] recentBaskets,
    long[] buyers,
    long[] updatedAtMillis,
    int[] repurchaseDays,
    int[] repurchaseBuyers,
    long[] fitsOffsets,
    int[] fitsItems,
    boolean[] restricted,
    long totalBaskets,
    long totalRecentBaskets) {
  /** Checks lengths, order and ranges. */
  public ItemColumns {
    ids = List.copyOf(ids);
    titles = List.copyOf(titles);
    categories = List.copyOf(categories);
    families = List.copyOf(families);
    brands = List.copyOf(brands);
    int n = ids.size();
    Checks.length("titles", titles.size(), n);
    Checks.length("categories", categories.size(), n);
    Checks.length("families", families.size(), n);
    Checks.length("tiers", tiers.length, n);
    Checks.length("brands", brands.size(), n);
    Checks.length("prices", prices.length, n);
    Checks.length("unitCosts", unitCosts.length, n);
    Checks.length("stock", stock.length, n);
    Checks.length("kinds", kinds.length, n);
    Checks.length("discontinued", discontinued.length, n);
    Checks.length("baskets", baskets.length, n);
    Checks.length("recentBaskets", recentBaskets.length, n);
    Checks.length("buyers", buyers.length, n);
    Checks.length("updatedAtMillis", updatedAtMillis.length, n);
    Checks.length("repurchaseDays", repurchaseDays.length, n);
    Checks.length("repurchaseBuyers", repurchaseBuyers.length, n);
    Checks.length("restricted", restricted.length, n);
    Checks.offsets("fitsOffsets", fitsOffsets, n, fitsItems.length);
    Checks.within("fitsItems", fitsItems, 0, n);
    Checks.money("prices", prices);
    Checks.money("unitCosts", unitCosts);
    Checks.within("tiers", tiers, -1, Integer.MAX_VALUE);
    Checks.notNegative("baskets", baskets);
    Checks.notNegative("recentBaskets", recentBaskets);
    Checks.notNegative("buyers", buyers);
    Checks.notNegative("repurchaseDays", repurchaseDays);
    Checks.notNegative("repurchaseBuyers", repurchaseBuyers);
    Checks.notNegative("totals", new long[] {totalBaskets, totalRecentBaskets});
    for (long units : stock) {
      Checks.require(units >= -1, "stock has " + units + ", expected -1 or more");
    }
    checkAscending(ids);
  }

  private static void checkAscending(List<String> ids) {
    for (int i = 1; i < ids.size(); i++) {
      int order = StringColumn.ORDER.compare(ids.get(i - 1), ids.get(i));
      Checks.require(
          order < 0, "item ids \"" + ids.get(i - 1) + "\", \"" + ids.get(i) + "\" do not ascend");
    }
  }

  /** The number of items. */
  public int size() {
    return ids.size();
  }
}
