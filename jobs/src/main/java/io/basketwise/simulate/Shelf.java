package io.basketwise.simulate;

/** What a customer looks at next, by the focus of the session. */
final class Shelf {
  private final Catalog catalog;
  private final Customer customer;
  private final Dice dice;
  private final double pricePoint;
  private final Focus focus;
  private final int anchor;
  private int step;

  /** What a session is about. */
  enum Focus {
    PROJECT,
    FAMILY,
    GIFTS,
    LEAF
  }

  /** A shelf for a focus drawn by an intent's traits. */
  Shelf(Catalog catalog, Customer customer, Intent.Traits traits, double pricePoint, Dice dice) {
    this.catalog = catalog;
    this.customer = customer;
    this.dice = dice;
    this.pricePoint = pricePoint;
    this.focus = focus(traits, dice);
    this.anchor =
        switch (focus) {
          case PROJECT -> project();
          case FAMILY -> familyBase();
          case GIFTS, LEAF -> leaf();
        };
  }

  Focus focus() {
    return focus;
  }

  /** The next item of the focus. */
  Item next() {
    return switch (focus) {
      case PROJECT -> nextOfProject();
      case FAMILY -> nextOfFamily(anchor);
      case GIFTS -> catalog.item(catalog.givable()[dice.skewed(catalog.givable().length)]);
      case LEAF -> fromLeaf(anchor);
    };
  }

  /** The family that an owned or the session's own version belongs to, tier by tier. */
  Item nextOfFamily(int member) {
    Item owned = catalog.item(member);
    int base = member - owned.tier() + 1;
    int tiers = Model.TIER_FACTORS.length;
    Item item = step < tiers ? catalog.item(base + step) : fromLeaf(owned.leaf());
    step++;
    return item;
  }

  /** An item outside the focus. */
  Item elsewhere() {
    return fromLeaf(leaf());
  }

  /** An item of a leaf near the preferred price, popular ones more often. */
  Item fromLeaf(int leaf) {
    int[] products = catalog.leaves()[leaf];
    Item best = catalog.item(products[dice.skewed(products.length)]);
    Item other = catalog.item(products[dice.skewed(products.length)]);
    Item third = catalog.item(products[dice.below(products.length)]);
    return closer(closer(best, other), third);
  }

  private Item closer(Item one, Item other) {
    double target = pricePoint + dice.normal(0, Model.PRICE_TOLERANCE);
    return Math.abs(one.pricePoint() - target) <= Math.abs(other.pricePoint() - target)
        ? one
        : other;
  }

  private Item nextOfProject() {
    int[] members = catalog.projects()[anchor];
    Item item = catalog.item(members[step % members.length]);
    if (step > 0 && dice.chance(Model.COMPARE)) {
      return fromLeaf(item.leaf());
    }
    step++;
    return item;
  }

  private static Focus focus(Intent.Traits traits, Dice dice) {
    double leaf = 1 - traits.project() - traits.family() - traits.giftShelf();
    return Focus.values()[
        dice.weighted(traits.project(), traits.family(), traits.giftShelf(), leaf)];
  }

  private int project() {
    int[] favourites = customer.favouriteProjects();
    return dice.chance(Model.FAVOURITE)
        ? favourites[dice.below(favourites.length)]
        : dice.skewed(catalog.projects().length);
  }

  private int leaf() {
    int[] favourites = customer.favouriteLeaves();
    return dice.chance(Model.FAVOURITE)
        ? favourites[dice.below(favourites.length)]
        : dice.skewed(catalog.leaves().length);
  }

  private int familyBase() {
    int[] products = catalog.leaves()[leaf()];
    for (int item : products) {
      if (catalog.item(item).tier() > 0) {
        return item;
      }
    }
    throw new IllegalStateException("a leaf without a family: " + products.length + " products");
  }
}
