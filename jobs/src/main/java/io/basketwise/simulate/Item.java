package io.basketwise.simulate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * One thing for sale.
 *
 * @param index position in the catalog
 * @param family empty where it has no other versions
 * @param tier 1 to 3 within a family, 0 without one
 * @param unitCost true cost, even where the catalog table leaves it out
 * @param stock units, -1 = not tracked
 * @param pricePoint place within the leaf's prices, 0 cheapest to 1 dearest
 * @param cycleDays days that a unit lasts, 0 = no consumable
 */
record Item(
    int index,
    String id,
    String title,
    String category,
    int leaf,
    String family,
    int tier,
    double price,
    double unitCost,
    boolean costKnown,
    long stock,
    boolean active,
    Kind kind,
    String brand,
    List<String> tags,
    List<String> fits,
    double pricePoint,
    int cycleDays,
    Instant updatedAt) {
  static final String GIFT = "gift";

  /** Kinds of the catalog contract that a shop of goods has. */
  enum Kind {
    PRODUCT,
    ADD_ON,
    WARRANTY,
    SERVICE;

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  Item {
    tags = List.copyOf(tags);
    fits = List.copyOf(fits);
  }

  boolean offerable() {
    return active && stock != 0;
  }

  /** A discontinued item was sold in the first half of the days. */
  boolean onSale(int day, int days) {
    return active || day < days / 2;
  }

  boolean givable() {
    return tags.contains(GIFT);
  }
}
