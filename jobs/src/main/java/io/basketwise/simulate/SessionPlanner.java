package io.basketwise.simulate;

import io.basketwise.simulate.Intent.Traits;
import io.basketwise.simulate.SessionPlan.View;
import io.basketwise.simulate.Shelf.Focus;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws what a session would do if nobody offered anything. */
final class SessionPlanner {
  private static final int DAY_SECONDS = 86_400;
  private static final int HOUR_SECONDS = 3_600;

  private final ShopSpec spec;
  private final Catalog catalog;

  SessionPlanner(ShopSpec spec, Catalog catalog) {
    this.spec = spec;
    this.catalog = catalog;
  }

  /**
   * Plans a session.
   *
   * @param wanted an item that the customer comes for, -1 = none
   */
  SessionPlan plan(
      Customer customer, History history, Intent intent, int day, int wanted, Dice dice) {
    Traits hours = intent.facet(dice);
    Traits pace = intent.facet(dice);
    double rush = clip(dice.normal(pace.rush(), 0.18));
    return new SessionPlan(
        intent,
        second(hours, dice),
        dice.chance(intent.facet(dice).gift()),
        rush,
        clip(customer.sensitivity() + dice.normal(0, 0.15)),
        dice.around(intent.facet(dice).dwellSeconds(), 0.25),
        intent.facet(dice).scroll(),
        intent.traits().buy() + customer.loyalty(),
        views(customer, history, intent, day, wanted, dice));
  }

  private List<View> views(
      Customer customer, History history, Intent intent, int day, int wanted, Dice dice) {
    double pricePoint = 0.6 * intent.facet(dice).pricePoint() + 0.4 * customer.pricePoint();
    Shelf shelf = new Shelf(catalog, customer, intent.facet(dice), pricePoint, dice);
    int owned = shelf.focus() == Focus.FAMILY ? history.upgradable(dice) : -1;
    Picker picker = new Picker(intent, customer, dice);
    if (wanted >= 0) {
      picker.look(catalog.item(wanted), 2);
    }
    int count = 1 + dice.poisson(intent.facet(dice).views());
    for (int v = 0; v < count; v++) {
      Item item = nextItem(shelf, owned, picker.wander, dice);
      if (item.onSale(day, spec.days())) {
        picker.look(item, eagerness(shelf.focus(), item));
        addAccessory(picker, item, dice);
      }
    }
    return picker.views;
  }

  private static Item nextItem(Shelf shelf, int owned, double wander, Dice dice) {
    if (dice.chance(wander)) {
      return shelf.elsewhere();
    }
    return owned >= 0 ? shelf.nextOfFamily(owned) : shelf.next();
  }

  private static double eagerness(Focus focus, Item item) {
    return switch (focus) {
      case PROJECT -> Model.PROJECT_ADD;
      case FAMILY -> item.tier() == 1 ? Model.LOWER_TIER_ADD : 1;
      case GIFTS, LEAF -> 1;
    };
  }

  private void addAccessory(Picker picker, Item item, Dice dice) {
    int accessory = catalog.accessories()[item.leaf()];
    if (accessory >= 0 && item.tier() > 0 && picker.added(item) && dice.chance(Model.ACCESSORY)) {
      picker.look(catalog.item(accessory), 1.5);
    }
  }

  /** The second of the day at which a session starts. */
  static int second(Traits traits, Dice dice) {
    double hour = dice.normal(traits.hour(), traits.hourDeviation());
    return Math.floorMod((int) (hour * HOUR_SECONDS), DAY_SECONDS);
  }

  private static double clip(double value) {
    return Math.min(1, Math.max(0, value));
  }

  /** Collects the views and decides which of them end in the cart. */
  private static final class Picker {
    private final Customer customer;
    private final Dice dice;
    private final List<View> views = new ArrayList<>();
    private final Set<Integer> leavesInCart = new HashSet<>();
    private final Set<Integer> itemsInCart = new HashSet<>();
    private final double wander;
    private final double add;
    private final double search;
    private final double extraQuantity;

    Picker(Intent intent, Customer customer, Dice dice) {
      this.customer = customer;
      this.dice = dice;
      wander = intent.facet(dice).wander();
      add = intent.facet(dice).add();
      search = intent.facet(dice).search();
      extraQuantity = intent.facet(dice).extraQuantity();
    }

    boolean added(Item item) {
      return itemsInCart.contains(item.index());
    }

    void look(Item item, double eagerness) {
      boolean searched = dice.chance(search);
      boolean crowded = leavesInCart.contains(item.leaf()) && item.kind() == Item.Kind.PRODUCT;
      double chance = add * eagerness * (crowded ? Model.SAME_LEAF_ADD : 1);
      if (added(item) || !dice.chance(chance)) {
        views.add(new View(item, searched, 0, false));
        return;
      }
      double removal = Model.REMOVE + Model.REMOVE_IF_SENSITIVE * customer.sensitivity();
      views.add(new View(item, searched, 1 + dice.poisson(extraQuantity), dice.chance(removal)));
      leavesInCart.add(item.leaf());
      itemsInCart.add(item.index());
    }
  }
}
